import { openPart, openStream } from '../accounts/mailbox';
import { zipStream } from '../accounts/zipStream';
import { MailError } from '../errors';
import { sanitizeMailHtml } from '../mime/sanitize';
import type { AttachmentRow } from '../store/messages/sources';
import { openBody } from '../sync/bodies/body';
import { ownRow } from './access';
import { read, type ActionTable } from './action';
import { answerFile } from './answerFile';
import { openEnclosedFile, readEnclosed, within } from './enclosed';
import { findOnServer } from './findOnServer';
import { FILE, rowId } from './parameters';
import { shownAttachments } from './shownAttachments';

/** Far more than any mailbox accepts in one message. */
const MOST_FILES = 1000;
const MOST_OCTETS = 500_000_000;

export const attachmentActions: ActionTable = {
  /** Streams a file from the mail server to the browser. It's never completely in memory and never on disk. */
  'mailAttachments:download': read(
    { ...FILE, within },
    async (mail, http, { filterByTk, inline, within }) => {
      const attachment = await ownRow<AttachmentRow>(mail, http, 'mailAttachments', filterByTk);
      if (within.length > 0) {
        const { stream, ...file } = await openEnclosedFile(mail, attachment, within);
        return answerFile(http, stream, { ...file, inline });
      }
      const place = await findOnServer(mail, attachment.mailMessageId);
      const { part, encoding } = attachment;
      const size = Number(attachment.size ?? 0);
      const stream = await openPart(mail, place.accountId, { ...place, part, encoding, size });
      answerFile(http, stream, {
        filename: attachment.filename ?? '',
        contentType: attachment.contentType ?? '',
        inline,
      });
    },
  ),

  /** Reads a message attached to another one, at any depth. The answer has the same form as a {@link MessageBody}. */
  'mailAttachments:enclosed': read(
    { filterByTk: rowId, within },
    async (mail, http, { filterByTk, within }) => {
      const attachment = await ownRow<AttachmentRow>(mail, http, 'mailAttachments', filterByTk);
      http.set('Cache-Control', 'no-store');
      http.body = await readEnclosed(mail, attachment, within);
    },
  ),

  /** Streams all files of a message as one archive, without images shown in its text. */
  'mailAttachments:downloadAll': read({ messageId: rowId }, async (mail, http, { messageId }) => {
    const { id } = await ownRow<{ id: string }>(mail, http, 'mailMessages', messageId);
    const opened = await openBody(mail, id);
    const html = 'text' in opened ? sanitizeMailHtml(opened.html, 'beside').html : '';
    const files = (await shownAttachments(mail, id, html)).filter(({ inline }) => !inline);
    if (files.length === 0) throw new MailError('not-found');
    const octets = files.reduce((sum, { size }) => sum + size, 0);
    if (files.length > MOST_FILES || octets > MOST_OCTETS)
      throw new MailError('message-too-large', { params: { limit: MOST_OCTETS } });
    const place = await findOnServer(mail, id);
    const zipped = files.map(({ filename, part, encoding, size }) => ({
      ...{ filename: filename ?? '', part, encoding, size },
    }));
    const stream = await openStream(mail, place.accountId, place, (folder) =>
      zipStream(folder, place.uid, zipped),
    );
    answerFile(http, stream, {
      filename: `${place.subject || 'attachments'}.zip`,
      contentType: 'application/zip',
      inline: false,
    });
  }),
};
