import { MailError } from '../errors';
import { fetchHeaders, type FetchedHeaders, type MessageMeta, type OpenFolder } from '../imap';
import { parseHeader } from '../mime/parse';
import { layoutOf } from '../mime/structure';
import type { MessageDraft } from '../store/messageDraft';
import { draftOf, unreadableDraft } from './draft';
import { loadMeta } from './loadMeta';
import { refused } from './refused';
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
  const answered = new Set<number>();
  for (const group of strikes.groups(folder, uids)) {
    strikes.strike(folder, group);
    if (await loadTogether(folder, group, drafts)) for (const uid of group) answered.add(uid);
    strikes.clear(folder, group);
  }
  const singly = uids.filter((uid) => !drafts.has(uid) && !answered.has(uid));
  for (const meta of await loadMeta(folder, singly, drafts)) {
    const given = strikes.verdict(folder, meta.uid) === 'give-up';
    strikes.strike(folder, [meta.uid]);
    const draft = given
      ? unreadableDraft(meta, new MailError('message-breaks-connection'))
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
