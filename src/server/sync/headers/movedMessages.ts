import type { Id } from '../../../common';
import { asMailError } from '../../errors';
import { searchUids, withFolder } from '../../imap';
import { applyChanges } from '../../store/messages/applyChanges';
import { findFolder } from '../../store/folders/folders';
import type { MessageDraft } from '../../store/messageDraft';
import { findSameMessages, MOVING, type SameMessage } from '../../store/messages/messageRows';
import { assertGoing, type PullSession } from '../session';

/** Maximum folders checked: people move from fewer at a time. Beyond that, the two-phase unlink still works. */
const MAX_FOLDERS = 5;

/**
 * A message that arrives here and is known in another folder was either copied or moved. If it was moved and the other
 * folder hasn't been visited yet, its row is unlinked there now, so that it moves along.
 */
export async function matchMoved(
  session: PullSession,
  folderId: Id,
  drafts: readonly MessageDraft[],
): Promise<void> {
  const { ctx, account } = session;
  const known = await findSameMessages(
    ctx,
    account.id,
    drafts.map((draft) => draft.identityHash),
  );
  const elsewhere = new Map<string, SameMessage[]>();
  for (const message of known) {
    if (message.vanished || message.uidValidity === MOVING || String(message.folderId) === String(folderId))
      continue;
    const key = String(message.folderId);
    elsewhere.set(key, [...(elsewhere.get(key) ?? []), message]);
  }
  for (const [id, found] of [...elsewhere].slice(0, MAX_FOLDERS)) await releaseMoved(session, id, found);
}

async function releaseMoved(
  session: PullSession,
  folderId: Id,
  known: readonly SameMessage[],
): Promise<void> {
  assertGoing(session);
  const { ctx, account, lease } = session;
  const row = await findFolder(ctx, folderId);
  const uidValidity = row?.uidValidity;
  const placed = known.filter((message) => message.uidValidity === uidValidity);
  if (!row || row.problem !== null || !uidValidity || placed.length === 0) return;
  const range = placed.map((message) => message.uid).join(',');
  try {
    const there = await withFolder(
      session.mailbox,
      row.path,
      (folder) => searchUids(folder, { uid: range }),
      { uidValidity },
    );
    const vanished = placed.filter((message) => !there.includes(message.uid)).map((message) => message.id);
    if (vanished.length === 0) return;
    const place = { accountId: account.id, folderId: row.id, uidValidity };
    await applyChanges(ctx, lease, { place, inserted: [], flags: [], vanished, cursor: {} });
    session.hints.add(['messages'], [row.id]);
  } catch (error) {
    // The folder itself is gone or has changed: its own visit finds out.
    if (!['folder-gone', 'folder-refused', 'message-gone'].includes(asMailError(error).code)) throw error;
  }
}
