import { z } from 'zod';
import {
  LABEL_COLORS,
  LONGEST_LABEL_NAME,
  MOST_LABELS_AT_ONCE,
  type Id,
  type LabelInput,
  type LabelledView,
  type LabelView,
} from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { headerText } from '../mime/recipients';
import { pushHint } from '../push';
import { createLabel, destroyLabel, listLabels, updateLabel } from '../store/labels/labels';
import { changeLabels, findLabelled } from '../store/labels/messageLabels';
import { accessibleAccountIds, ownRow, ownRows } from './access';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { chosenMessages, placesOf, WHICH } from './chosenMessages';
import { compareNames } from './nameOrder';
import { prose, rowId, rowIds } from './parameters';

const LABEL = z.object({ name: prose(LONGEST_LABEL_NAME), color: z.enum(LABEL_COLORS) });
const ROW = { filterByTk: rowId };
const some = rowIds.default([]);

/** The caller's labels, and which messages they're on. Nobody else sees either. */
export const labelActions: ActionTable = {
  'mailLabels:list': read({}, async (mail, http) => {
    const labels = await listLabels(mail, callerOf(http));
    http.body = labels.sort((one, other) => compareNames(one.name, other.name)) satisfies LabelView[];
  }),

  'mailLabels:create': change({ values: LABEL }, async (mail, http, { values }) => {
    const userId = callerOf(http);
    http.body = (await createLabel(mail, userId, readLabel(values))) satisfies LabelView;
    await tell(mail, userId, ['labels']);
  }),

  'mailLabels:update': change({ ...ROW, values: LABEL }, async (mail, http, { filterByTk, values }) => {
    const { id } = await ownRow(mail, http, 'mailLabels', filterByTk);
    const input = readLabel(values);
    await updateLabel(mail, callerOf(http), id, input);
    http.body = { id, ...input } satisfies LabelView;
    await tell(mail, callerOf(http), ['labels']);
  }),

  'mailLabels:destroy': change(ROW, async (mail, http, { filterByTk }) => {
    const { id } = await ownRow(mail, http, 'mailLabels', filterByTk);
    await destroyLabel(mail, callerOf(http), id);
    http.body = {};
    await tell(mail, callerOf(http), ['labels', 'messages']);
  }),

  'mailMessages:label': change(
    { values: z.object({ ...WHICH, add: some, remove: some }) },
    async (mail, http, { values: { add, remove, ...which } }) => {
      const labels = new Set([...add, ...remove].map(String));
      const isTwice = labels.size < add.length + remove.length;
      if (labels.size === 0 || labels.size > MOST_LABELS_AT_ONCE || isTwice)
        throw new MailError('invalid-input', { params: { field: 'add' } });
      await ownRows(mail, http, 'mailLabels', [...labels]);
      const messages = await findLabelled(mail, await chosenMessages(mail, http, which));
      const changed = await changeLabels(mail, messages, { add, remove });
      http.body = { changed } satisfies LabelledView;
      if (changed.length === 0) return;
      for (const [accountId, folderIds] of placesOf(messages))
        pushHint(mail, callerOf(http), { accountId, folderIds, what: ['messages'] });
    },
  ),
};

function readLabel(values: z.output<typeof LABEL>): LabelInput {
  const name = headerText(values.name, 'name');
  // In a search, it's written between quotation marks.
  if (!name || name.includes('"')) throw new MailError('invalid-input', { params: { field: 'name' } });
  return { name, color: values.color };
}

/** A label isn't about one account, so each of them says that something has changed. */
async function tell(mail: MailContext, userId: Id, what: Array<'labels' | 'messages'>): Promise<void> {
  for (const accountId of await accessibleAccountIds(mail, userId))
    pushHint(mail, userId, { accountId, folderIds: [], what });
}
