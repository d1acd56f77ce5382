import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import type { Engine } from './engine';
import { namesOf } from '../names';
import { select } from './sql';

interface State {
  engine: Engine;
  /** Accounts all of whose mails are indexed; from then on every new one is with its row. */
  complete: Set<string>;
}

const states = new WeakMap<object, State>();

/** From now on mails are indexed by this engine. */
export function setEngine(ctx: MailContext, engine: Engine): void {
  states.set(ctx.app.db.sequelize, { engine, complete: new Set() });
}

/** Null before the app has started, and where the database gives no right to full-text search. */
export const engineOf = (ctx: MailContext): Engine | null => states.get(ctx.app.db.sequelize)?.engine ?? null;

/** The engine, if it knows every mail of these accounts; until then mails are found by sender and subject. */
export async function readyEngine(ctx: MailContext, accountIds: readonly Id[]): Promise<Engine | null> {
  const state = states.get(ctx.app.db.sequelize);
  if (!state) return null;
  for (const id of accountIds) {
    if (state.complete.has(String(id))) continue;
    if ((await unindexed(ctx, id, 1)).length > 0) return null;
    state.complete.add(String(id));
  }
  return state.engine;
}

/** Mails of an account from before there was a search, newest first. */
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
