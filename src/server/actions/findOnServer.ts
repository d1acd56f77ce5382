import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { findFolder } from '../store/folders/folders';
import { findSource } from '../store/messages/sources';
import { serverPlace } from '../store/outbox/operations';

/** A message's current place on the server, even while a move of it is pending. */
export interface ServerMessage {
  accountId: Id;
  path: string;
  uidValidity: string;
  uid: number;
  subject: string;
}

/** Throws `message-gone` if the message isn't anywhere any more. */
export async function findOnServer(mail: MailContext, messageId: Id): Promise<ServerMessage> {
  const message = await findSource(mail, messageId);
  if (!message) throw new MailError('message-gone');
  const { accountId, subject } = message;
  const place = await serverPlace(mail, accountId, message);
  const folder = await findFolder(mail, place.folderId);
  if (!folder) throw new MailError('message-gone');
  return { accountId, path: folder.path, uidValidity: place.uidValidity, uid: Number(place.uid), subject };
}
