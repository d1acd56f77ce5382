import type { Endpoint } from '../../src/server/providers/provider';

/** A mail to be put into a mailbox. */
export interface BedMail {
  raw: string | Buffer;
  /** Folder path; INBOX unless given. */
  folder?: string;
  flags?: string[];
  /** INTERNALDATE; now unless given. */
  date?: Date;
}

export interface BedUser {
  /** The mailbox's SMTP address. */
  address: string;
  name: string;
  /** The name to sign in with (UPN), where it is another one: in many tenants no mail reaches it. */
  upn?: string;
  /** What the id token calls `email`; null leaves the claim out. The address unless given. */
  emailClaim?: string | null;
}

/** A mailbox that nobody signs in to: others open it with their own tokens. */
export interface BedShared {
  address: string;
  /** Who has Full Access; everybody else is let in and then "not connected". */
  fullAccess?: string[];
  /** Who may send as it. */
  sendAs?: string[];
  /** MessageCopyForSentAsEnabled: its own Sent Items get a copy too; off by default, as on Exchange. */
  copySentAs?: boolean;
}

export interface StoredMail {
  uid: number;
  flags: string[];
  subject: string;
  messageId: string;
}

/** One mailbox, manipulated from the server's side: what another mail client or Exchange itself would do. */
export interface BedMailbox {
  append(...mails: BedMail[]): Promise<number[]>;
  list(folder?: string): Promise<StoredMail[]>;
  source(folder: string, uid: number): Promise<Buffer>;
  flag(folder: string, uid: number, flags: { add?: string[]; remove?: string[] }): Promise<void>;
  move(folder: string, uid: number, to: string): Promise<void>;
  expunge(folder: string, uids: number[]): Promise<void>;
  createFolder(path: string): Promise<void>;
  renameFolder(from: string, to: string): Promise<void>;
  deleteFolder(path: string): Promise<void>;
  /** UIDVALIDITY changes, as Exchange's Archive sometimes does. */
  resetUidValidity(folder: string): Promise<void>;
  /** Cuts every open IMAP connection of this mailbox. */
  kick(): Promise<void>;
}

/** A fault of the sign-in service. `aadsts` answers with that code as Entra would. */
export type EntraFault =
  | { kind: 'aadsts'; code: number }
  | { kind: 'status'; status: 429 | 500 | 502 | 503; retryAfter?: number }
  | { kind: 'reset' }
  | { kind: 'hang' }
  /** The discovery document says that the tenant is in this cloud. */
  | { kind: 'cloud'; instance: string; region?: string }
  /** At `authorize`: no redirect URI is registered. */
  | { kind: 'unregistered' }
  /** The token endpoint answers without a refresh token, as if `offline_access` had not been granted. */
  | { kind: 'no-refresh-token' }
  /** The token endpoint says that the refresh token is one of a family of apps. */
  | { kind: 'family' };

/**
 * A fault of the IMAP side. `token-expired-bye` and `cut` without `times` hit every open connection at once and
 * are over; with `times` they hit the next so many commands that come after a login. The others last until
 * cleared or used up: `unavailable` answers logins, `not-connected` and `throttle` every command after a login,
 * `refuse-connections` resets connections as they come (whoever they are for).
 */
export type ImapFault =
  | { kind: 'not-connected' }
  | { kind: 'unavailable' }
  | { kind: 'token-expired-bye' }
  | { kind: 'throttle'; milliseconds: number }
  | { kind: 'refuse-connections' }
  /** The capabilities name no XOAUTH2. */
  | { kind: 'no-xoauth2' }
  /** Commands whose line (without its tag) matches are answered with NO; `closesAfter`: milliseconds until it hangs up. */
  | { kind: 'refuse'; line: RegExp; text?: string; closesAfter?: number }
  /** Lines of the server that match are changed: `instead` replaces what matched. */
  | { kind: 'say'; line: RegExp; instead: string }
  /** The server says good-bye in place of the line that matches, and ends the connection. */
  | { kind: 'bye-at'; line: RegExp }
  /** Commands whose line matches break the connection. */
  | { kind: 'cut-at'; line: RegExp }
  | { kind: 'cut' };

