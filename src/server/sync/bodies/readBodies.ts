import { asMailError } from '../../errors';
import { fetchTextsOf, stillThere, type OpenFolder } from '../../imap';
import { MAX_TEXT } from '../../mime/parse';
import { isSubstituteText } from '../../mime/substitute';
import type { LoadedBody, PendingBody } from '../../store/messages/pendingBodies';
import { readBody } from './body';
import { fetchedText, sectionNames } from './fetchedText';
import { isOfMail } from '../headers/reason';
import { refused } from '../headers/refused';
import type { BodyWriter } from './bodyWriter';
import type { PullSession } from '../session';

/** Messages per FETCH. */
const TOGETHER = 100;

export interface BodyTarget {
  writer: BodyWriter;
  /** Asked between two commands: whether something more urgent is to be done. */
  halt(): boolean;
}

/** Reads the texts of these messages of one folder; messages with the same structure share a command. */
export async function readBodies(
  session: PullSession,
  folder: OpenFolder,
  mails: readonly PendingBody[],
  target: BodyTarget,
): Promise<void> {
  const { fetchFailures } = session.memory;
  const { writer, halt } = target;
  const singly: PendingBody[] = [];
  for (const [textParts, alike] of byMake(mails)) {
    if (textParts === null) singly.push(...alike);
    else {
      // For a message without text, the header is read anyway.
      const parts = textParts === '' ? [] : textParts.split(' ');
      singly.push(...(await readTogether(session, folder, parts, alike, target)));
    }
  }
  for (const mail of singly) {
    session.signal.throwIfAborted();
    if (halt()) return;
    const given = fetchFailures.verdict(folder, mail.uid) === 'give-up';
    fetchFailures.strike(folder, [mail.uid]);
    const one: LoadedBody | null = given
      ? { id: mail.id, error: 'message-breaks-connection' }
      : await readSingly(folder, mail);
    fetchFailures.clear(folder, [mail.uid]);
    if (one) await writer.add(mail.folderId, one);
  }
}

function byMake(mails: readonly PendingBody[]): Map<string | null, PendingBody[]> {
  const makes = new Map<string | null, PendingBody[]>();
  for (const mail of mails) makes.set(mail.textParts, [...(makes.get(mail.textParts) ?? []), mail]);
  return makes;
}

/** Reads messages with the same text parts together. Returns those that have to be read individually. */
async function readTogether(
  session: PullSession,
  folder: OpenFolder,
  parts: readonly string[],
  mails: readonly PendingBody[],
  { writer, halt }: BodyTarget,
): Promise<PendingBody[]> {
  const { fetchFailures } = session.memory;
  const groups = fetchFailures.groups(
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
    fetchFailures.strike(folder, uids);
    try {
      for await (const found of fetchTextsOf(folder, uids, sectionNames(parts), MAX_TEXT)) {
        const mail = some.get(found.uid);
        some.delete(found.uid);
        if (!mail) continue;
        const read = fetchedText(found, parts);
        // In that case, the substitute's header tells what happened to the message.
        const genuine = read && !isSubstituteText(read.body.text);
        if (genuine) await writer.add(mail.folderId, { id: mail.id, ...read });
        else left.push(mail);
      }
    } catch (error) {
      // Exchange refuses a whole FETCH because of a single corrupt item.
      if (!refused(error)) throw error;
    }
    // Unanswered messages may be gone, which the folder's next visit finds out; otherwise they are tried individually.
    if (some.size > 0) {
      const there = await stillThere(folder, [...some.keys()]);
      left.push(...there.flatMap((uid) => some.get(uid) ?? []));
    }
    fetchFailures.clear(folder, uids);
  }
  return left;
}

/** null if the message is gone. */
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
