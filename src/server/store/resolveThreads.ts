import { Op, QueryTypes, type Transaction } from 'sequelize';
import type { CollectionName, Id } from '../../common';
import type { MailContext } from '../context';
import { insertRows } from './insertRows';
import type { MessageDraft } from './messageDraft';
import { table } from './rows';
import { namesOf } from './names';
import { subjectMatches } from './subjectMatches';
import { planThreads, type KnownThreads } from './threadPlan';
import { touchThreads } from './threads';

/** Values in one statement. */
const PIECE = 500;

/**
 * Each new mail's thread (RFC 5322 §3.6.4; RFC 5256 calls them by References), within the account. Stored threads
 * that new mails show to be one become one. A number of statements that does not depend on how many mails there are.
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

/** Which threads Message-IDs lead to: by mails that name them, and by mails that bear them. */
async function leadsOf(
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
      const rows = (await table(ctx, name).findAll({
        where: { accountId, [column]: { [Op.in]: piece }, threadKey: { [Op.ne]: null } },
        attributes: [column, 'threadKey'],
        raw: true,
        transaction,
      })) as unknown as Array<Record<string, string>>;
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
    const rows = (await table(ctx, 'mailThreads').findAll({
      where: { accountId, threadKey: { [Op.in]: piece } },
      attributes: ['threadKey', 'total'],
      raw: true,
      transaction,
    })) as unknown as Array<{ threadKey: string; total: number }>;
    for (const { threadKey, total } of rows)
      sizes.set(threadKey, (sizes.get(threadKey) ?? 0) + Number(total));
  }
  return sizes;
}

/** All of them with one statement each for mails and for what leads to them. */
async function joinThreads(
  ctx: MailContext,
  accountId: Id,
  joins: ReadonlyMap<string, string>,
  transaction: Transaction,
): Promise<void> {
  const { sequelize } = ctx.app.db;
  const quoted = (value: string): string => sequelize.escape(value);
  for (const piece of piecesOf([...joins.keys()])) {
    for (const name of ['mailMessages', 'mailReferences'] satisfies CollectionName[]) {
      const { table: target, column } = namesOf(ctx, name);
      const cases = piece.map((key) => `WHEN ${quoted(key)} THEN ${quoted(joins.get(key) ?? key)}`);
      // Not an edit of the mails: when they were changed last stays as it is.
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
