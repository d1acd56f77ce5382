import { asMailError } from '../errors';
import { fetchTextsOf, type FetchedTexts, type OpenFolder } from '../imap';
import { previewOf } from '../mime/htmlText';
import { MAX_TEXT, parseTextParts, wordsOf } from '../mime/parse';
import type { LoadedBody, PendingBody } from '../store/pendingBodies';
import { readBody } from './body';
import { isNoText } from './loadParts';
import { isOfMail } from './reason';
import { refused } from './refused';
import type { BodyWriter } from './bodyWriter';
import type { PullSession } from './session';

/** Mails a FETCH. */
const TOGETHER = 100;

export interface BodyTarget {
  writer: BodyWriter;
  /** Asked between two commands: something more urgent is to be done. */
  halt(): boolean;
}

/** Reads the texts of these mails of one folder, mails of the same make with one command. */
export async function readBodies(
  session: PullSession,
  folder: OpenFolder,
  mails: readonly PendingBody[],
  target: BodyTarget,
): Promise<void> {
  const { strikes } = session.memory;
  const { writer, halt } = target;
  const singly: PendingBody[] = [];
  for (const [textParts, alike] of byMake(mails)) {
    if (textParts === null) singly.push(...alike);
    else if (textParts === '')
      for (const { id, folderId } of alike) await writer.add(folderId, emptyBody(id));
    else singly.push(...(await readTogether(session, folder, textParts.split(' '), alike, target)));
  }
  for (const mail of singly) {
    session.signal.throwIfAborted();
    if (halt()) return;
    const given = strikes.verdict(folder, mail.uid) === 'give-up';
    strikes.strike(folder, [mail.uid]);
    const one: LoadedBody | null = given
      ? { id: mail.id, error: 'message-breaks-connection' }
      : await readSingly(folder, mail);
    strikes.clear(folder, [mail.uid]);
    if (one) await writer.add(mail.folderId, one);
  }
}

function byMake(mails: readonly PendingBody[]): Map<string | null, PendingBody[]> {
  const makes = new Map<string | null, PendingBody[]>();
  for (const mail of mails) makes.set(mail.textParts, [...(makes.get(mail.textParts) ?? []), mail]);
  return makes;
}

/** @returns those that have to be read by themselves */
async function readTogether(
  session: PullSession,
  folder: OpenFolder,
  parts: readonly string[],
  mails: readonly PendingBody[],
  { writer, halt }: BodyTarget,
): Promise<PendingBody[]> {
  const { strikes } = session.memory;
  const groups = strikes.groups(
    folder,
    mails.map(({ uid }) => uid),
    TOGETHER,
  );
  const together = new Set(groups.flat());
  const left = mails.filter(({ uid }) => !together.has(uid));
  for (const uids of groups) {
    session.signal.throwIfAborted();
    if (halt()) return left;
    const some = new Map(mails.filter(({ uid }) => uids.includes(uid)).map((mail) => [mail.uid, mail]));
    strikes.strike(folder, uids);
    try {
      for await (const found of fetchTextsOf(folder, uids, sectionsOf(parts), MAX_TEXT)) {
        const mail = some.get(found.uid);
        some.delete(found.uid);
        if (!mail) continue;
        const loaded = await loadedOf(mail.id, found, parts);
        if (loaded) await writer.add(mail.folderId, loaded);
        else left.push(mail);
      }
      // What was not answered is gone: the next visit of the folder finds that out.
    } catch (error) {
      // Exchange refuses a whole FETCH for the sake of one corrupt item.
      if (!refused(error)) throw error;
      left.push(...some.values());
    }
    strikes.clear(folder, uids);
  }
  return left;
}

const sectionsOf = (parts: readonly string[]): string[] =>
  parts.flatMap((part) => (part === 'TEXT' ? [part] : [`${part}.mime`, part]));

/** null where it cannot be parsed, or where the parts are not where the server said (Exchange is at times wrong). */
async function loadedOf(
  id: PendingBody['id'],
  { header, content }: FetchedTexts,
  parts: readonly string[],
): Promise<LoadedBody | null> {
  const none = Buffer.alloc(0);
  const found = parts.map((part) => ({
    mime: part === 'TEXT' ? header : (content.get(`${part}.mime`) ?? none),
    body: content.get(part.toLowerCase()) ?? none,
  }));
  if (found.some(({ mime, body }) => body.length === 0 || isNoText(mime))) return null;
  try {
    const text = await parseTextParts(found);
    const words = wordsOf(text);
    return { id, body: { text: words, html: text.html }, preview: previewOf(words) };
  } catch {
    return null;
  }
}

/** null when it is gone. */
async function readSingly(folder: OpenFolder, mail: PendingBody): Promise<LoadedBody | null> {
  try {
    const read = await readBody(folder, { ...mail, bodyState: 'pending' });
    return { id: mail.id, ...read };
  } catch (error) {
    const { code } = asMailError(error);
    if (code === 'message-gone') return null;
    if (!isOfMail(code)) throw error;
    return { id: mail.id, error: code };
  }
}

const emptyBody = (id: PendingBody['id']): LoadedBody => ({ id, body: { text: '', html: '' }, preview: '' });
