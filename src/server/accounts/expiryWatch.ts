import type { MailContext, Service } from '../context';
import { notify } from '../inAppMessage';
import { periodic } from '../periodic';
import { PROVIDERS } from '../providers';
import type { MailProvider } from '../providers/provider';
import { usersWho } from '../store/rowSecurity/allowed';
import { claimExpiryWarning, findProvider } from '../store/accounts/providers';
import { configuredProvider } from './configured';
import { daysUntil, FIRST_WARNING } from './expiry';

const EVERY = 6 * 60 * 60_000;
/** Days before the secret expires at which people are warned. */
const WARNINGS = [1, 7, FIRST_WARNING];
/** People with this permission can fix it, so they are warned. */
const MENDED_BY = 'mailProviders:save';

/**
 * Warns about secrets that are about to expire, at startup and every few hours. Each node checks, but only one
 * notifies.
 */
export const registerExpiryWatch = (ctx: MailContext, pluginName: string): Service =>
  periodic(
    ctx,
    EVERY,
    () => warnOfExpiry(ctx, pluginName),
    'mail: the client secret’s expiration could not be checked',
  );

/** Notifies the people who may configure the plugin, once each at 30, 7 and 1 days before. */
export async function warnOfExpiry(ctx: MailContext, pluginName: string, now = Date.now()): Promise<void> {
  for (const provider of PROVIDERS) {
    const date = await expiryOf(ctx, provider);
    const row = await findProvider(ctx, provider.name);
    const days = daysUntil(date, now);
    if (!row || days === null) continue;
    const due = WARNINGS.find((warning) => days <= warning) ?? null;
    // No longer due: the secret was replaced in an environment variable.
    if (due === null && row.expiryWarned !== null)
      await claimExpiryWarning(ctx, provider.name, row.expiryWarned, null);
    if (due === null || due >= (row.expiryWarned ?? Infinity)) continue;
    if (!(await claimExpiryWarning(ctx, provider.name, row.expiryWarned, due))) continue;
    await notify(ctx, await usersWho(ctx, MENDED_BY), {
      title: 'The client secret of {{provider}} expires on {{date}}',
      content:
        'After that no mail is fetched or sent. Create a new secret and enter it in the settings; nobody has to connect again.',
      params: { provider: provider.title, date },
      path: `/admin/settings/${pluginName}`,
    });
  }
}

/** The expiry date; '' if none was entered or the provider isn't in use. */
async function expiryOf(ctx: MailContext, provider: MailProvider): Promise<string> {
  if (!provider.expiry) return '';
  const configured = await configuredProvider(ctx, provider.name).catch(() => null);
  return configured?.settings[provider.expiry.field] ?? '';
}
