/** What a server found out about who sent a message (RFC 8601). */
export interface Authentication {
  /** The server that made the checks (authserv-id, §2.5); '' if the field names none, as Exchange Online writes it. */
  server: string;
  dmarc: string;
  spf: string;
  /** `pass` if one of several signatures passed. */
  dkim: string;
  /** Exchange's overall verdict; it takes into account, for example, forwarders that Exchange trusts. */
  compauth: string;
}

/** How to leave a mailing list (RFC 2369 §3.2, RFC 8058). */
export interface Unsubscribe {
  /** Always `https:`. */
  url?: string;
  /** A request to `url` is enough; there is no page to look at. */
  oneClick?: boolean;
  mail?: { address: string; subject: string; text: string };
}

/** Facts from a message's header that no list shows. They're stored with its text. */
export interface MessageFacts {
  /** What the server that added the topmost field found out about the sender. */
  authentication?: Authentication;
  /** An address that the sender's display name contains although it isn't the sender's. */
  claims?: string;
  unsubscribe?: Unsubscribe;
  /** The reader has left the list through this message. */
  unsubscribed?: boolean;
}

/** Header fields that these facts are made from. */
export const FACT_FIELDS = [
  ...['from', 'authentication-results', 'list-unsubscribe', 'list-unsubscribe-post'],
  ...['importance', 'x-priority'],
];
