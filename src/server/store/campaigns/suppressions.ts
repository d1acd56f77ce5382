import { Op, type Transaction } from 'sequelize';
import type { Id, SuppressionReason } from '../../../common';
import type { MailContext } from '../../context';
import { contains } from '../db/contains';
import { rowsAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

export interface SuppressionRow {
  id: Id;
  address: string;
  reason: SuppressionReason;
  createdAt: Date;
}

/** An address or `@domain` in the form in which it's stored and compared. */
export const suppressionKey = (address: string): string => address.trim().toLowerCase();

const domainOf = (key: string): string => key.slice(key.lastIndexOf('@'));

/** Those of some addresses that get no bulk email, in lower case. */
export async function suppressedAmong(ctx: MailContext, addresses: readonly string[]): Promise<Set<string>> {
  const keys = addresses.map(suppressionKey);
  const wanted = [...new Set(keys.flatMap((key) => [key, domainOf(key)]))];
  const found = new Set<string>();
  for (let at = 0; at < wanted.length; at += PIECE) {
    const rows = await table(ctx, 'mailSuppressions').findAll({
      where: { address: { [Op.in]: wanted.slice(at, at + PIECE) } },
      attributes: ['address'],
      raw: true,
    });
    for (const { address } of rowsAs<SuppressionRow>(rows)) found.add(address);
  }
  return new Set(keys.filter((key) => found.has(key) || found.has(domainOf(key))));
}

const PIECE = 500;

/** Adds addresses; one that is there already keeps its reason. */
export async function suppress(
  ctx: MailContext,
  addresses: readonly string[],
  reason: SuppressionReason,
): Promise<void> {
  await inTransaction(ctx, (transaction) => suppressWithin(ctx, addresses, reason, transaction));
}

/** {@link suppress} as part of a transaction. */
export async function suppressWithin(
  ctx: MailContext,
  addresses: readonly string[],
  reason: SuppressionReason,
  transaction: Transaction,
): Promise<void> {
  const keys = [...new Set(addresses.map(suppressionKey))];
  if (keys.length === 0) return;
  const rows = keys.map((address) => ({ address, reason }));
  await table(ctx, 'mailSuppressions').bulkCreate(rows, { ignoreDuplicates: true, transaction });
}

/** A page of the list, newest first, of those whose address contains a text. `before`: an id. */
export async function pageSuppressions(
  ctx: MailContext,
  { search, before, limit }: { search: string; before: Id | null; limit: number },
): Promise<SuppressionRow[]> {
  const rows = await table(ctx, 'mailSuppressions').findAll({
    where: {
      [Op.and]: [
        contains(ctx, ['address'], search.toLowerCase()),
        before === null ? {} : { id: { [Op.lt]: before } },
      ],
    },
    order: [['id', 'DESC']],
    limit,
  });
  return rowsAs<SuppressionRow>(rows);
}

/** Allows bulk email to an address again. False if it isn't in the list. */
export async function removeSuppression(ctx: MailContext, id: Id): Promise<boolean> {
  return inTransaction(
    ctx,
    async (transaction) => (await table(ctx, 'mailSuppressions').destroy({ where: { id }, transaction })) > 0,
  );
}
