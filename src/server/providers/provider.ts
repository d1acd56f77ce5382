import type { CheckLine, ErrorCode, Guide, SettingField } from '../../common';
import type { MailError } from '../errors';

/** Where a mail server listens. */
export interface Endpoint {
  host: string;
  port: number;
  /** `tls`: TLS from the first byte (RFC 8314); `starttls`: upgraded before anything else is sent (RFC 3207). */
  security: 'tls' | 'starttls';
}

/** A provider's settings by field name: plain values and decrypted secrets. Never leaves the server. */
export type ProviderSettings = Readonly<Record<string, string>>;

/** Contents of the authorization request (RFC 6749 §4.1.1, RFC 7636, OpenID Connect Core §3.1.2.1). */
export interface AuthorizeRequest {
  redirectUri: string;
  state: string;
  nonce: string;
  /** BASE64URL(SHA-256(verifier)). */
  codeChallenge: string;
  /** The sign-in name to suggest when an account is reconnected. */
  loginHint?: string;
  /** Asks for consent again. Only used after a sign-in that returned no refresh token. */
  forceConsent?: boolean;
}

/** What came back to the redirect URI, together with what we stored for it. */
export interface AuthorizeReply {
  code: string;
  state: string;
  nonce: string;
  codeVerifier: string;
  redirectUri: string;
}

/** A decrypted credential; opaque to everything but its provider. */
export type Credential = string;

export interface Redeemed {
  /** The provider's own key for the user. */
  identity: string;
  /** The name that the user signs in with. It isn't necessarily an address that receives mail. */
  signInName: string;
  /** Candidates for the mailbox's SMTP address in lower case, most likely first; at least one. */
  addresses: string[];
  displayName: string;
  credential: Credential;
}

/**
 * How a provider's mail servers authenticate users. `token`: SASL XOAUTH2; `password`: SASL PLAIN (RFC 4616), or LOGIN.
 */
export type LoginKind = 'token' | 'password';

/** What a mail server needs to authenticate a user. */
export type Login = { user: string } & ({ accessToken: string } | { password: string });

export interface LoginResult {
  login: Login;
  /** Set only if it changed. The caller must store it: the account is lost once the old one stops working. */
  credential?: Credential;
}

/** One result of checking the settings; the sentence is built in the caller's language. */
export interface Finding {
  name: string;
  result: CheckLine['result'];
  code: ErrorCode | null;
  /** Key in the locale files; defaults to that of the code, or `check.<name>.passed`. */
  sentence?: string;
  params?: Record<string, string | number>;
  /** The step of the {@link Guide} that this is about and where it can be fixed. */
  step: string | null;
}

/** What came back from the page where an administrator consents for everyone. */
export interface ConsentReply {
  /** Query parameters of the redirect URI. */
  query: Readonly<Record<string, string>>;
}

/** A page where an administrator consents for everyone, so that no user is asked individually. */
export interface AdminConsent {
  /** Its URL; null if these settings have none. */
  url(settings: ProviderSettings, redirectUri: string, state?: string): string | null;
  /** Identifies what a consent is for: if the settings give a different text, a new consent is needed. */
  subject(settings: ProviderSettings): string;
  /** Verifies the reply and returns the tenant that consented. */
  read(settings: ProviderSettings, reply: ConsentReply): { tenant: string };
}

/** What only some providers have. Omitted parts don't appear on any page or in any check. */
export interface ProviderExtras {
  adminConsent?: AdminConsent;
  /** A secret that expires: the field with the date, and the maximum number of days it may be in the future. */
  expiry?: { field: string; longest: number };
  /**
   * Identifies who shares a sending limit with a user, by {@link Redeemed.identity}: the same text for all of them,
   * e.g. the organization; null if nobody does.
   */
  sendGroup?(identity: string): string | null;
  /**
   * How the provider's servers identify themselves in the Authentication-Results (RFC 8601 §2.5) that they prepend to
   * incoming messages; '' if they give no name. If omitted, no message's claims about its own sender are trusted.
   */
  authenticationServer?: string;
}

/**
 * A mail hosting service. Providers never touch the database and throw only MailErrors.
 * See docs/add-a-provider.md for how to add one.
 */
export interface MailProvider extends ProviderExtras {
  name: string;
  title: string;
  loginKind: LoginKind;
  /** One form renders any provider's settings. */
  settings: SettingField[];
  /** The steps through the provider's own pages. */
  guide: Guide;
  /** Converts stored settings to today's form: older ones lack fields. */
  readSettings(stored: ProviderSettings): ProviderSettings;
  /**
   * Returns the settings trimmed, with hidden fields empty. Throws a MailError that says which one is wrong and why.
   */
  checkSettings(settings: ProviderSettings): ProviderSettings;
  /** Where the secrets are sent: a stored secret is kept only while this stays the same. */
  secretGoesTo(settings: ProviderSettings): string;
  /** Finds out which of the validated settings work, without a user. A wrong one is a finding, not an error. */
  check(settings: ProviderSettings, redirectUri: string): Promise<Finding[]>;
  imap(settings: ProviderSettings): Endpoint;
  smtp(settings: ProviderSettings): Endpoint;
  /** Whether the SMTP server stores the sent copy automatically. */
  sentCopy: 'server' | 'append';
  /**
   * What the SMTP server accepts from one mailbox: messages per minute and concurrent connections; 0 means no limit.
   * `perDay`: recipients per day, if it has such a limit; only to tell people beforehand.
   */
  sendLimits(settings: ProviderSettings): { perMinute: number; connections: number; perDay?: number };
  /** The URL of the page where a user signs in. */
  authorizeUrl(settings: ProviderSettings, request: AuthorizeRequest): Promise<string>;
  /** The error parameters of an authorization response (RFC 6749 §4.1.2.1) as a MailError. */
  authorizeError(error: string, description: string): MailError;
  /** Who signed in, and the credential to keep. Throws `sign-in-failed` or similar if nobody did. */
  redeem(settings: ProviderSettings, reply: AuthorizeReply): Promise<Redeemed>;
  /**
   * What opens the mailbox now. `force`: the server has just refused the previous result. If nothing newer is
   * available, throws a MailError that says what the owner has to do, e.g. `password-changed`.
   */
  login(
    settings: ProviderSettings,
    credential: Credential,
    options?: { force?: boolean },
  ): Promise<LoginResult>;
}
