import type { FetchMessageObject, FetchQueryObject } from 'imapflow';
import { MailError } from '../../errors';
import { fetchAnswers, type IsAnswer } from './fetch';
import { stillThere } from './searchUids';
import type { OpenFolder } from './withFolder';

/**
 * FETCH of one message by UID. Throws `message-gone` only if the server no longer lists the message. If it is listed
 * but came without an answer, throws `message-unreadable` if imapflow couldn't read the answer (e.g. a BODYSTRUCTURE of
 * more than 22 levels), otherwise `server-unavailable`.
 */
export async function fetchOne(
  folder: OpenFolder,
  uid: number,
  query: FetchQueryObject,
  isAnswer: IsAnswer,
): Promise<FetchMessageObject> {
  for await (const message of fetchAnswers(folder, `${uid}`, query, isAnswer))
    if (message.uid === uid) return message;
  const swallowed = folder.mailbox.sensor.swallowed.has('FETCH');
  if ((await stillThere(folder, [uid])).length === 0) throw new MailError('message-gone');
  throw swallowed
    ? new MailError('message-unreadable', { cause: 'the answer to FETCH could not be parsed' })
    : new MailError('server-unavailable', { cause: 'no answer to FETCH' });
}
