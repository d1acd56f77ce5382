import type { Transaction } from 'sequelize';
import type { CollectionName } from '../../common';
import type { MailContext } from '../context';
import { namesOf } from './names';

/** Rows after which a table is looked at for the first time; then each time when it has grown so many times. */
const FIRST = 1000;
const FACTOR = 4;
/** What was put into a table of this size is its daily bread: the database's own housekeeping keeps up. */
const LAST = 300_000;

/** Those that are looked into by one of several indexes. */
const TABLES: readonly CollectionName[] = [
  ...(['mailMessages', 'mailReferences', 'mailThreads', 'mailAddresses', 'mailAttachments'] as const),
];

interface Growth {
  /** Rows that this process has put into the table. */
  rows: number;
  /** When it is looked at next. */
  next: number;
}

const growths = new WeakMap<object, Map<CollectionName, Growth>>();

/**
 * Told of every insert. PostgreSQL knows nothing of a table that was empty a moment ago, until its housekeeping
 * comes by: it then looks up a hash among all mails of an account, ten times slower than by the hash's own index.
 * So the table is analysed as a first load fills it, behind the transaction and without anybody waiting for it.
 */
export function noteGrowth(
  ctx: MailContext,
  name: CollectionName,
  inserted: number,
  transaction: Transaction,
): void {
  // The others count as they go: InnoDB by itself, and SQLite prefers the longer index without being told.
  if (!ctx.app.db.inDialect('postgres') || !TABLES.includes(name)) return;
  transaction.afterCommit(() => {
    const { sequelize } = ctx.app.db;
    const tables = growths.get(sequelize) ?? new Map<CollectionName, Growth>();
    growths.set(sequelize, tables);
    const growth = tables.get(name) ?? { rows: 0, next: FIRST };
    tables.set(name, growth);
    growth.rows += inserted;
    if (growth.rows < growth.next || growth.next > LAST) return;
    growth.next *= FACTOR;
    analyzeBehind(ctx, name);
  });
}

/** Texts after which the table of mails is looked at again, once a mailbox has all of them. */
const MANY_TEXTS = 1000;
const texts = new WeakMap<object, number>();

/**
 * Told how many texts a pull has stored, and whether the mailbox has all of them now. To statistics from the first
 * load nearly every mail still waits for its text; who then asks for the few that do would be sent through all.
 */
export function noteTexts(ctx: MailContext, stored: number, complete: boolean): void {
  const { sequelize } = ctx.app.db;
  if (!ctx.app.db.inDialect('postgres')) return;
  const sum = (texts.get(sequelize) ?? 0) + stored;
  const due = complete && sum >= MANY_TEXTS;
  texts.set(sequelize, due ? 0 : sum);
  const { next = 0 } = growths.get(sequelize)?.get('mailMessages') ?? {};
  if (due && next <= LAST) analyzeBehind(ctx, 'mailMessages');
}

/** Nobody waits for it, and nothing depends on it. */
function analyzeBehind(ctx: MailContext, name: CollectionName): void {
  void analyze(ctx, name).catch((error: unknown) => {
    ctx.log.debug('mail: a table was not analysed', { table: name, cause: String(error) });
  });
}

/** Brings the database's statistics of a table up to date (PostgreSQL). Readers and writers go on meanwhile. */
export async function analyze(ctx: MailContext, name: CollectionName): Promise<void> {
  await ctx.app.db.sequelize.query(`ANALYZE ${namesOf(ctx, name).table}`);
}
