import { Op, QueryTypes, type Transaction } from 'sequelize';
import type { CollectionName, Id } from '../../../common';
import type { MailContext } from '../../context';
import { insertRows } from '../db/insertRows';
import type { MessageDraft } from '../messageDraft';
import { rowsAs, table } from '../db/rows';
import { namesOf } from '../db/names';
import { subjectMatches } from './subjectMatches';
import { planThreads, type KnownThreads } from './threadPlan';
import { touchThreads } from './threads';

/** Values per statement. */
const PIECE = 500;

/**
 * Finds each new message's thread (RFC 5322 §3.6.4; RFC 5256 calls this threading by References), within the account.
 * If new messages show that several stored threads are one, they're joined. The number of statements doesn't depend on
 * how many messages there are.
 */
export async function resolveThreads(
  ctx: MailContext,
  accountId: Id,
  drafts: readonly MessageDraft[],
  transaction: Transaction,
): Promise<Map<MessageDraft, string>> {
  const ids = drafts.flatMap(({ messageIdHash, ancestors }) => [messageIdHash ?? [], ancestors].flat());
  const byId = await leadsOf(ctx, accountId, ids, transaction);
  const matches = await subjectMatches(ctx, accountId, drafts, transaction);
  const keys = [...byId.values(), ...matches].flat().filter((node) => typeof node === 'string');
  const known: KnownThreads = { byId, sizes: await sizesOf(ctx, accountId, keys, transaction) };
  const { threads, joins, links } = planThreads(drafts, known, matches);
  await joinThreads(ctx, accountId, joins, transaction);
  await saveLinks(ctx, accountId, links, transaction);
  touchThreads(ctx, accountId, [...threads.values(), ...joins.keys()], transaction);
  return threads;
}

/** The threads that Message-IDs lead to, through messages that name them and messages that bear them. */
export async function leadsOf(
  ctx: MailContext,
  accountId: Id,
  ids: readonly string[],
  transaction: Transaction,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const piece of piecesOf(ids)) {
    for (const [name, column] of [
      ['mailReferences', 'idHash'],
      ['mailMessages', 'messageIdHash'],
    ] as const) {
      const rows = rowsAs<Record<string, string>>(
        await table(ctx, name).findAll({
          where: { accountId, [column]: { [Op.in]: piece }, threadKey: { [Op.ne]: null } },
          attributes: [column, 'threadKey'],
          raw: true,
          transaction,
        }),
      );
      for (const { [column]: id, threadKey } of rows)
        found.set(id, [...new Set([...(found.get(id) ?? []), threadKey])]);
    }
  }
  return found;
}

async function sizesOf(
  ctx: MailContext,
  accountId: Id,
  keys: readonly string[],
  transaction: Transaction,
): Promise<Map<string, number>> {
  const sizes = new Map(keys.map((key) => [key, 0]));
  for (const piece of piecesOf(keys)) {
    const rows = rowsAs<{ threadKey: string; total: number }>(
      await table(ctx, 'mailThreads').findAll({
        where: { accountId, threadKey: { [Op.in]: piece } },
        attributes: ['threadKey', 'total'],
        raw: true,
        transaction,
      }),
    );
    for (const { threadKey, total } of rows)
      sizes.set(threadKey, (sizes.get(threadKey) ?? 0) + Number(total));
  }
  return sizes;
}

/** Joins all of them with one statement for messages, one for what leads to them, and one for notes. */
async function joinThreads(
  ctx: MailContext,
  accountId: Id,
  joins: ReadonlyMap<string, string>,
  transaction: Transaction,
): Promise<void> {
  const { sequelize } = ctx.app.db;
  const quoted = (value: string): string => sequelize.escape(value);
  for (const piece of piecesOf([...joins.keys()])) {
    for (const name of ['mailMessages', 'mailReferences', 'mailNotes'] satisfies CollectionName[]) {
      const { table: target, column } = namesOf(ctx, name);
      const cases = piece.map((key) => `WHEN ${quoted(key)} THEN ${quoted(joins.get(key) ?? key)}`);
      // This isn't an edit of the messages: the time of their last change stays as it is.
      await sequelize.query(
        `UPDATE ${target} SET ${column('threadKey')} = CASE ${column('threadKey')} ${cases.join(' ')} END
         WHERE ${column('accountId')} = ${quoted(String(accountId))}
         AND ${column('threadKey')} IN (${piece.map(quoted).join(', ')})`,
        { type: QueryTypes.BULKUPDATE, transaction },
      );
    }
  }
}

async function saveLinks(
  ctx: MailContext,
  accountId: Id,
  links: ReadonlyMap<string, string>,
  transaction: Transaction,
): Promise<void> {
  const rows = [...links].map(([idHash, threadKey]) => ({
    ...{ id: ctx.app.snowflakeIdGenerator.generate(), accountId, idHash, threadKey },
  }));
  await insertRows(ctx, 'mailReferences', rows, transaction, {
    keys: ['accountId', 'idHash'],
    update: ['threadKey'],
  });
}

function piecesOf(values: readonly string[]): string[][] {
  const each = [...new Set(values)];
  const pieces: string[][] = [];
  for (let at = 0; at < each.length; at += PIECE) pieces.push(each.slice(at, at + PIECE));
  return pieces;
}
