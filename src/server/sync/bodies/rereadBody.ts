import type { ErrorCode, Id } from '../../../common';
import { withMailbox } from '../../accounts/mailbox';
import type { MailContext } from '../../context';
import { asMailError } from '../../errors';
import { withFolder, type Mailbox } from '../../imap';
import { findFolder } from '../../store/folders/folders';
import { findMessagePlace, saveBody } from '../../store/messages/bodies';
import { isOfMail } from '../headers/reason';
import { readBody } from './body';

const OF_PLACE: readonly ErrorCode[] = ['message-gone', 'folder-gone', 'folder-refused'];

/**
 * Reads a stored message's text again, for information that earlier versions didn't store. If it can't be read, what
 * is stored stays. Throws a MailError if the account's mail can't be read at all.
 */
export async function rereadBody(ctx: MailContext, messageId: Id): Promise<void> {
  const place = await findMessagePlace(ctx, messageId);
  const folder = place && (await findFolder(ctx, place.folderId));
  if (!place || !folder || folder.problem !== null || folder.uidValidity !== place.uidValidity) return;
  // Reads single parts even if the message is small, because its files aren't needed.
  const parts = { ...place, size: Infinity };
  const read = (mailbox: Mailbox) =>
    withFolder(mailbox, folder.path, (open) => readBody(open, parts), { uidValidity: place.uidValidity });
  try {
    await saveBody(ctx, place, await withMailbox(ctx, place.accountId, read));
  } catch (error) {
    const { code } = asMailError(error);
    if (!isOfMail(code) && !OF_PLACE.includes(code)) throw error;
  }
}
