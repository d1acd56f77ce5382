import type { AttachmentView, Id } from '../../common';
import type { MailContext } from '../context';
import { showsByContentId } from '../mime/inlineImages';
import { findAttachments, type AttachmentRow } from '../store/messages/sources';

/**
 * The files of a message. `inline` are those that its text shows, depending on the `html` shown and not on what was
 * stored: an image removed by the sanitizer counts as a file again.
 */
export async function shownAttachments(mail: MailContext, id: Id, html: string): Promise<AttachmentRow[]> {
  const shows = showsByContentId(html);
  return (await findAttachments(mail, id)).map((file) => ({
    ...file,
    inline: file.contentId !== null && shows(file.contentId),
  }));
}

/** A file as clients and other programs see it. */
export const viewAttachment = (file: AttachmentRow): AttachmentView => ({
  ...{ id: file.id, filename: file.filename ?? '', contentType: file.contentType ?? '', size: file.size },
  ...{ contentId: file.contentId, inline: file.inline },
});
