import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import { enclosedPlace } from '../../common';
import { openPart, openStream } from '../accounts/mailbox';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { streamSource } from '../imap';
import { messageFilename } from '../mime/attachmentPart';
import type { AttachmentRow } from '../store/messages/sources';
import { ownRow, ownRows } from './access';
import { openEnclosedFile, within } from './enclosed';
import { findOnServer, type ServerMessage } from './findOnServer';
import { filesInHost, HOST_FILE } from './hostFiles';
import { isId } from './isId';
import { fault, rowId } from './parameters';
import type { StoredFile } from './takeFiles';
import { MOST_UPLOADED } from './uploadLimit';

/** More files than anyone attaches at once. */
const MOST_AT_ONCE = 100;

const place = z.object({ attachmentId: z.string().refine(isId, fault({ context: 'id' })), within });

/** An attachment's id, or that of a file of a message in it (common/enclosed.ts). */
const fileId = z
  .union([z.int(), z.string().max(600)])
  .transform((id): z.input<typeof place> => enclosedPlace(id))
  .pipe(place);

/** What to copy: files of messages, a whole message, or files that NocoBase stores. */
export const COPIED = z
  .object({
    attachmentIds: z.array(fileId).min(1).max(MOST_AT_ONCE).optional(),
    messageId: rowId.optional(),
    files: z.array(HOST_FILE).min(1).max(MOST_AT_ONCE).optional(),
  })
  .refine(
    (wanted) => Object.values(wanted).filter((value) => value !== undefined).length === 1,
    fault({ context: 'value' }),
  );

/**
 * The files that the caller wants to copy. Throws `not-found` if the caller may not see one of them, and `message-too-large` if no
 * message could contain them all.
 */
export async function storedFiles(
  mail: MailContext,
  http: Context,
  { attachmentIds = [], messageId, files: inHost }: z.output<typeof COPIED>,
): Promise<StoredFile[]> {
  const files = inHost
    ? await filesInHost(mail, http, inHost)
    : messageId === undefined
      ? await ownAttachments(mail, http, attachmentIds)
      : [await ownMessage(mail, http, messageId)];
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > MOST_UPLOADED) throw new MailError('message-too-large', { params: { limit: MOST_UPLOADED } });
  return files;
}

type Place = Pick<ServerMessage, 'accountId' | 'path' | 'uidValidity' | 'uid'>;

/** A part of a message at a place on the server. */
export const storedPart = (
  mail: MailContext,
  place: Place,
  { filename, contentType, contentId, size, part, encoding }: AttachmentRow,
): StoredFile => ({
  size,
  open: async () => ({
    ...{ filename: filename ?? '', contentType: contentType ?? '', contentId },
    content: await openPart(mail, place.accountId, { ...place, part, encoding, size }),
  }),
});

/** Copies are files, even if their message's text shows them: another text doesn't. */
async function ownAttachments(
  mail: MailContext,
  http: Context,
  wanted: ReadonlyArray<z.output<typeof fileId>>,
): Promise<StoredFile[]> {
  const ids = wanted.map(({ attachmentId }) => attachmentId);
  const rows = await ownRows<AttachmentRow>(mail, http, 'mailAttachments', [...new Set(ids)]);
  const byId = new Map(rows.map((row) => [String(row.id), { ...row, size: Number(row.size ?? 0) }]));
  return wanted.flatMap(({ attachmentId, within: parts }): StoredFile[] => {
    const row = byId.get(String(attachmentId));
    if (!row) return [];
    const alone = { ...row, contentId: null };
    if (parts.length > 0) return [enclosedIn(mail, alone, parts)];
    const open = async () => storedPart(mail, await findOnServer(mail, row.mailMessageId), alone).open();
    return [{ size: row.size, open }];
  });
}

/** A file of a message in an attachment. Its size isn't known before the attachment has been read. */
const enclosedIn = (mail: MailContext, attachment: AttachmentRow, parts: string[]): StoredFile => ({
  size: 0,
  async open() {
    const { filename, contentType, stream } = await openEnclosedFile(mail, attachment, parts);
    return { filename, contentType, contentId: null, content: stream };
  },
});

async function ownMessage(mail: MailContext, http: Context, wanted: unknown): Promise<StoredFile> {
  const row = await ownRow<{ id: string; size: number | null }>(mail, http, 'mailMessages', wanted);
  return {
    size: Number(row.size ?? 0),
    async open() {
      const place = await findOnServer(mail, row.id);
      // One octet more than is allowed: a message must never be cut off unnoticed.
      const content = await openStream(mail, place.accountId, place, (folder) =>
        streamSource(folder, place.uid, MOST_UPLOADED + 1),
      );
      return {
        ...{ filename: messageFilename(place.subject), contentType: 'message/rfc822' },
        ...{ contentId: null, content },
      };
    },
  };
}
