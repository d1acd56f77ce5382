import { setTimeout as sleep } from 'node:timers/promises';
import type { MailContext, Service } from '../context';
import { asMailError, causeText } from '../errors';
import { doesMailWork } from '../mailWork';
import {
  claimBackfill,
  finishBackfill,
  openBackfills,
  releaseBackfill,
  repeatBackfill,
  saveBackfill,
  type OpenBackfill,
} from '../store/accounts/backfills';
import { unrestricted } from '../store/rowSecurity/rowSecurity';
import { unindexedAccounts } from '../store/search/register';
import { WORKS } from './works';

/** Milliseconds between two checks for work, which also retry failed work. */
const EVERY = 10 * 60_000;
/** Pieces done for one account before the next one has its turn, so that everybody's newest messages come first. */
const IN_A_ROW = 25;

/**
 * Carries out the work that upgrades have left for the background, on nodes that do mail work. `every` is the time
 * between two checks, in milliseconds.
 */
export function registerBackfills(ctx: MailContext, every = EVERY): Service {
  let stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const run = async (signal: AbortSignal): Promise<void> => {
    let knowsUnindexed = false;
    while (!signal.aborted) {
      try {
        if (!knowsUnindexed)
          for (const accountId of await unindexedAccounts(ctx))
            await repeatBackfill(ctx, 'search-index', accountId);
        knowsUnindexed = true;
        await runBackfills(ctx, signal);
      } catch (error) {
        if (signal.aborted) return;
        // For example, the database was away for a moment.
        ctx.log.warn('mail: work left by an upgrade stopped and resumes later', { cause: causeText(error) });
      }
      await sleep(every, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };
  const start = () => {
    if (!doesMailWork(ctx)) return;
    stopping = new AbortController();
    // A request may have started the app; the work must not be limited to its user's rights.
    running = unrestricted(() => run(stopping.signal));
  };
  const stop = () => {
    stopping.abort();
    return running;
  };
  return { start, stop };
}

/** Works until nothing is left that can be done now. */
export async function runBackfills(
  ctx: MailContext,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const failed = new Set<string>();
  for (;;) {
    const open = (await openBackfills(ctx)).filter(({ id }) => !failed.has(String(id)));
    if (open.length === 0) return;
    for (const work of open) {
      if (signal.aborted) return;
      if (!(await claimBackfill(ctx, work))) continue;
      if (!(await runPieces(ctx, work, signal))) failed.add(String(work.id));
    }
  }
}

/** Returns false if the work failed and has to be retried later. */
async function runPieces(ctx: MailContext, row: OpenBackfill, signal: AbortSignal): Promise<boolean> {
  const { count, piece, pause = 0 } = WORKS[row.name];
  const { id, accountId } = row;
  let { cursor, done } = row;
  try {
    if (row.startedAt === null)
      await saveBackfill(ctx, id, { cursor, done, total: await count(ctx, accountId) });
    for (let pieces = 0; pieces < IN_A_ROW && !signal.aborted; pieces++) {
      const { done: more, next } = await piece(ctx, accountId, cursor);
      done += more;
      if (next === null) {
        await finishBackfill(ctx, id, done);
        return true;
      }
      cursor = next;
      await saveBackfill(ctx, id, { cursor, done });
      if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
    await releaseBackfill(ctx, id);
    return true;
  } catch (error) {
    const { code } = asMailError(error);
    // Logged as information, because an account that nobody has signed in to isn't a fault.
    ctx.log.info(`mail: ${row.name} of account ${accountId} is to be continued later: ${code}`, {
      cause: causeText(error),
    });
    await releaseBackfill(ctx, id, code);
    return false;
  }
}
