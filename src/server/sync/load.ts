import { MailError } from '../errors';
import { fetchMeta, fetchSources, type MessageMeta, type OpenFolder } from '../imap';
import { parseSource } from '../mime/parse';
import type { MessageDraft } from '../store/messageDraft';
import { draftOf, unreadableDraft } from './draft';
import { loadParts } from './loadParts';
import type { Strikes } from './strikes';

/**
 * Mails up to this size are fetched whole, many with one command; of larger ones only header and text are,
 * so that a 30 MB attachment is never downloaded for the sake of its two lines of text.
 */
export const WHOLE_MAIL = 256 * 1024;

/**
 * Reads mails from the server, ready to be stored. One that cannot be read is stored as such with its reason
 * and never holds up the others. Mails that are gone meanwhile are left out.
 */
export async function loadMessages(
  folder: OpenFolder,
  uids: readonly number[],
  strikes: Strikes,
): Promise<MessageDraft[]> {
  const metas = new Map((await fetchMeta(folder, uids)).map((meta) => [meta.uid, meta]));
  const drafts: MessageDraft[] = [];
  const small: MessageMeta[] = [];
  for (const meta of metas.values()) {
    const verdict = strikes.verdict(folder, meta.uid);
    if (verdict === 'give-up') drafts.push(unreadableDraft(meta, new MailError('message-unreadable')));
    else if (meta.size <= WHOLE_MAIL && verdict === 'normal') small.push(meta);
  }
  const whole = small.map(({ uid }) => uid);
  strikes.strike(folder, whole);
  for (const draft of await loadWhole(folder, small)) drafts.push(draft);
  strikes.clear(folder, whole);
  const done = new Set(drafts.map((draft) => draft.uid));
  for (const meta of metas.values()) {
    if (done.has(meta.uid)) continue;
    strikes.strike(folder, [meta.uid]);
    const draft = await loadSingly(folder, meta);
    strikes.clear(folder, [meta.uid]);
    if (draft) drafts.push(draft);
  }
  return drafts;
}

/** Whole mails with one command. What cannot be read this way is left out, to be tried by itself. */
async function loadWhole(folder: OpenFolder, metas: readonly MessageMeta[]): Promise<MessageDraft[]> {
  const byUid = new Map(metas.map((meta) => [meta.uid, meta]));
  const drafts: MessageDraft[] = [];
  try {
    // One octet more than allowed: RFC822.SIZE may be wrong, and a mail cut off must not pass for whole.
    for await (const { uid, source } of fetchSources(folder, [...byUid.keys()], WHOLE_MAIL + 1)) {
      const meta = byUid.get(uid);
      if (!meta || source.length === 0 || source.length > WHOLE_MAIL) continue;
      const draft = await parsed(meta, source);
      if (draft) drafts.push(draft);
    }
  } catch (error) {
    // Exchange refuses a whole FETCH for the sake of one corrupt item.
    if (!refused(error)) throw error;
  }
  return drafts;
}

async function parsed(meta: MessageMeta, source: Buffer): Promise<MessageDraft | null> {
  try {
    const mail = await parseSource(source);
    return draftOf({ ...meta, size: source.length }, mail.headers, mail, mail.attachments);
  } catch {
    return null;
  }
}

/** One mail by its parts; null when it is gone. */
async function loadSingly(folder: OpenFolder, meta: MessageMeta): Promise<MessageDraft | null> {
  try {
    const { headers, text, attachments } = await loadParts(folder, meta.uid);
    return draftOf(meta, headers, text, attachments);
  } catch (error) {
    if (error instanceof MailError && error.code === 'message-gone') return null;
    if (!refused(error) && !(error instanceof MailError && error.code === 'message-unreadable')) throw error;
    return unreadableDraft(meta, error);
  }
}

/** The server said no to this command, and the connection is as good as before. */
const refused = (error: unknown): boolean =>
  error instanceof MailError && error.code === 'server-unavailable';
