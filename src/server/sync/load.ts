import { MailError } from '../errors';
import { fetchHeaders, fetchMeta, type FetchedHeaders, type MessageMeta, type OpenFolder } from '../imap';
import { parseHeader } from '../mime/parse';
import { layoutOf } from '../mime/structure';
import type { MessageDraft } from '../store/messageDraft';
import { draftOf, unreadableDraft } from './draft';
import type { Strikes } from './strikes';

/**
 * Reads who, when and what of mails from the server, ready to be stored; their text is loaded later. One that
 * cannot be read is stored as such with its reason and never holds up the others. Mails that are gone
 * meanwhile are left out.
 */
export async function loadHeaders(
  folder: OpenFolder,
  uids: readonly number[],
  strikes: Strikes,
): Promise<MessageDraft[]> {
  const drafts = new Map<number, MessageDraft>();
  const together = uids.filter((uid) => strikes.verdict(folder, uid) === 'normal');
  strikes.strike(folder, together);
  const answered = await loadTogether(folder, together, drafts);
  strikes.clear(folder, together);
  const singly = uids.filter((uid) => !drafts.has(uid) && !(answered && together.includes(uid)));
  for (const meta of await fetchMeta(folder, singly)) {
    const given = strikes.verdict(folder, meta.uid) === 'give-up';
    strikes.strike(folder, [meta.uid]);
    const draft = given
      ? unreadableDraft(meta, new MailError('message-unreadable'))
      : await loadSingly(folder, meta);
    strikes.clear(folder, [meta.uid]);
    if (draft) drafts.set(draft.uid, draft);
  }
  return [...drafts.values()];
}

/** Many with one command. false when the server refused it, so that what is missing has to be tried by itself. */
async function loadTogether(
  folder: OpenFolder,
  uids: readonly number[],
  drafts: Map<number, MessageDraft>,
): Promise<boolean> {
  try {
    for await (const found of fetchHeaders(folder, uids)) drafts.set(found.meta.uid, await toDraft(found));
    return true;
  } catch (error) {
    // Exchange refuses a whole FETCH for the sake of one corrupt item.
    if (!refused(error)) throw error;
    return false;
  }
}

async function toDraft({ meta, header, structure }: FetchedHeaders): Promise<MessageDraft> {
  try {
    return draftOf(meta, await parseHeader(header), structure && layoutOf(structure));
  } catch (error) {
    return unreadableDraft(meta, error);
  }
}

/** null when it is gone. */
async function loadSingly(folder: OpenFolder, meta: MessageMeta): Promise<MessageDraft | null> {
  try {
    for await (const found of fetchHeaders(folder, [meta.uid])) return await toDraft(found);
    return null;
  } catch (error) {
    if (!refused(error)) throw error;
    return unreadableDraft(meta, error);
  }
}

/** The server said no to this command, and the connection is as good as before. */
export const refused = (error: unknown): boolean =>
  error instanceof MailError && error.code === 'server-unavailable';
