import { Op, UniqueConstraintError, type Transaction } from 'sequelize';
import { labelKey, MOST_LABELS, type Id, type LabelInput, type LabelView } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { lockUser } from '../db/lockUser';
import { rowAs, rowsAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/** Messages per statement. */
const PIECE = 1000;

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

/**
 * Removes a label of the user's from all messages, and deletes it. If the process dies in between, the label is still
 * there to be deleted.
 */
export async function destroyLabel(ctx: MailContext, userId: Id, id: Id): Promise<void> {
  while (await unlabel(ctx, id));
  await inTransaction(ctx, (transaction) =>
    table(ctx, 'mailLabels').destroy({ where: { id, userId }, transaction }),
  );
}

/** Removes a label from some of its messages, so that no lock is held for long. False if it's on none. */
async function unlabel(ctx: MailContext, labelId: Id): Promise<boolean> {
  const marks = table(ctx, 'mailMessageLabels');
  const rows = await marks.findAll({ where: { labelId }, attributes: ['id'], limit: PIECE, raw: true });
  const ids = rowsAs<{ id: Id }>(rows).map((row) => row.id);
  if (ids.length === 0) return false;
  await inTransaction(ctx, (transaction) => marks.destroy({ where: { id: { [Op.in]: ids } }, transaction }));
  return true;
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
