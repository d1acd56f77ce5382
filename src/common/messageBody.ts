import type { Invitation, InvitationAnswer } from './invitation';
import type { AttachmentView, Id, MailAddress, OperationState, SetAside } from './types';

/** What happened to a message for one of its recipients (RFC 3464 §2.3). */
export interface DeliveryFate {
  address: string;
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** RFC 3463, e.g. `5.1.1`; '' if the report has none. */
  status: string;
  /** What the other server said; '' if the report has nothing. */
  diagnostic: string;
}

/** A notice about a message, shown above its text. */
export type MessageNotice =
  | {
      /** A report about a message that was sent. */
      kind: 'delivery';
      recipients: DeliveryFate[];
      /** Message-ID of the sent message; null if the report doesn't say. */
      messageId: string | null;
      subject: string;
      /** The sent message, if it is stored here. */
      sentId?: Id;
    }
  | InvitationNotice
  /** S/MIME (RFC 8551): either signed, with the signature not checked, or encrypted. */
  | { kind: 'signed' | 'encrypted' }
  /** Detached signature by S/MIME or OpenPGP (RFC 9580), not checked; or encrypted by OpenPGP. */
  | { kind: 'smime-signed' | 'pgp-signed' | 'pgp-encrypted' }
  /** As marked by the sender. */
  | { kind: 'importance'; level: 'high' | 'low' }
  | UnsubscribeNotice
  /** A sent message that, according to this report, didn't reach everyone. */
  | { kind: 'bounced'; reportId: Id; recipients: DeliveryFate[] };

/** A meeting, with what other messages and the reader have said about it since. */
export interface InvitationNotice extends Invitation {
  kind: 'invitation';
  /** The invited address, which can answer; missing if no answer is asked for. */
  invited?: string;
  /** The reader's answer to this version; `state` of the message with the answer, while it is on its way. */
  answer?: { answer: InvitationAnswer; state: OperationState | null };
  /** A later message about the same meeting. */
  newer?: { id: Id; cancelled: boolean };
  /** For a reply: the reader's invitation that it answers. */
  requestId?: Id;
}

/** The message is from a mailing list that can be left. */
export interface UnsubscribeNotice {
  kind: 'unsubscribe';
  /** By a request from our server, by a message from the reader, or on a page that the reader opens. */
  way: 'request' | 'mail' | 'page';
  /** A host, or an address for `mail`. */
  target: string;
  /** Set for `page`. */
  url?: string;
  done: boolean;
}

/** Why a reader should look twice at the sender of a message. */
export type CautionReason =
  | 'failed-authentication'
  | 'look-alike'
  | 'disguised-domain'
  | 'name-is-address'
  | 'reply-elsewhere'
  | 'first-message';

/** One calmly worded warning above a message's text. */
export interface Caution {
  reason: CautionReason;
  /** The address or domain that the sentence names; domains in ASCII. */
  value: string;
  /** For `look-alike`: the reader's own domain. */
  like?: string;
}

/** `GET mailMessages:text`: a message as plain text, for programs. */
export interface MessageText {
  id: Id;
  accountId: Id;
  folderId: Id;
  threadKey: string;
  subject: string;
  from: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  sentAt: string;
  /** What a person sees of it; '' if it couldn't be read. */
  text: string;
  /** False if only the beginning is here, or nothing. */
  complete: boolean;
  /** Files, without the pictures that the text shows. */
  attachments: AttachmentView[];
}

export interface MessageBody {
  id: Id;
  /** Sanitized; '' if the message has no HTML part. Inline images are `cid:` references. */
  html: string;
  /** The style sheets of the HTML, for a document that shows nothing else. */
  css?: string;
  text: string;
  /** The HTML refers to images or styles on other servers; they load only when the reader asks for them. */
  hasRemoteContent: boolean;
  /** The HTML was too long or too deeply nested: only its beginning is here. */
  truncated?: boolean;
  attachments: AttachmentView[];
  notices?: MessageNotice[];
  cautions?: Caution[];
  /** Set if the message couldn't be read: there is no text, and this says why. */
  setAside?: SetAside;
}
