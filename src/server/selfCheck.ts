import { UPGRADE_COMMAND, type HostPart } from '../common';
import type { MailContext } from './context';
import { causeText } from './errors';
import {
  canKeepSecrets,
  hasCaches,
  hasErrorHandler,
  hasPageBuilder,
  isInPlace,
  noteHostCheck,
  noteOutdated,
  seesWorkflows,
} from './host';
import { missingColumns } from './store/db/missingColumns';
import { openDoors } from './store/rowSecurity/probe';
import { unrestricted } from './store/rowSecurity/rowSecurity';

type Check = (ctx: MailContext) => boolean | Promise<boolean>;

/** What must be true of the host, by part. The paths to the database are checked separately, all together. */
const CHECKS: Partial<Record<HostPart, Check>> = {
  'request-order': (ctx) => isInPlace(ctx, 'malformed') && isInPlace(ctx, 'access'),
  'permission-order': (ctx) => isInPlace(ctx, 'own'),
  'request-log': (ctx) => isInPlace(ctx, 'address') && isInPlace(ctx, 'values'),
  workflows: seesWorkflows,
  caches: hasCaches,
  secrets: canKeepSecrets,
  errors: hasErrorHandler,
  'page-builder': hasPageBuilder,
};

/**
 * Checks that everything is there that we rely on without a promise from the host, and returns what is missing. If
 * anything is, no mail is served: another version of the host may let requests bypass what keeps one person's mail
 * from another's.
 */
export async function checkHost(ctx: MailContext): Promise<HostPart[]> {
  const missing: HostPart[] = [];
  const look = async (part: HostPart, check: () => Promise<HostPart[]>): Promise<void> => {
    try {
      missing.push(...(await check()));
    } catch (error) {
      ctx.log.warn('mail: a part of NocoBase could not be checked', { part, cause: causeText(error) });
      missing.push(part);
    }
  };
  for (const [part, check] of Object.entries(CHECKS) as Array<[HostPart, Check]>)
    await look(part, async () => ((await check(ctx)) ? [] : [part]));
  await look('statements', () => openDoors(ctx));
  noteHostCheck(ctx, missing);
  if (missing.length > 0)
    ctx.log.error(
      `mail: this version of NocoBase lacks what keeps email safe, so no email is served: ${missing.join(', ')}`,
    );
  return missing;
}

/**
 * Returns the tables and columns of this version that the database lacks. NocoBase adds them when the app is upgraded,
 * but not when it's only restarted with newer files. No mail is served then, because every query would fail.
 */
export async function checkTables(ctx: MailContext): Promise<readonly string[]> {
  const missing = await unrestricted(() => missingColumns(ctx));
  noteOutdated(ctx, missing);
  if (missing.length > 0)
    ctx.log.error(
      'mail: the database has not been upgraded to this version of the plugin, so no email is served. Stop NocoBase, ' +
        `run "${UPGRADE_COMMAND}" once, and start it again; in Docker, restart the container`,
      { missing },
    );
  return missing;
}

/**
 * Runs both checks before every start of the app. Must be registered last, because it checks what others registered.
 */
export function registerSelfCheck(ctx: MailContext): void {
  noteHostCheck(ctx, null);
  const look = async (): Promise<void> => {
    if ((await checkTables(ctx)).length === 0) await checkHost(ctx);
  };
  // The host awaits the promise that a listener returns, although its types don't say so.
  ctx.app.on('beforeStart', (): unknown => look());
}
