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

/** What flag, move and remove have in common: the mails they are about. */
export interface ChangePayload {
  /** Where each lay on the server when it was asked for. Later moves of ours are written in. */
  messages: MessagePlace[];
  [detail: string]: unknown;
}

/** A kind of change: made here at once, on the server later, and taken back here if the server refuses. */
export interface ChangeKind<Payload extends ChangePayload = ChangePayload> {
  applyLocal(ctx: MailContext, accountId: Id, payload: Payload, transaction: Transaction): Promise<void>;
  perform(ctx: MailContext, operation: OperationRow<Payload>, mailbox: Mailbox): Promise<void>;
  revert(ctx: MailContext, operation: OperationRow<Payload>, transaction: Transaction): Promise<void>;
  /** Folders whose mails or counts it touches, for the hint. */
  folders(payload: Payload): Id[];
}

/** Runs `visit` in each folder that the mails lie in. A folder or UIDVALIDITY that is gone has nothing left to change. */
export async function eachFolder(
  ctx: MailContext,
  mailbox: Mailbox,
  messages: readonly MessagePlace[],
  visit: (folder: OpenFolder, messages: MessagePlace[]) => Promise<void>,
): Promise<void> {
  const groups = new Map<string, MessagePlace[]>();
  for (const place of messages) {
    const key = `${place.folderId} ${place.uidValidity}`;
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  for (const group of groups.values()) {
    const [{ folderId, uidValidity }] = group as [MessagePlace];
    const row = await findFolder(ctx, folderId);
    if (!row) continue;
    await withFolder(mailbox, row.path, (folder) => visit(folder, group), { uidValidity }).catch(
      (error: unknown) => {
        if (!(error instanceof MailError) || error.code !== 'message-gone') throw error;
      },
    );
  }
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
  const rows = await localMessages(ctx, ids, transaction);
  const asked: Array<{ message: LocalMessage; place: MessagePlace }> = [];
  for (const message of rows) {
    if (!sameId(message.accountId, accountId) || message.vanishedAt) continue;
    const place = await serverPlace(ctx, accountId, message, transaction);
    if (place.uidValidity !== MOVING) asked.push({ message, place });
  }
  return asked;
}
