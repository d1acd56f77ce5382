import type { ProviderSettingsInput, ProviderSettingsView } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { providerOf } from '../providers';
import type { MailProvider, ProviderSettings } from '../providers/provider';
import { wakeBlocked } from '../store/accounts/accounts';
import { findProvider, saveProvider, type ProviderRow } from '../store/accounts/providers';
import { checkedSettings, consentUrl, storedSecrets } from './configured';
import { daysUntil, refuseExpiry } from './expiry';
import { seal } from './secrets';

/** A provider's settings form. It contains no secret values. */
export async function viewSettings(
  ctx: MailContext,
  name: string,
  redirectUri: string,
): Promise<ProviderSettingsView> {
  const provider = providerOf(name);
  const row = await findProvider(ctx, name);
  const { secretFields, plainFields } = fieldsOf(provider);
  const stored = row ? await storedSecrets(ctx, row) : {};
  const plain = provider.readSettings(row?.settings ?? {});
  const savedSecrets = Object.fromEntries(
    secretFields
      .filter((field) => stored[field.name])
      .map((field) => [field.name, row?.secretsSavedAt[field.name] ?? '']),
  );
  const settings = settingsOrNull(ctx, provider, { ...plain, ...stored });
  const expiresOn = (provider.expiry && settings?.[provider.expiry.field]) ?? '';
  const daysLeft = daysUntil(expiresOn);
  return {
    name,
    title: provider.title,
    enabled: row?.enabled ?? true,
    fields: provider.settings,
    values: Object.fromEntries(
      plainFields.map((field) => [field.name, plain[field.name] ?? field.defaultValue ?? '']),
    ),
    savedSecrets,
    redirectUri,
    adminConsentUrl: consentUrl(settings && { provider, settings }, redirectUri),
    consent: row?.consent ?? null,
    secretExpiry: daysLeft === null ? null : { expiresOn, daysLeft },
    guide: provider.guide,
  };
}

/** A form as filled in by an admin, with stored values for omitted secrets. */
export interface TypedForm {
  provider: MailProvider;
  row: ProviderRow | null;
  /** As typed: variables are not filled in. */
  values: Record<string, string>;
  secrets: Record<string, string>;
  /** Secret fields with a new value. */
  replaced: string[];
}

/** Reads a typed form and adds what is stored. Throws `invalid-input` for values that aren't text. */
export async function typedForm(
  ctx: MailContext,
  input: Pick<ProviderSettingsInput, 'name' | 'values'>,
): Promise<TypedForm> {
  const provider = providerOf(input.name);
  const { secretFields, plainFields } = fieldsOf(provider);
  const given = (field: string): string => {
    const value = input.values[field] ?? '';
    if (typeof value !== 'string') throw new MailError('invalid-input', { params: { field } });
    return value.trim();
  };
  const row = await findProvider(ctx, provider.name);
  const secrets = row ? await storedSecrets(ctx, row) : {};
  const replaced = secretFields.map(({ name }) => name).filter(given);
  for (const name of replaced) secrets[name] = given(name);
  const values = Object.fromEntries(plainFields.map(({ name }) => [name, given(name)]));
  return { provider, row, values, secrets, replaced };
}

/** The stored settings, validated; null if there are none or they are incomplete. */
export const savedSettings = (ctx: MailContext, { provider, row, secrets }: TypedForm) =>
  row && settingsOrNull(ctx, provider, { ...row.settings, ...secrets });

/** Validates what was typed, as when saving. */
export function checkedForm(ctx: MailContext, form: TypedForm): ProviderSettings {
  const { provider, values, secrets, replaced } = form;
  const settings = checkedSettings(ctx, provider, { ...values, ...secrets });
  const saved = savedSettings(ctx, form);
  // Otherwise anyone with the right to configure could have the stored secret sent to their own server.
  const [secret] = fieldsOf(provider).secretFields;
  const moved = saved && provider.secretGoesTo(saved) !== provider.secretGoesTo(settings);
  if (secret && moved && replaced.length === 0) {
    throw new MailError('invalid-client-secret', { params: { field: secret.name, context: 'elsewhere' } });
  }
  // A date that has passed since it was entered must not keep the rest from being saved.
  if (isNewExpiry(form)) refuseExpiry(provider, settings);
  return settings;
}

/** Whether there is a new secret, or a new date for the existing one. */
function isNewExpiry({ provider, row, values, replaced }: TypedForm): boolean {
  const field = provider.expiry?.field ?? '';
  return replaced.length > 0 || values[field] !== (row?.settings[field] ?? '');
}

/** Validates and stores what an admin typed. An empty secret keeps the stored one. */
export async function saveSettings(ctx: MailContext, input: ProviderSettingsInput): Promise<void> {
  const form = await typedForm(ctx, input);
  const { provider, row, values, secrets, replaced } = form;
  const settings = checkedForm(ctx, form);
  const now = new Date().toISOString();
  const before = savedSettings(ctx, form);
  const { subject } = provider.adminConsent ?? {};
  const sameApp = before && subject?.(before) === subject?.(settings);
  await saveProvider(ctx, {
    name: provider.name,
    enabled: input.enabled,
    // Hidden fields come back empty, omitted ones with their default.
    settings: Object.fromEntries(
      Object.keys(values).map((name) => [name, settings[name] && (values[name] || settings[name])]),
    ),
    secrets: await seal(ctx, JSON.stringify(secrets)),
    secretsSavedAt: { ...row?.secretsSavedAt, ...Object.fromEntries(replaced.map((name) => [name, now])) },
    consent: (sameApp && row?.consent) || null,
    expiryWarned: isNewExpiry(form) ? null : (row?.expiryWarned ?? null),
  });
  await wakeBlocked(ctx, provider.name);
}

const fieldsOf = (provider: MailProvider) => ({
  secretFields: provider.settings.filter((field) => field.kind === 'secret'),
  plainFields: provider.settings.filter((field) => field.kind !== 'secret'),
});

/** null if they are incomplete. */
function settingsOrNull(
  ctx: MailContext,
  provider: MailProvider,
  values: Record<string, string>,
): ProviderSettings | null {
  try {
    return checkedSettings(ctx, provider, values);
  } catch {
    return null;
  }
}