export type SmtpFault =
  | { kind: 'auth-disabled' } // 535 5.7.139
  | { kind: 'auth-failed' } // 535 5.7.3
  | { kind: 'reply'; at: 'auth' | 'mail' | 'rcpt' | 'data'; code: number; text: string }
  /** A transaction takes so many recipients; of the others it says 452 4.5.3. */
  | { kind: 'recipients'; most: number }
  /** `after-dot`: the client never hears whether the mail went; it did, unless `delivered` is false. */
  | { kind: 'cut'; at: 'data' | 'after-dot'; delivered?: boolean }
  | { kind: 'stall' }
  /** What EHLO says; anything left out is as usual. */
  | { kind: 'offers'; size?: number; international?: boolean }
  /** EHLO names no XOAUTH2. */
  | { kind: 'no-xoauth2' }
  | { kind: 'refuse-connections' };

/** The password opens any mailbox. */
export interface DirectAccess {
  password: string;
  /** Plain text, on loopback. */
  imapPort: number;
  /** Where asked for by `BedOptions.lmtp`. */
  lmtpPort: number | null;
}

/** How long a fault lasts: so many times, or until cleared. */
export interface FaultOptions {
  address?: string;
  times?: number;
}

/** A Microsoft in miniature on loopback: sign-in service, mailboxes, submission. One interface, two builds. */
export interface LocalMicrosoft {
  /** `exchange` and `full` are Dovecot's two profiles, `npm` needs nothing but npm packages. */
  readonly profile: 'exchange' | 'full' | 'npm';
  /** e.g. `https://localhost:40123`. */
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The GUID that admins paste by mistake. */
  readonly clientSecretId: string;
  readonly imap: Endpoint;
  readonly smtp: Endpoint;
  /** PEM of the CA for all three; NODE_EXTRA_CA_CERTS must name it before a process starts. */
  readonly caFile: string;
  addUser(user: BedUser): Promise<BedMailbox>;
  mailbox(address: string): BedMailbox;
  /** Adds a shared mailbox, or changes who may use it. */
  share(mailbox: BedShared): Promise<BedMailbox>;
  /** Everybody who may be picked on the account page. */
  readonly users: readonly BedUser[];
  entraFault(where: 'authorize' | 'token' | 'discovery', fault: EntraFault, options?: FaultOptions): void;
  imapFault(fault: ImapFault, options?: FaultOptions): void;
  smtpFault(fault: SmtpFault, options?: FaultOptions): void;
  clearFaults(): void;
  /** Access tokens given so far stop working; refresh tokens stay. */
  expireAccessTokens(address: string): void;
  /** Refresh tokens of this person answer `invalid_grant` from now on (password changed, session revoked). */
  revoke(address: string): void;
  /** The mail server behind it all, for tools that know no XOAUTH2; none in the profile `npm`. */
  readonly direct: DirectAccess | null;
  /** Signs in at the authorize URL without a browser and returns the URL it redirects to. */
  authorize(url: string, address: string, choice?: 'accept' | 'decline'): Promise<string>;
  /** Counts of requests and logins, to assert that nothing loops. */
  readonly counters: {
    token: number;
    authorize: number;
    imapLogins: number;
    /** What clients sent after their logins, each to be answered before the next: round trips. */
    imapCommands: number;
    smtpLogins: number;
    accepted: number;
    /** The refresh token that was presented last. */
    refreshToken: string;
    /** The IMAP commands among them by name, e.g. `UID STORE`. */
    commands: Map<string, number>;
  };
  stop(): Promise<void>;
}

export interface BedOptions {
  profile?: 'exchange' | 'full' | 'npm';
  users?: BedUser[];
  /** Rewrite Message-ID on submission as Outlook.com does, keeping X-Microsoft-Original-Message-ID. */
  rewriteMessageId?: boolean;
  /** Access token lifetime in seconds; 3600 unless given. */
  tokenLifetime?: number;
  /** Folder of the certificate; `.bed` in the working folder unless given. */
  directory?: string;
  /** Where Dovecot keeps the mail, a Maildir an address, even after the bed; a temporary folder unless given. */
  mailDirectory?: string;
  /** Take mail by LMTP (RFC 2033) too, which needs Dovecot's package for it. */
  lmtp?: boolean;
  /** Fixed ports; ephemeral ones unless given. */
  ports?: { authority?: number; imap?: number; smtp?: number };
  /** Registered redirect URIs, beside any that ends in `mailAccounts:callback`. */
  redirectUris?: string[];
  /** Who may send as whom: sender address → addresses it may use besides its own. */
  sendAs?: Record<string, string[]>;
  shared?: BedShared[];
  /** Where a sender without the right is refused: at MAIL FROM unless given. */
  sendAsRefusedAt?: 'mail' | 'data';
  /** Called when a submitted mail is delivered and its 250 not yet said; the 250 waits for it. */
  onAccepted?(mail: { owner: string; raw: Buffer }): void | Promise<void>;
}
