import type { Context } from '@nocobase/actions';
import { Op, type WhereOptions } from 'sequelize';
import { z } from 'zod';
import type { Id, OperationView } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { asSend, discard, recall, retrySend, viewOperation, viewWhole } from '../outbox';
import { findOperations, type OperationRow } from '../store/outbox/operations';
import { accessibleAccountIds, ownRow } from './access';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { composeSchema, readCompose } from './composeInput';
import { rowId, text } from './parameters';
import { viewDraft } from './viewDraft';

const MOST = 200;
const OPERATION = { filterByTk: rowId };

/** A value, several, or `{$in: […]}`, as a list. */
const oneOf = <Value>(value: z.ZodType<Value>) => {
  const some = z.array(value).max(MOST);
  return z.union([
    value.transform((one) => [one]),
    some,
    z.strictObject({ $eq: value }).transform(({ $eq }) => [$eq]),
    z.strictObject({ $in: some }).transform(({ $in }) => $in),
  ]);
};
const condition = z
  .strictObject({ id: oneOf(rowId), accountId: oneOf(rowId), kind: oneOf(text(20)), state: oneOf(text(20)) })
  .partial();
/** The conditions that the list supports; unknown ones are refused rather than ignored. */
const filter = condition.extend({ $and: z.array(condition).max(20).optional() });

export const operationActions: ActionTable = {
  'mailOperations:list': read({ filter: filter.nullish() }, async (mail, http, input) => {
    const userId = callerOf(http);
    const { $and = [], ...first } = input.filter ?? {};
    const where = { [Op.and]: [first, ...$and].map(allOf) };
    // Those of bulk emails are listed there.
    const own = {
      userId,
      campaignId: null,
      accountId: { [Op.in]: await accessibleAccountIds(mail, userId) },
    };
    const rows = await findOperations(mail, { [Op.and]: [own, where] }, { newestFirst: true, limit: MOST });
    http.body = rows.map((row): OperationView => viewOperation(row));
  }),

  'mailOperations:get': read(OPERATION, async (mail, http, { filterByTk }) => {
    http.body = await viewWhole(mail, await ownOperation(mail, http, filterByTk));
  }),

  'mailOperations:retry': change(
    { ...OPERATION, values: z.object({ compose: composeSchema.nullish() }) },
    async (mail, http, { filterByTk, values: { compose } }) => {
      const operation = await ownOperation(mail, http, filterByTk);
      if (operation.kind !== 'send') throw new MailError('invalid-input');
      const changed = compose == null ? undefined : await readCompose(mail, http, compose);
      http.body = viewOperation(
        (await retrySend(mail, asSend(operation), changed)) as unknown as OperationRow,
      );
    },
  ),

  /** Undoes a send that is still waiting: the message becomes a draft again. */
  'mailOperations:recall': change(OPERATION, async (mail, http, { filterByTk }) => {
    const operation = await ownOperation(mail, http, filterByTk);
    if (operation.kind !== 'send') throw new MailError('invalid-input');
    http.body = await viewDraft(mail, await recall(mail, asSend(operation)));
  }),

  'mailOperations:discard': change(OPERATION, async (mail, http, { filterByTk }) => {
    await discard(mail, await ownOperation(mail, http, filterByTk));
    http.body = {};
  }),
};

/** One of the caller's. Those of a bulk email can only be changed with it. */
async function ownOperation(mail: MailContext, http: Context, id: Id): Promise<OperationRow> {
  const operation = await ownRow<OperationRow>(mail, http, 'mailOperations', id);
  if (operation.campaignId != null) throw new MailError('not-found');
  return operation;
}

const allOf = (fields: z.output<typeof condition>): WhereOptions =>
  Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, { [Op.in]: values }]));
