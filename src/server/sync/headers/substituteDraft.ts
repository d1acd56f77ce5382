import { MailError } from '../../errors';
import { fetchSource, type MessageMeta, type OpenFolder } from '../../imap';
import { parseSource } from '../../mime/parse';
import { readSubstitute } from '../../mime/substitute';
import type { MessageDraft } from '../../store/messageDraft';
import { unreadableDraft } from './draft';
import { idHash } from '../../store/threads/idHash';

/** Octets. A substitute is a page of plain text. */
const MAX_SUBSTITUTE = 64 * 1024;

/**
 * A message for which Exchange sends a substitute: marked as unreadable, with the subject and the sender's name given
 * in the substitute. The substitute is generated anew each time, so nothing else in it counts, least of all its date
 * and size.
 */
export async function substituteDraft(folder: OpenFolder, meta: MessageMeta): Promise<MessageDraft> {
  const { text } = parseSource(await fetchSource(folder, meta.uid, MAX_SUBSTITUTE));
  const { subject, fromName } = readSubstitute(text);
  const own = idHash(`substitute ${meta.uid} ${subject} ${fromName}`);
  return {
    ...unreadableDraft(meta, new MailError('message-not-convertible')),
    identityHash: own,
    threadKey: own,
    subject,
    from: fromName === '' ? [] : [{ name: fromName, address: '' }],
  };
}
