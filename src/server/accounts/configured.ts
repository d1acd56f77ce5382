import type { ProviderView } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { PROVIDERS, providerOf } from '../providers';
import type { MailProvider, ProviderSettings } from '../providers/provider';
import { findProvider, type ProviderRow } from '../store/accounts/providers';
import { open } from './secrets';
import { filledIn } from './variables';

/** A provider with validated settings from an admin. */
export interface Configured {
  provider: MailProvider;
  settings: ProviderSettings;
}

/** The provider, ready to use. Throws if an admin has to do something first. */
export async function configuredProvider(ctx: MailContext, name: string): Promise<Configured> {
  const provider = providerOf(name);
  const row = await findProvider(ctx, name);
  if (!row) throw new MailError('provider-not-configured');
  if (!row.enabled) throw new MailError('provider-disabled');
  try {
    const values = { ...row.settings, ...(await storedSecrets(ctx, row)) };
    return { provider, settings: checkedSettings(ctx, provider, values) };
  } catch (error) {
    // The variable existed when the settings were saved, so all there is to say is that it's missing.
    if (error instanceof MailError && error.code === 'unknown-variable') throw error;
    throw new MailError('provider-not-configured', { cause: error });
  }
}

/** Every provider, as any signed-in user may see it. */
export function listProviders(ctx: MailContext, redirectUri: string): Promise<ProviderView[]> {
  return Promise.all(
    PROVIDERS.map(async ({ name, title }) => {
      const row = await findProvider(ctx, name);
      const configured = await configuredProvider(ctx, name).catch(() => null);
      return {
        name,
        title,
        enabled: row?.enabled ?? false,
        ready: configured !== null,
        adminConsentUrl: consentUrl(configured, redirectUri),
      };
    }),
  );
}

/** The page where an administrator consents for everyone; null if there is none. */
export const consentUrl = (configured: Configured | null, redirectUri: string): string | null =>
  configured?.provider.adminConsent?.url(configured.settings, redirectUri) ?? null;

/**
 * The settings with variables filled in, validated. Throws a MailError with the field and its title for the sentence.
 */
export function checkedSettings(
  ctx: MailContext,
  provider: MailProvider,
  values: Record<string, string>,
): ProviderSettings {
  try {
    return provider.checkSettings(filledIn(ctx, values));
  } catch (error) {
    throw withTitle(provider, error);
  }
}

/** Adds the title of the field that an error names, since people read the sentence. */
export function withTitle(provider: MailProvider, error: unknown): unknown {
  if (!(error instanceof MailError)) return error;
  const field = provider.settings.find(({ name }) => name === error.params.field);
  if (!field) return error;
  return new MailError(error.code, { cause: error.cause, params: { title: field.title, ...error.params } });
}

/** Secret fields with their decrypted values; variables are not filled in. */
export async function storedSecrets(ctx: MailContext, row: ProviderRow): Promise<Record<string, string>> {
  const plain = row.secrets ? await open(ctx, row.secrets) : null;
  return plain ? (JSON.parse(plain) as Record<string, string>) : {};
}
