import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { withFolder, type Mailbox, type OpenFolder } from '../../imap';
import { findFolder } from '../../store/folders/folders';
import { localMessages, type LocalMessage } from '../../store/outbox/localChanges';
import { MOVING } from '../../store/messages/messageRows';
import { serverPlace, type MessagePlace, type OperationRow } from '../../store/outbox/operations';
import { sameId } from '../../store/db/rows';
import type { Needs } from './plan';
import { serverPath } from './serverPath';

/** What all kinds of changes have in common: the messages they are about. */
export interface ChangePayload {
  /** Where each message was on the server when the change was requested. Our own later moves update this. */
  messages: MessagePlace[];
  [detail: string]: unknown;
}

/** Why the server refused individual messages, by message id. The others are done. */
export type Refused = ReadonlyMap<string, MailError>;

/** A kind of change: applied locally right away, on the server later, and reverted locally if the server refuses. */
export interface ChangeKind<Payload extends ChangePayload = ChangePayload> {
  applyLocal(ctx: MailContext, accountId: Id, payload: Payload, transaction: Transaction): Promise<void>;
  /**
   * Carries out operations that belong together, with as few commands as possible. May be repeated after a process was
   * killed at any point. Throws what applies to all of them.
   */
  perform(ctx: MailContext, operations: OperationRow<Payload>[], mailbox: Mailbox): Promise<Refused | void>;
  revert(ctx: MailContext, operation: OperationRow<Payload>, transaction: Transaction): Promise<void>;
  needs(payload: Payload): Needs;
  /** Folders whose messages or counts it affects, for the hint. */
  folders(payload: Payload): Id[];
}

/**
 * Runs `visit` in each folder that contains some of the messages. Returns the messages whose folder or UIDVALIDITY is
 * gone: it isn't known where they are now.
 */
export async function eachFolder<Place extends MessagePlace>(
  ctx: MailContext,
  mailbox: Mailbox,
  messages: readonly Place[],
  visit: (folder: OpenFolder, messages: Place[]) => Promise<void>,
): Promise<Place[]> {
  const lost: Place[] = [];
  const groups = new Map<string, Place[]>();
  for (const place of messages) {
    const key = `${place.folderId} ${place.uidValidity}`;
    const group = groups.get(key);
    if (group) group.push(place);
    else groups.set(key, [place]);
  }
  for (const group of groups.values()) {
    const [{ folderId, uidValidity }] = group as [Place];
    const row = await findFolder(ctx, folderId);
    if (!row) {
      lost.push(...group);
      continue;
    }
    const path = await serverPath(ctx, row);
    await withFolder(mailbox, path, (folder) => visit(folder, group), { uidValidity }).catch(
      (error: unknown) => {
        if (!(error instanceof MailError) || error.code !== 'message-gone') throw error;
        lost.push(...group);
      },
    );
  }
  return lost;
}

/**
 * The messages with their places on the server. A message with a pending move is still in the move's source; the move
 * writes the new place into the operations behind it.
 */
export async function placesOf(
  ctx: MailContext,
  accountId: Id,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<Array<{ message: LocalMessage; place: MessagePlace }>> {
  // Locked: otherwise a move that ends right now wouldn't know about this operation and would leave it with an outdated
  // place.
  const rows = await localMessages(ctx, ids, transaction, { lock: true });
  const asked: Array<{ message: LocalMessage; place: MessagePlace }> = [];
  for (const message of rows) {
    if (!sameId(message.accountId, accountId) || message.vanishedAt) continue;
    const place = await serverPlace(ctx, accountId, message, transaction);
    if (place.uidValidity !== MOVING) asked.push({ message, place });
  }
  return asked;
}

/** The ids without duplicates. */
export function uniqueIds(ids: readonly Id[]): Id[] {
  return [...new Map(ids.map((id) => [String(id), id])).values()];
}

/** The folders that contain these messages. */
export const foldersOf = (messages: readonly MessagePlace[]): Id[] =>
  uniqueIds(messages.map(({ folderId }) => folderId));
