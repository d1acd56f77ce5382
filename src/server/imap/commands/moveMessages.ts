import { deleteMessages } from './deleteMessages';
import { sequenceSet } from './fetch';
import { onFolder, type OpenFolder } from './withFolder';

export interface MoveResult {
  /** UIDVALIDITY of the destination; null if the server has no UIDPLUS (RFC 4315). */
  uidValidity: string | null;
  /** Old UID → UID in the destination, for the messages that were moved; null if the server doesn't say. */
  uids: Map<number, number> | null;
}

/** Moves messages (RFC 6851). Without MOVE, copies them and then removes exactly these. */
export async function moveMessages(
  folder: OpenFolder,
  uids: readonly number[],
  to: string,
): Promise<MoveResult> {
  if (uids.length === 0 || folder.exists === 0) return { uidValidity: null, uids: new Map() };
  const range = sequenceSet(uids);
  const { capabilities } = folder.mailbox.client;
  const canMove = capabilities.has('MOVE');
  const answer = await onFolder(folder, (client) =>
    canMove ? client.messageMove(range, to, { uid: true }) : client.messageCopy(range, to, { uid: true }),
  );
  if (!canMove) await deleteMessages(folder, uids);
  return { uidValidity: answer.uidValidity?.toString() ?? null, uids: answer.uidMap ?? null };
}
