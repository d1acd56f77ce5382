import { Op, UniqueConstraintError, type Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowAs, sameId, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/** An address that an account may send from. */
export interface IdentityRow {
  id: Id;
  accountId: Id;
  name: string;
  address: string;
  signature: string;
  /** For replies and forwards; null for the same. */
  answerSignature: string | null;
  isDefault: boolean;
}

/** The parts of an account from which its own identity is made. */
export interface IdentityOwner {
  id: Id;
  address: string;
  displayName: string | null;
}

export type IdentityValues = Pick<
  IdentityRow,
  'name' | 'address' | 'signature' | 'answerSignature' | 'isDefault'
>;

const asRow = (row: { get(options: { plain: true }): unknown }): IdentityRow => {
  const plain = row.get({ plain: true }) as IdentityRow;
  const { name, signature, answerSignature, isDefault } = plain;
  return {
    ...plain,
    ...{ name: name ?? '', signature: signature ?? '', answerSignature: answerSignature ?? null },
    isDefault: Boolean(isDefault),
  };
};

/** The account's identities, oldest first. */
export async function listIdentities(
  ctx: MailContext,
  accountId: Id,
  transaction?: Transaction,
): Promise<IdentityRow[]> {
  const order: Array<[string, string]> = [['id', 'ASC']];
  const rows = await table(ctx, 'mailIdentities').findAll({ where: { accountId }, order, transaction });
  return rows.map(asRow);
}

/** The addresses that these accounts send from, without duplicates, in lower case. */
export async function ownAddresses(ctx: MailContext, accountIds: readonly Id[]): Promise<string[]> {
  const where = { accountId: { [Op.in]: [...accountIds] } };
  const rows = await table(ctx, 'mailIdentities').findAll({ where, attributes: ['address'] });
  return [...new Set(rows.map((row) => String(row.get('address')).toLowerCase()))];
}

/** The identity with that id, if it belongs to this account; without an id, the account's default identity. */
export async function findIdentity(
  ctx: MailContext,
  accountId: Id,
  identityId?: Id | null,
): Promise<IdentityRow | null> {
  const all = await listIdentities(ctx, accountId);
  if (identityId != null) return all.find(({ id }) => sameId(id, identityId)) ?? null;
  return all.find(({ isDefault }) => isDefault) ?? all[0] ?? null;
}

/**
 * Creates the account's own identity if there is none. `before` is the address that the account had: its identity is
 * given the new address and keeps its name and signature.
 */
export async function keepOwnIdentity(
  ctx: MailContext,
  account: IdentityOwner,
  before: string | null,
  transaction: Transaction,
): Promise<void> {
  const { id: accountId, address } = account;
  const known = await listIdentities(ctx, accountId, transaction);
  if (known.some((identity) => identity.address === address)) return;
  const renamed = known.find((identity) => identity.address === before);
  const identities = table(ctx, 'mailIdentities');
  if (renamed) {
    await identities.update({ address }, { where: { id: renamed.id }, transaction });
    return;
  }
  const name = nameOf(account);
  const isDefault = !known.some((identity) => identity.isDefault);
  await identities.create({ accountId, address, name, signature: '', isDefault }, { transaction });
}

/** The name comes from the provider: nothing in it may start another header. */
function nameOf({ address, displayName }: IdentityOwner): string {
  const name = (displayName ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return name === address ? '' : name;
}

/** Adds identities to accounts from before there were any. Several nodes may run this at once. */
export async function addMissingIdentities(ctx: MailContext): Promise<void> {
  const attributes = ['id', 'address', 'displayName'];
  const accounts = await table(ctx, 'mailAccounts').findAll({ attributes });
  const rows = await table(ctx, 'mailIdentities').findAll({ attributes: ['accountId', 'address'] });
  const keyOf = (accountId: unknown, address: unknown) => `${String(accountId)} ${String(address)}`;
  const known = new Set(rows.map((row) => keyOf(row.get('accountId'), row.get('address'))));
  for (const row of accounts) {
    const account = rowAs<IdentityOwner>(row);
    if (known.has(keyOf(account.id, account.address))) continue;
    await inTransaction(ctx, (transaction) => keepOwnIdentity(ctx, account, null, transaction)).catch(
      (error: unknown) => {
        if (!(error instanceof UniqueConstraintError)) throw error;
      },
    );
  }
}

/** Stores an identity; null if the account has another one with that address. */
export async function saveIdentityRow(
  ctx: MailContext,
  account: IdentityOwner,
  id: Id | null,
  values: IdentityValues,
): Promise<IdentityRow | null> {
  const identities = table(ctx, 'mailIdentities');
  const save = () =>
    inTransaction(ctx, async (transaction) => {
      const stored =
        id === null
          ? ((await identities.create({ accountId: account.id, ...values }, { transaction })).get('id') as Id)
          : id;
      if (id !== null) await identities.update({ ...values }, { where: { id }, transaction });
      await keepOneDefault(ctx, account, values.isDefault ? stored : null, transaction);
      const row = await identities.findByPk(stored, { transaction });
      return row && asRow(row);
    });
  return save().catch((error: unknown) => {
    if (error instanceof UniqueConstraintError) return null;
    throw error;
  });
}

/** Deletes an identity; if it was the default, the account's own identity becomes it. */
export async function removeIdentityRow(ctx: MailContext, account: IdentityOwner, id: Id): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    await table(ctx, 'mailIdentities').destroy({ where: { id, accountId: account.id }, transaction });
    await keepOneDefault(ctx, account, null, transaction);
  });
}

/** Makes `chosen` the default. Without it, the present default stays; if there is none, it's the account's own. */
async function keepOneDefault(
  ctx: MailContext,
  { id: accountId, address }: IdentityOwner,
  chosen: Id | null,
  transaction: Transaction,
): Promise<void> {
  const all = await listIdentities(ctx, accountId, transaction);
  const present = all.find(({ isDefault }) => isDefault);
  const own = all.find((identity) => identity.address === address);
  const next = chosen ?? present?.id ?? own?.id;
  if (next === undefined) return;
  const identities = table(ctx, 'mailIdentities');
  const others = { accountId, id: { [Op.ne]: next }, isDefault: true };
  await identities.update({ isDefault: false }, { where: others, transaction });
  await identities.update({ isDefault: true }, { where: { id: next, isDefault: false }, transaction });
}
