import { z } from 'zod';
import { LONGEST_GROUP_NAME, type GroupInput, type GroupView } from '../../common';
import { MailError } from '../errors';
import { headerText, MOST_RECIPIENTS, readRecipients } from '../mime/recipients';
import { createGroup, destroyGroup, listGroups, updateGroup } from '../store/accounts/groups';
import { ownRow } from './access';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { compareNames } from './nameOrder';
import { namedAddresses, prose, rowId } from './parameters';

const GROUP = z.object({
  name: prose(LONGEST_GROUP_NAME),
  members: namedAddresses.max(MOST_RECIPIENTS),
});
const ROW = { filterByTk: rowId };

/** People whom the caller often writes to together. Nobody else sees a group. */
export const groupActions: ActionTable = {
  'mailGroups:list': read({}, async (mail, http) => {
    const groups = await listGroups(mail, callerOf(http));
    http.body = groups.sort((one, other) => compareNames(one.name, other.name)) satisfies GroupView[];
  }),

  'mailGroups:create': change({ values: GROUP }, async (mail, http, { values }) => {
    http.body = (await createGroup(mail, callerOf(http), readGroup(values))) satisfies GroupView;
  }),

  'mailGroups:update': change({ ...ROW, values: GROUP }, async (mail, http, { filterByTk, values }) => {
    const { id } = await ownRow(mail, http, 'mailGroups', filterByTk);
    const input = readGroup(values);
    await updateGroup(mail, callerOf(http), id, input);
    http.body = { id, ...input } satisfies GroupView;
  }),

  'mailGroups:destroy': change(ROW, async (mail, http, { filterByTk }) => {
    const { id } = await ownRow(mail, http, 'mailGroups', filterByTk);
    await destroyGroup(mail, callerOf(http), id);
    http.body = {};
  }),
};

function readGroup(values: z.output<typeof GROUP>): GroupInput {
  const name = headerText(values.name, 'name');
  if (!name) throw new MailError('invalid-input', { params: { field: 'name' } });
  const listed = values.members.map((member) => ({ ...member, name: member.name ?? '' }));
  const members = readRecipients(listed, 'members');
  const byAddress = new Map(members.map((member) => [member.address.toLowerCase(), member]));
  if (byAddress.size === 0) throw new MailError('invalid-input', { params: { field: 'members' } });
  return { name, members: [...byAddress.values()] };
}
