import type { ProviderSettingsInput, ProviderSettingsView, ProviderView } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { PROVIDERS, providerOf } from '../providers';
import type { MailProvider, ProviderSettings } from '../providers/provider';
import { wakeBlocked } from '../store/accounts';
import { findProvider, saveProvider, type ProviderRow } from '../store/providers';
import { open, seal } from './secrets';

/** A provider with the settings that an admin gave it, checked. */
export interface Configured {
  provider: MailProvider;
  settings: ProviderSettings;
}

/** The provider, ready for use; throws when an admin has to do something first. */
export async function configuredProvider(ctx: MailContext, name: string): Promise<Configured> {
  const provider = providerOf(name);
  const row = await findProvider(ctx, name);
  if (!row) throw new MailError('provider-not-configured');
  if (!row.enabled) throw new MailError('provider-disabled');
  try {
    return { provider, settings: provider.checkSettings(rendered(ctx, await valuesOf(ctx, row))) };
  } catch (error) {
    throw new MailError('provider-not-configured', { cause: error });
  }
}

/** Every provider, as any signed-in user may know it. */
export function listProviders(ctx: MailContext): Promise<ProviderView[]> {
  return Promise.all(
    PROVIDERS.map(async ({ name, title }) => {
      const row = await findProvider(ctx, name);
      const ready = await configuredProvider(ctx, name).then(
        () => true,
        () => false,
      );
      return { name, title, enabled: row?.enabled ?? false, ready };
    }),
  );
}

/** The settings form of a provider. No secret value is in it. */
export async function viewSettings(
  ctx: MailContext,
  name: string,
  redirectUri: string,
): Promise<ProviderSettingsView> {
  const provider = providerOf(name);
  const row = await findProvider(ctx, name);
  const { secretFields, plainFields } = fieldsOf(provider);
  const values = Object.fromEntries(
    plainFields.map((field) => [field.name, row?.settings[field.name] ?? field.defaultValue ?? '']),
  );
  const stored = row ? await secretsOf(ctx, row) : {};
  const savedSecrets = Object.fromEntries(
    secretFields
      .filter((field) => stored[field.name])
      .map((field) => [field.name, row?.secretsSavedAt[field.name] ?? '']),
  );
  return {
    name,
    title: provider.title,
    enabled: row?.enabled ?? true,
    fields: provider.settings,
    values,
    savedSecrets,
    redirectUri,
    adminConsentUrl: consentUrl(ctx, provider, { ...row?.settings, ...stored }, redirectUri),
  };
}

/** Checks and stores what an admin typed. An empty secret keeps the stored one. */
export async function saveSettings(ctx: MailContext, input: ProviderSettingsInput): Promise<void> {
  const provider = providerOf(input.name);
  const { secretFields, plainFields } = fieldsOf(provider);
  const given = (field: string): string => {
    const value = input.values[field] ?? '';
    if (typeof value !== 'string') throw new MailError('invalid-input', { params: { field } });
    return value.trim();
  };
  const row = await findProvider(ctx, provider.name);
  const secrets = row ? await secretsOf(ctx, row) : {};
  const secretsSavedAt = { ...row?.secretsSavedAt };
  for (const { name } of secretFields) {
    if (!given(name)) continue;
    secrets[name] = given(name);
    secretsSavedAt[name] = new Date().toISOString();
  }
  const settings = Object.fromEntries(plainFields.map(({ name }) => [name, given(name)]));
  provider.checkSettings(rendered(ctx, { ...settings, ...secrets }));
  await saveProvider(ctx, {
    name: provider.name,
    enabled: input.enabled,
    settings,
    secrets: await seal(ctx, JSON.stringify(secrets)),
    secretsSavedAt,
  });
  await wakeBlocked(ctx, provider.name);
}

const fieldsOf = (provider: MailProvider) => ({
  secretFields: provider.settings.filter((field) => field.kind === 'secret'),
  plainFields: provider.settings.filter((field) => field.kind !== 'secret'),
});

async function secretsOf(ctx: MailContext, row: ProviderRow): Promise<Record<string, string>> {
  const plain = row.secrets ? await open(ctx, row.secrets) : null;
  return plain ? (JSON.parse(plain) as Record<string, string>) : {};
}

const valuesOf = async (ctx: MailContext, row: ProviderRow): Promise<Record<string, string>> => ({
  ...row.settings,
  ...(await secretsOf(ctx, row)),
});

/** `{{ $env.X }}` filled in; a variable that does not exist leaves nothing, and the check refuses that. */
function rendered(ctx: MailContext, values: Record<string, string>): Record<string, string> {
  const filled = ctx.app.environment.renderJsonTemplate(values) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(filled).map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  );
}

function consentUrl(
  ctx: MailContext,
  provider: MailProvider,
  values: Record<string, string>,
  redirectUri: string,
): string | null {
  try {
    return provider.adminConsentUrl(provider.checkSettings(rendered(ctx, values)), redirectUri);
  } catch {
    // Not complete yet.
    return null;
  }
}
