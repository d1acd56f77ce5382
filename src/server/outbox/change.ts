import type { Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { withFolder, type Mailbox, type OpenFolder } from '../imap';
import { findFolder } from '../store/folders';
import { localMessages, type LocalMessage } from '../store/localChanges';
import { MOVING } from '../store/messageRows';
import { serverPlace, type MessagePlace, type OperationRow } from '../store/operations';
import { sameId } from '../store/rows';
import type { Needs } from './plan';
import { serverPath } from './serverPath';

/** What all kinds of changes have in common: the mails they are about. */
export interface ChangePayload {
  /** Where each lay on the server when it was asked for. Later moves of ours are written in. */
  messages: MessagePlace[];
  [detail: string]: unknown;
}

/** Why the server refused single mails, by their id. The others are done. */
export type Refused = ReadonlyMap<string, MailError>;

/** A kind of change: made here at once, on the server later, and taken back here if the server refuses. */
export interface ChangeKind<Payload extends ChangePayload = ChangePayload> {
  applyLocal(ctx: MailContext, accountId: Id, payload: Payload, transaction: Transaction): Promise<void>;
  /**
   * Carries out operations that go together, with as few commands as possible. May be repeated after a process
   * was killed anywhere in it. Throws what is true of all of them.
   */
  perform(ctx: MailContext, operations: OperationRow<Payload>[], mailbox: Mailbox): Promise<Refused | void>;
  revert(ctx: MailContext, operation: OperationRow<Payload>, transaction: Transaction): Promise<void>;
  needs(payload: Payload): Needs;
  /** Folders whose mails or counts it touches, for the hint. */
  folders(payload: Payload): Id[];
}

/**
 * Runs `visit` in each folder that the mails lie in.
 * @returns the mails whose folder or UIDVALIDITY is gone: where they lie now is not known
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
 * The mails with their places on the server. Of one whose move is still to be carried out that is where the
 * move takes it from; the move writes the new place into the operations behind it.
 */
export async function placesOf(
  ctx: MailContext,
  accountId: Id,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<Array<{ message: LocalMessage; place: MessagePlace }>> {
  // Else a move that ends at this moment would not know of this operation, and leave it with an old place.
  const rows = await localMessages(ctx, ids, transaction, { lock: true });
  const asked: Array<{ message: LocalMessage; place: MessagePlace }> = [];
  for (const message of rows) {
    if (!sameId(message.accountId, accountId) || message.vanishedAt) continue;
    const place = await serverPlace(ctx, accountId, message, transaction);
    if (place.uidValidity !== MOVING) asked.push({ message, place });
  }
  return asked;
}

/** Each id once. */
export function uniqueIds(ids: readonly Id[]): Id[] {
  return [...new Map(ids.map((id) => [String(id), id])).values()];
}

/** Folders that mails lie in. */
export const foldersOf = (messages: readonly MessagePlace[]): Id[] =>
  uniqueIds(messages.map(({ folderId }) => folderId));
