import { Op, UniqueConstraintError, type Transaction } from 'sequelize';
import { labelKey, MOST_LABELS, type Id, type LabelInput, type LabelView } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { lockUser } from '../db/lockUser';
import { rowAs, rowsAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/** A user's labels, in no particular order. */
export async function listLabels(ctx: MailContext, userId: Id): Promise<LabelView[]> {
  return rowsAs<LabelView>(await table(ctx, 'mailLabels').findAll({ where: { userId } })).map(complete);
}

/** Stores a new label. Throws `label-exists` or, if its owner has too many, `labels-full`. */
export function createLabel(ctx: MailContext, userId: Id, input: LabelInput): Promise<LabelView> {
  return named(ctx, async (transaction) => {
    await lockUser(ctx, userId, transaction);
    const labels = table(ctx, 'mailLabels');
    if ((await labels.count({ where: { userId }, transaction })) >= MOST_LABELS)
      throw new MailError('labels-full', { params: { limit: MOST_LABELS } });
    const row = await labels.create({ userId, ...valuesOf(input) }, { transaction });
    return complete(rowAs<LabelView>(row));
  });
}

/** Changes a label of the user's. Throws `label-exists` if another one has that name. */
export async function updateLabel(ctx: MailContext, userId: Id, id: Id, input: LabelInput): Promise<void> {
  await named(ctx, (transaction) =>
    table(ctx, 'mailLabels').update(valuesOf(input), { where: { id, userId }, transaction }),
  );
}

/** Deletes a label of the user's, and removes it from all messages. */
export async function destroyLabel(ctx: MailContext, userId: Id, id: Id): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    await table(ctx, 'mailLabels').destroy({ where: { id, userId }, transaction });
    await table(ctx, 'mailMessageLabels').destroy({ where: { labelId: id }, transaction });
  });
}

/** Ids of the user's labels with these names, by the name as it was given. */
export async function labelsNamed(
  ctx: MailContext,
  userId: Id,
  names: readonly string[],
): Promise<Map<string, Id[]>> {
  if (names.length === 0) return new Map();
  const nameKey = { [Op.in]: [...new Set(names.map(labelKey))] };
  const rows = rowsAs<{ id: Id; nameKey: string }>(
    await table(ctx, 'mailLabels').findAll({ where: { userId, nameKey }, attributes: ['id', 'nameKey'] }),
  );
  const found = new Map(rows.map((row) => [row.nameKey, [row.id]]));
  return new Map(names.map((name) => [name, found.get(labelKey(name)) ?? []]));
}

/** Carries out a change in which a label's name may turn out to be taken. */
async function named<T>(ctx: MailContext, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(ctx, work);
  } catch (error) {
    throw error instanceof UniqueConstraintError ? new MailError('label-exists') : error;
  }
}

const valuesOf = ({ name, color }: LabelInput) => ({ name, color, nameKey: labelKey(name) });

/** Without the owner and what is only compared. */
const complete = ({ id, name, color }: LabelView): LabelView => ({ id, name, color });
