import type { MailAddress } from '../../common';
import { suggestCorrespondents } from '../store/correspondents/suggest';
import { accessibleAccountIds } from './access';
import { read, type ActionTable } from './action';
import { callerOf } from './caller';
import { LONGEST_ADDRESS, text } from './parameters';

/** What is suggested while somebody types recipients. */
export const suggestionActions: ActionTable = {
  'mailAddresses:suggest': read({ text: text(LONGEST_ADDRESS) }, async (mail, http, { text: typed }) => {
    const accountIds = await accessibleAccountIds(mail, callerOf(http));
    http.body = (await suggestCorrespondents(mail, accountIds, typed)) satisfies MailAddress[];
  }),
};
