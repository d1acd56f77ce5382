import type { CheckLine, ErrorCode, Guide, SettingField } from '../../common';
import type { MailError } from '../errors';

/** Where a mail server listens. */
export interface Endpoint {
  host: string;
  port: number;
  /** `tls`: TLS from the first octet (RFC 8314); `starttls`: upgraded before anything is said (RFC 3207). */
  security: 'tls' | 'starttls';
}

/** A provider's settings: plain values and opened secrets, by field name. Never leaves the server. */
export type ProviderSettings = Readonly<Record<string, string>>;

/** What goes into the authorization request (RFC 6749 §4.1.1, RFC 7636, OpenID Connect Core §3.1.2.1). */
export interface AuthorizeRequest {
  redirectUri: string;
  state: string;
  nonce: string;
  /** BASE64URL(SHA-256(verifier)). */
  codeChallenge: string;
  /** The address to suggest when an account is reconnected. */
  loginHint?: string;
  /** Ask for consent again: only after a sign-in that brought no refresh token. */
  forceConsent?: boolean;
}

/** What came back to the redirect URI, with what was kept for it. */
export interface AuthorizeReply {
  code: string;
  state: string;
  nonce: string;
  codeVerifier: string;
  redirectUri: string;
}

/** An opened credential; opaque to everybody but its provider. */
export type Credential = string;

export interface Redeemed {
  /** The provider's own key of the person. */
  identity: string;
  address: string;
  displayName: string;
  credential: Credential;
}

/** What a mail server wants to see: SASL XOAUTH2's two values. */
export interface Login {
  user: string;
  accessToken: string;
}

export interface LoginResult {
  login: Login;
  /** Only when it changed: the caller must store it, or the account dies with the old one. */
  credential?: Credential;
}

/** What a check of the settings came to; the sentence is made of it in the caller's language. */
export interface Finding {
  name: string;
  result: CheckLine['result'];
  code: ErrorCode | null;
  /** Key of the locale files; else that of the code, or `check.<name>.passed`. */
  sentence?: string;
  params?: Record<string, string | number>;
  /** The {@link Guide}'s step that it is about, and that mends it. */
  step: string | null;
}

/** What came back from the page where an administrator consents for everybody. */
export interface ConsentReply {
  /** The query of the redirect URI. */
  query: Readonly<Record<string, string>>;
}

/**
 * Who hosts the mail. A provider never touches the database and throws MailError alone.
 * Adding one is a folder with such an object and a line in `index.ts`.
 */
export interface MailProvider {
  name: string;
  title: string;
  /** One form renders any provider's settings. */
  settings: SettingField[];
  /** The way through the provider's own pages. */
  guide: Guide;
  /** Stored settings as today's form has them: older ones lack fields. */
  readSettings(stored: ProviderSettings): ProviderSettings;
  /** Refuses wrong settings with a MailError that says which and why; returns them trimmed, hidden ones empty. */
  checkSettings(settings: ProviderSettings): ProviderSettings;
  /** The field with the day on which the secret expires, and how many days ahead it can lie at most. */
  expiry?: { field: string; longest: number };
  /** Where the secret is sent to. */
  secretGoesTo(settings: ProviderSettings): string;
  /** Finds out, without a user, what of the checked settings works. A wrong one is a finding, not an error. */
  check(settings: ProviderSettings, redirectUri: string): Promise<Finding[]>;
  imap(settings: ProviderSettings): Endpoint;
  smtp(settings: ProviderSettings): Endpoint;
  /** Whether the SMTP server files the sent copy by itself. */
  sentCopy: 'server' | 'append';
  /** What the SMTP server takes from one mailbox: messages a minute, and connections at a time; 0 for no limit. */
  sendLimits(settings: ProviderSettings): { perMinute: number; connections: number };
  authorizeUrl(settings: ProviderSettings, request: AuthorizeRequest): Promise<string>;
  /** Where an administrator consents for everybody; null where the provider knows no such page. */
  adminConsentUrl(settings: ProviderSettings, redirectUri: string, state?: string): string | null;
  /** What a consent is for: settings that give another text need another consent. */
  consentSubject(settings: ProviderSettings): string;
  /** Verifies what came back from there; the tenant that consented. */
  readConsent(settings: ProviderSettings, reply: ConsentReply): { tenant: string };
  /** The error parameters of an authorization response (RFC 6749 §4.1.2.1) as a MailError. */
  authorizeError(error: string, description: string): MailError;
  redeem(settings: ProviderSettings, reply: AuthorizeReply): Promise<Redeemed>;
  /** A fresh access token; `force` ignores a cached one (after the server refused it). */
  login(
    settings: ProviderSettings,
    credential: Credential,
    options?: { force?: boolean },
  ): Promise<LoginResult>;
}
