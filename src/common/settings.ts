export interface ProviderView {
  name: string;
  title: string;
  enabled: boolean;
  /** Enabled and complete: users can connect. */
  ready: boolean;
  /** Where an administrator of the organization consents for everybody: for whom "Need admin approval" stops. */
  adminConsentUrl: string | null;
}

/** A field of a provider's settings form: one form renders any provider. */
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
  /** Required too while another field has this value. Fields that are not required are folded away until then. */
  requiredWhen?: { field: string; value: string };
  /** Only there (and only then required) while another field has this value. */
  shownWhen?: { field: string; value: string };
}

/** A step of the way through the provider's own pages, with what is to be copied there and filled in here. */
export interface GuideStep {
  /** Also the anchor on the page: a finding of the check names the step that mends it. */
  name: string;
  /** Keys of the locale files. */
  title: string;
  text: string;
  /** Values in the provider's own words, to be copied. `{redirectUri}` is the redirect URI. */
  copy?: Array<{ label: string; value: string }>;
  /** Into the provider's admin pages: the part after the portal's origin; `{clientId}` is filled in by the page. */
  link?: { label: string; path: string; needsClientId: boolean };
  /** Settings that are filled in here. */
  fields: string[];
}

export interface Guide {
  steps: GuideStep[];
  /** Origin of the provider's admin pages, by the value of the field `portalField`; '' where there is none. */
  portals: Record<string, string>;
  portalField: string;
}

/** A line of "Check configuration". */
export interface CheckLine {
  /** `settings`, `authority`, `client`, `redirect`, `imap`, `smtp`, `origin`, …; its title is `check.<name>`. */
  name: string;
  /** `skipped`: something before it has to be mended first, or nobody can tell without a sign-in. */
  result: 'passed' | 'warning' | 'failed' | 'skipped';
  /** An {@link import('./errors').ErrorCode}; null where all is well. */
  code: string | null;
  /** In the caller's language. */
  message: string;
  /** The {@link GuideStep} that it is about, and that mends it. */
  step: string | null;
}

export interface ProviderSettingsView {
  name: string;
  title: string;
  enabled: boolean;
  fields: SettingField[];
  /** Values of all fields but secret ones. */
  values: Record<string, string>;
  /** Secret fields that have a stored value, with the time it was saved. */
  savedSecrets: Record<string, string>;
  /** The exact redirect URI to register. */
  redirectUri: string;
  /** Where an administrator consents for the whole organization; null until the settings are complete. */
  adminConsentUrl: string | null;
  /** The tenant-wide consent that came back to us: for which tenant, when. Null when none did. */
  consent: { tenant: string; grantedAt: string } | null;
  /** When the client secret expires, by what the admin entered with it. */
  secretExpiry: { expiresOn: string; daysLeft: number } | null;
  guide: Guide;
}

export interface ProviderSettingsInput {
  name: string;
  enabled: boolean;
  /** A secret field left out or '' keeps the stored one. */
  values: Record<string, string>;
}
