export interface ProviderView {
  name: string;
  title: string;
  enabled: boolean;
  /** Enabled and complete: users can connect. */
  ready: boolean;
  /**
   * The page where an organization's administrator consents for everyone, so that its users no longer see "Need admin
   * approval".
   */
  adminConsentUrl: string | null;
}

/** A field of a provider's settings form. The same form renders any provider. */
export interface SettingField {
  name: string;
  title: string;
  /** `date`: `YYYY-MM-DD`. */
  kind: 'text' | 'secret' | 'select' | 'date';
  required: boolean;
  description?: string;
  placeholder?: string;
  options?: Array<{ value: string; label: string }>;
  defaultValue?: string;
  /** Also required while another field has this value. Optional fields are collapsed until then. */
  requiredWhen?: { field: string; value: string };
  /** Present (and only then required) only while another field has this value. */
  shownWhen?: { field: string; value: string };
}

/** One step through the provider's own pages: what to copy there and what to enter here. */
export interface GuideStep {
  /** Also the anchor on the page: a check's finding refers to the step that fixes it. */
  name: string;
  /** Keys in the locale files. */
  title: string;
  text: string;
  /** Values to copy, labeled as the provider labels them. `{redirectUri}` is replaced with the redirect URI. */
  copy?: Array<{ label: string; value: string }>;
  /** A link into the provider's admin pages: the part after the portal's origin. The page fills in `{clientId}`. */
  link?: { label: string; path: string; needsClientId: boolean };
  /** For people who lack what the step requires; collapsed. `links`: public pages of the provider. */
  help?: { title: string; text: string; links: Array<{ label: string; url: string }> };
  /** Settings to enter in this step. */
  fields: string[];
}

export interface Guide {
  steps: GuideStep[];
  /** Origin of the provider's admin pages, by the value of the field `portalField`; '' if there is none. */
  portals: Record<string, string>;
  portalField: string;
}

/** One line of "Check configuration". */
export interface CheckLine {
  /** `settings`, `authority`, `client`, `redirect`, `imap`, `smtp`, `origin`, …; its title is `check.<name>`. */
  name: string;
  /** `skipped`: something else has to be fixed first, or it can't be determined without a sign-in. */
  result: 'passed' | 'warning' | 'failed' | 'skipped';
  /** An {@link import('./errors').ErrorCode}; null if there is no problem. */
  code: string | null;
  /** In the caller's language. */
  message: string;
  /** The {@link GuideStep} that it is about and where it can be fixed. */
  step: string | null;
}

export interface ProviderSettingsView {
  name: string;
  title: string;
  enabled: boolean;
  fields: SettingField[];
  /** Values of all fields except secret ones. */
  values: Record<string, string>;
  /** Secret fields that have a stored value, with the time it was saved. */
  savedSecrets: Record<string, string>;
  /** The exact redirect URI to register. */
  redirectUri: string;
  /** The page where an administrator consents for the whole organization; null until the settings are complete. */
  adminConsentUrl: string | null;
  /** The tenant-wide consent that was given: for which tenant and when. Null if there was none. */
  consent: { tenant: string; grantedAt: string } | null;
  /** When the client secret expires, according to the admin's input. */
  secretExpiry: { expiresOn: string; daysLeft: number } | null;
  guide: Guide;
}

export interface ProviderSettingsInput {
  name: string;
  enabled: boolean;
  /** Omitting a secret field, or '', keeps the stored value. */
  values: Record<string, string>;
}
