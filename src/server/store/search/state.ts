import type { Id } from '../../../common';
import { perDatabase } from '../../appState';
import type { MailContext } from '../../context';
import type { Engine } from './engine';
import { namesOf } from '../db/names';
import { table } from '../db/rows';
import { select } from './sql';

interface State {
  /** Null before the app has started, and if the database user has no right to full-text search. */
  engine: Engine | null;
  /** Accounts whose messages are all indexed; from then on, every new message is stored with its row. */
  complete: Set<string>;
}

const stateOf = perDatabase('search', (): State => ({ engine: null, complete: new Set() }));

/** From now on, messages are indexed by this engine. */
export function setEngine(ctx: MailContext, engine: Engine): void {
  Object.assign(stateOf(ctx.app.db), { engine, complete: new Set() } satisfies State);
}

/** Null before the app has started, and if the database user has no right to full-text search. */
export const engineOf = (ctx: MailContext): Engine | null => stateOf(ctx.app.db).engine;

/** The engine, if it knows every message of these accounts; until then, they're found by the columns of the list. */
export async function readyEngine(ctx: MailContext, accountIds: readonly Id[]): Promise<Engine | null> {
  const { engine, complete } = stateOf(ctx.app.db);
  if (!engine) return null;
  for (const id of accountIds) {
    if (complete.has(String(id))) continue;
    if ((await unindexed(ctx, id, 1)).length > 0) return null;
    complete.add(String(id));
  }
  return engine;
}

/** Messages of an account that aren't indexed, because they're from before there was a search; newest first. */
export async function unindexed(ctx: MailContext, accountId: Id, limit: number): Promise<Id[]> {
  const [mails, search] = [namesOf(ctx, 'mailMessages'), namesOf(ctx, 'mailSearch')];
  const rows = await select<{ id: Id }>(
    ctx,
    `SELECT m.${mails.column('id')} AS id FROM ${mails.table} m
     LEFT JOIN ${search.table} s ON s.${search.column('mailMessageId')} = m.${mails.column('id')}
     WHERE m.${mails.column('accountId')} = :accountId AND s.${search.column('mailMessageId')} IS NULL
     ORDER BY m.${mails.column('receivedAt')} DESC LIMIT :limit`,
    { accountId, limit },
  );
  return rows.map(({ id }) => id);
}

/** Counts an account's messages that aren't indexed. */
export async function countUnindexed(ctx: MailContext, accountId: Id): Promise<number> {
  const [messages, indexed] = await Promise.all(
    (['mailMessages', 'mailSearch'] as const).map((name) => table(ctx, name).count({ where: { accountId } })),
  );
  return Math.max(0, (messages ?? 0) - (indexed ?? 0));
}
