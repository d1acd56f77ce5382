import type { MailContext } from '../context';
import { causeText } from '../errors';
import { notify } from '../notify';
import { PROVIDERS } from '../providers';
import type { MailProvider } from '../providers/provider';
import { usersWho } from '../store/allowed';
import { withoutLimits } from '../store/limits';
import { claimExpiryWarning, findProvider } from '../store/providers';
import { configuredProvider } from './configured';
import { daysUntil, FIRST_WARNING } from './expiry';

const EVERY = 6 * 60 * 60_000;
/** Days before. */
const WARNINGS = [1, 7, FIRST_WARNING];
/** Whoever may do this can mend it. */
const MENDED_BY = 'mailProviders:save';

/** Warns of secrets that are about to expire: at the start, and every few hours. Each node looks, one tells. */
export function registerExpiryWatch(ctx: MailContext, pluginName: string): void {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  const look = () => {
    looking = warnOfExpiry(ctx, pluginName).catch((cause: unknown) => {
      ctx.log.warn('mail: secret expiry', { cause: causeText(cause) });
    });
  };
  ctx.app.on('afterStart', () => {
    clearInterval(timer);
    // A request may have started the app; a timer begun in its course would be limited to who sent it.
    withoutLimits(() => {
      look();
      timer = setInterval(look, EVERY).unref();
    });
  });
  // The host waits for what its listeners return; its types do not know that.
  ctx.app.on('beforeStop', (): unknown => {
    clearInterval(timer);
    return looking;
  });
}

/** Tells those who may configure, once for each of 30, 7 and 1 days before. */
export async function warnOfExpiry(ctx: MailContext, pluginName: string, now = Date.now()): Promise<void> {
  for (const provider of PROVIDERS) {
    const date = await expiryOf(ctx, provider);
    const row = await findProvider(ctx, provider.name);
    const days = daysUntil(date, now);
    if (!row || days === null) continue;
    const due = WARNINGS.find((warning) => days <= warning) ?? null;
    // No longer due: the secret has been replaced in an environment variable.
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

/** '' where nothing was entered, or nothing is in use. */
async function expiryOf(ctx: MailContext, provider: MailProvider): Promise<string> {
  if (!provider.expiry) return '';
  const configured = await configuredProvider(ctx, provider.name).catch(() => null);
  return configured?.settings[provider.expiry.field] ?? '';
}
