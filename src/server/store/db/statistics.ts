import type { Transaction } from 'sequelize';
import type { CollectionName } from '../../../common';
import { perDatabase } from '../../appState';
import type { MailContext } from '../../context';
import { namesOf } from './names';

/** Rows after which a table is first analyzed; after that, each time it has grown by this factor. */
const FIRST = 1000;
const FACTOR = 4;
/** Rows beyond which new ones are everyday business, and the database's own housekeeping keeps up. */
const LAST = 300_000;

/** Tables that are searched by one of several indexes. */
const TABLES: readonly CollectionName[] = [
  ...(['mailMessages', 'mailReferences', 'mailThreads', 'mailAddresses', 'mailAttachments'] as const),
  ...(['mailCorrespondents', 'mailCorrespondentWords'] as const),
];

interface Growth {
  /** Rows that this process has inserted into the table. */
  rows: number;
  /** Number of rows at which it's analyzed next. */
  next: number;
}

const growth = perDatabase('growth', () => ({ tables: new Map<CollectionName, Growth>(), texts: 0 }));

/**
 * Called for every insert. PostgreSQL knows nothing about a table that was empty a moment ago until its housekeeping
 * comes by. Until then it looks up a hash among all messages of an account, ten times slower than through the hash's
 * own index. So we analyze the table while a first load fills it, after the transaction and without anybody waiting for
 * it.
 */
export function noteGrowth(
  ctx: MailContext,
  name: CollectionName,
  inserted: number,
  transaction: Transaction,
): void {
  // The others count as they go: InnoDB does so automatically, and SQLite prefers the longer index without being told.
  if (!ctx.app.db.inDialect('postgres') || !TABLES.includes(name)) return;
  transaction.afterCommit(() => {
    const { tables } = growth(ctx.app.db);
    const grown = tables.get(name) ?? { rows: 0, next: FIRST };
    tables.set(name, grown);
    grown.rows += inserted;
    if (grown.rows < grown.next || grown.next > LAST) return;
    grown.next *= FACTOR;
    analyzeBehind(ctx, name);
  });
}

/** Texts after which the table of messages is analyzed again, once a mailbox has all of its texts. */
const MANY_TEXTS = 1000;

/**
 * Called with the number of texts that a pull has stored, and with whether the mailbox now has all of them. According
 * to statistics from the first load, nearly every message still waits for its text, so a query for the few that really
 * do would scan them all.
 */
export function noteTexts(ctx: MailContext, stored: number, complete: boolean): void {
  if (!ctx.app.db.inDialect('postgres')) return;
  const state = growth(ctx.app.db);
  const sum = state.texts + stored;
  const due = complete && sum >= MANY_TEXTS;
  state.texts = due ? 0 : sum;
  const { next = 0 } = state.tables.get('mailMessages') ?? {};
  if (due && next <= LAST) analyzeBehind(ctx, 'mailMessages');
}

/** Analyzes a table in the background: nobody waits for it, and nothing depends on it. */
function analyzeBehind(ctx: MailContext, name: CollectionName): void {
  void analyze(ctx, name).catch((error: unknown) => {
    ctx.log.debug('mail: a table could not be analyzed', { table: name, cause: String(error) });
  });
}

/** Updates the database's statistics of a table (PostgreSQL). Doesn't block readers or writers. */
export async function analyze(ctx: MailContext, name: CollectionName): Promise<void> {
  await ctx.app.db.sequelize.query(`ANALYZE ${namesOf(ctx, name).table}`);
}
