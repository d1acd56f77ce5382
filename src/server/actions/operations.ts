import { Op } from 'sequelize';
import type { OperationView } from '../../common';
import { MailError } from '../errors';
import { asSend, discard, retrySend, viewOperation } from '../outbox';
import { findOperations, type OperationRow } from '../store/operations';
import { accessibleAccountIds, ownRow } from './access';
import type { ActionTable } from './action';
import { callerOf } from './caller';
import { readCompose } from './composeInput';

const MOST = 200;
/** What the list can be limited by. */
const FILTERS = ['id', 'accountId', 'kind', 'state'] as const;

export const operationActions: ActionTable = {
  'mailOperations:list': async (mail, http) => {
    const userId = callerOf(http);
    const where = filterOf(http.action.params.filter);
    const own = { userId, accountId: { [Op.in]: await accessibleAccountIds(mail, userId) } };
    const rows = await findOperations(mail, { [Op.and]: [own, where] }, { newestFirst: true, limit: MOST });
    http.body = await Promise.all(rows.map((row): Promise<OperationView> => viewOperation(mail, row)));
  },

  'mailOperations:retry': async (mail, http) => {
    const operation = await ownRow<OperationRow>(mail, http, 'mailOperations', http.action.params.filterByTk);
    if (operation.kind !== 'send') throw new MailError('invalid-input');
    const { compose } = (http.action.params.values ?? {}) as { compose?: unknown };
    const changed = compose == null ? undefined : await readCompose(mail, http, compose);
    http.body = await viewOperation(
      mail,
      (await retrySend(mail, asSend(operation), changed)) as unknown as OperationRow,
    );
  },

  'mailOperations:discard': async (mail, http) => {
    await discard(
      mail,
      await ownRow<OperationRow>(mail, http, 'mailOperations', http.action.params.filterByTk),
    );
    http.body = {};
  },
};

/** `{kind: 'send', state: {$in: [...]}}`, `{$and: [...]}`; what is not known is refused rather than left out. */
function filterOf(filter: unknown): Record<string | symbol, unknown> {
  const given = (typeof filter === 'object' && filter !== null ? filter : {}) as Record<string, unknown>;
  const conditions = Object.entries(given).map(([name, value]): Record<string | symbol, unknown> => {
    if (name === '$and' && Array.isArray(value)) return { [Op.and]: value.map(filterOf) };
    if (!FILTERS.some((known) => known === name))
      throw new MailError('invalid-input', { params: { field: name } });
    return { [name]: { [Op.in]: valuesOf(value) } };
  });
  return { [Op.and]: conditions };
}

function valuesOf(value: unknown): string[] {
  const listed = typeof value === 'object' && value !== null ? Object.values(value) : [value];
  return listed.flat().map(String);
}
