import { MailError } from '../../errors';
import {
  fetchHeader,
  fetchHeaders,
  stillThere,
  type FetchedHeaders,
  type MessageMeta,
  type OpenFolder,
} from '../../imap';
import { tokenIn } from '../../mime/compose';
import { namedByHeader } from '../../mime/describe';
import { parseHeader } from '../../mime/parse';
import { layoutOf } from '../../mime/structure';
import { isSubstitute } from '../../mime/substitute';
import type { MessageDraft } from '../../store/messageDraft';
import { draftOf, unreadableDraft } from './draft';
import { loadMeta } from './loadMeta';
import { asReason, isOfMail } from './reason';
import { refused } from './refused';
import type { FetchFailures } from '../fetchFailures';
import { substituteDraft } from './substituteDraft';

/**
 * Reads messages' headers and structure from the server, ready to be stored; their text is loaded later. A message
 * that can't be read is stored as such with its reason and never holds up the others. Messages that are gone by now
 * are left out: those that the server no longer lists, whatever it did or didn't answer.
 */
export async function loadHeaders(
  folder: OpenFolder,
  uids: readonly number[],
  fetchFailures: FetchFailures,
): Promise<MessageDraft[]> {
  const drafts = new Map<number, MessageDraft>();
  for (const group of fetchFailures.groups(folder, uids)) {
    fetchFailures.strike(folder, group);
    await loadTogether(folder, group, drafts);
    fetchFailures.clear(folder, group);
  }
  const missing = uids.filter((uid) => !drafts.has(uid));
  if (missing.length === 0) return [...drafts.values()];
  for (const meta of await loadMeta(folder, await stillThere(folder, missing), drafts)) {
    const verdict = fetchFailures.verdict(folder, meta.uid);
    fetchFailures.strike(folder, [meta.uid]);
    const draft =
      verdict === 'give-up'
        ? unreadableDraft(meta, new MailError('message-breaks-connection'))
        : await loadSingly(folder, meta, verdict !== 'last-chance');
    fetchFailures.clear(folder, [meta.uid]);
    if (draft) drafts.set(draft.uid, draft);
  }
  return [...drafts.values()];
}

/** Loads many with one command. Unanswered ones have to be tried individually. */
async function loadTogether(
  folder: OpenFolder,
  uids: readonly number[],
  drafts: Map<number, MessageDraft>,
): Promise<void> {
  try {
    for await (const found of fetchHeaders(folder, uids)) {
      const draft = toDraft(found);
      if (draft) drafts.set(draft.uid, draft);
    }
  } catch (error) {
    // Exchange refuses a whole FETCH because of a single corrupt item.
    if (!refused(error)) throw error;
  }
}

/** null for a substitute from Exchange, because only its text says anything about the message it replaces. */
function toDraft({ meta, header, structure }: FetchedHeaders): MessageDraft | null {
  try {
    const headers = parseHeader(header);
    if (isSubstitute(headers)) return null;
    const layout = structure && layoutOf(namedByHeader(structure, header));
    return { ...draftOf(meta, headers, layout), token: tokenIn(header) };
  } catch (error) {
    return unreadableDraft(meta, error);
  }
}

/** With its structure, or without if that is unavailable: its text is then read from its source. null if it is gone. */
async function loadSingly(
  folder: OpenFolder,
  meta: MessageMeta,
  structure: boolean,
): Promise<MessageDraft | null> {
  try {
    const draft = toDraft(await fetchHeader(folder, meta.uid, structure));
    return draft ?? (await substituteDraft(folder, meta));
  } catch (error) {
    const code = asReason(error);
    if (code === 'message-gone') return null;
    if (!isOfMail(code) || !folder.mailbox.usable) throw error;
    return structure ? loadSingly(folder, meta, false) : unreadableDraft(meta, error);
  }
}
