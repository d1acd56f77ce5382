import type { Id, MailAddress, MessageText } from '../../common';
import { sanitizeMailHtml } from '../mime/sanitize';
import { visibleText } from '../mime/visibleText';
import { openBody } from '../sync/bodies/body';
import { ownRow } from './access';
import { read, type ActionTable } from './action';
import { rowId } from './parameters';
import { shownAttachments, viewAttachment } from './shownAttachments';

interface ReadMessage {
  id: Id;
  accountId: Id;
  folderId: Id;
  threadKey: string;
  subject: string | null;
  from: MailAddress[] | null;
  to: MailAddress[] | null;
  cc: MailAddress[] | null;
  sentAt: Date;
}

/** Characters; nobody reads more of a letter, and programs that do have limits of their own. */
const LONGEST = 50_000;

export const readableActions: ActionTable = {
  /** A message as plain text, as a person sees it, for programs: without markup, pictures, or hidden text. */
  'mailMessages:text': read({ filterByTk: rowId }, async (mail, http, { filterByTk }) => {
    const message = await ownRow<ReadMessage>(mail, http, 'mailMessages', filterByTk);
    const { id, accountId, folderId, threadKey, subject, from, to, cc, sentAt } = message;
    const opened = await openBody(mail, id);
    const isRead = 'text' in opened;
    const html = isRead ? sanitizeMailHtml(opened.html).html : '';
    const shown = isRead ? (html ? visibleText(html) : opened.text) : '';
    const files = isRead ? await shownAttachments(mail, id, html) : [];
    http.set('Cache-Control', 'no-store');
    http.body = {
      ...{ id, accountId, folderId, threadKey, subject: subject ?? '' },
      ...{ from: from ?? [], to: to ?? [], cc: cc ?? [], sentAt: new Date(sentAt).toISOString() },
      text: shown.slice(0, LONGEST).toWellFormed(),
      complete: isRead && shown.length <= LONGEST,
      attachments: files.filter(({ inline }) => !inline).map(viewAttachment),
    } satisfies MessageText;
  }),
};
