import { z } from 'zod';
import { LONGEST_SNOOZE, type SnoozeView } from '../../common';
import { MailError } from '../errors';
import { pushHint } from '../push';
import { presentTime } from '../store/db/clock';
import { inTransaction } from '../store/db/transaction';
import { snooze } from '../store/messages/snoozes';
import { change, type ActionTable } from './action';
import { callerOf } from './caller';
import { chosenMessages, placesOf, WHICH } from './chosenMessages';

const DAY = 24 * 60 * 60_000;
/** Null: no longer. */
const until = z.iso
  .datetime({ offset: true })
  .transform((time) => new Date(time))
  .nullable();

/** Messages that the caller doesn't want to see until a time. */
export const snoozeActions: ActionTable = {
  'mailMessages:snooze': change(
    { values: z.object({ ...WHICH, until }) },
    async (mail, http, { values: { until, ...which } }) => {
      const now = await presentTime(mail);
      if (until && (until.getTime() <= now || until.getTime() > now + LONGEST_SNOOZE * DAY))
        throw new MailError('invalid-input', { params: { field: 'until', context: 'time' } });
      const ids = await chosenMessages(mail, http, which);
      const changed = await inTransaction(mail, (transaction) => snooze(mail, ids, until, transaction));
      const view: SnoozeView = {
        changed: changed.map(({ id, before }) => ({ id, before: before?.toISOString() ?? null })),
      };
      http.body = view;
      for (const [accountId, folderIds] of placesOf(changed))
        pushHint(mail, callerOf(http), { accountId, folderIds, what: ['account', 'folders', 'messages'] });
    },
  ),
};
