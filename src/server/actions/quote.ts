import { MailError } from '../errors';
import { quoteSource } from '../outbox/compose/writeMessage';
import { findSource } from '../store/messages/sources';
import { fetchBody } from '../sync/bodies/body';
import { ownMessages } from './access';
import { read, type ActionTable } from './action';
import { flag, rowId, timeZone } from './parameters';
import { zoneOf } from './zone';

export const quoteActions: ActionTable = {
  /**
   * The quoted original as sanitized HTML, exactly as it would be added below a reply or a forward, for those who want
   * to edit it. Pictures refer to the message's attachments by `cid:`.
   */
  'mailMessages:quote': read(
    { filterByTk: rowId, forward: flag.default(false), timeZone },
    async (mail, http, { filterByTk, forward, timeZone: zone }) => {
      const [messageId] = await ownMessages(mail, http, [filterByTk]);
      if (messageId === undefined) throw new MailError('not-found');
      await fetchBody(mail, messageId);
      const source = await findSource(mail, messageId);
      if (!source) throw new MailError('message-gone');
      const { html } = await quoteSource(mail, source, forward ? 'forward' : 'reply', zoneOf(http, zone));
      http.body = { html };
    },
  ),
};
