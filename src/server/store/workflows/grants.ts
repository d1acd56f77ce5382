import { Op, type Transaction, type WhereOptions } from 'sequelize';
import { GRANT_POWERS, type GrantPower, type Id, type WorkflowGrantInput } from '../../../common';
import type { MailContext } from '../../context';
import { lockUser } from '../db/lockUser';
import { rowAs, rowsAs, table } from '../db/rows';
import { listIn } from '../db/stored';
import { inTransaction } from '../db/transaction';

/** What an account's owner has allowed a workflow. */
export interface GrantRow {
  id: Id;
  accountId: Id;
  grantee: string;
  allows: GrantPower[];
  createdAt: Date;
}

const KIND = 'workflow';

/** Everything that workflows may do with these accounts. */
export const grantsOf = (ctx: MailContext, accountIds: readonly Id[]): Promise<GrantRow[]> =>
  find(ctx, { accountId: { [Op.in]: [...accountIds] } });

/** What a workflow may do with an account; null for nothing. */
export async function findGrant(
  ctx: MailContext,
  accountId: Id,
  workflowKey: string,
): Promise<GrantRow | null> {
  const [grant = null] = await find(ctx, { accountId, grantee: workflowKey });
  return grant;
}

/** Keys of the workflows that may learn what happens in an account. */
export async function listenersTo(
  ctx: MailContext,
  accountId: Id,
  transaction: Transaction,
): Promise<string[]> {
  const grants = await find(ctx, { accountId }, transaction);
  return grants.filter(({ allows }) => allows.includes('events')).map(({ grantee }) => grantee);
}

/** Allows a workflow something more. The time of the first permission stays. */
export async function addGrant(
  ctx: MailContext,
  userId: Id,
  { accountId, workflowKey, allows }: WorkflowGrantInput,
): Promise<GrantRow> {
  return inTransaction(ctx, async (transaction) => {
    // Two requests at once must not store two, and neither may be lost.
    await lockUser(ctx, userId, transaction);
    const grants = table(ctx, 'mailGrants');
    const where = { accountId, kind: KIND, grantee: workflowKey };
    const [known] = await find(ctx, where, transaction);
    if (!known) {
      const row = await grants.create({ ...where, allows, grantedById: userId }, { transaction });
      return complete(rowAs<GrantRow>(row));
    }
    const both = GRANT_POWERS.filter((power) => known.allows.includes(power) || allows.includes(power));
    await grants.update({ allows: both, grantedById: userId }, { where: { id: known.id }, transaction });
    return { ...known, allows: both };
  });
}

/** Takes back everything that a workflow was allowed. */
export async function removeGrant(ctx: MailContext, id: Id): Promise<void> {
  await table(ctx, 'mailGrants').destroy({ where: { id } });
}

/** Removes what was allowed to workflows that no longer exist in any version. */
export async function removeGrantsOf(ctx: MailContext, workflowKeys: readonly string[]): Promise<void> {
  if (workflowKeys.length === 0) return;
  await table(ctx, 'mailGrants').destroy({ where: { kind: KIND, grantee: { [Op.in]: [...workflowKeys] } } });
}

async function find(ctx: MailContext, where: WhereOptions, transaction?: Transaction): Promise<GrantRow[]> {
  const rows = await table(ctx, 'mailGrants').findAll({
    where: { ...where, kind: KIND },
    order: [['id', 'ASC']],
    transaction,
  });
  return rowsAs<GrantRow>(rows).map(complete);
}

/** Only powers that this version knows count. */
const complete = (row: GrantRow): GrantRow => {
  const allows = listIn<GrantPower>(row.allows);
  return { ...row, allows: GRANT_POWERS.filter((power) => allows.includes(power)) };
};
