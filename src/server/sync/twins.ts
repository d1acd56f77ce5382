import type { Id } from '../../common';
import { asMailError } from '../errors';
import { searchUids, withFolder } from '../imap';
import { applyChanges } from '../store/applyChanges';
import { findFolder } from '../store/folders';
import type { MessageDraft } from '../store/messageDraft';
import { findTwins, MOVING, type Twin } from '../store/messageRows';
import { assertGoing, type PullSession } from './session';

/** More than a person moves at a time; beyond it the two-phase unlink still deletes and inserts correctly. */
const MAX_FOLDERS = 5;

/**
 * A mail that arrives here and is known in another folder was either copied or moved. Where it was moved and
 * the other folder has not been visited yet, its row is set free now, so that it moves along.
 */
export async function settleTwins(
  session: PullSession,
  folderId: Id,
  drafts: readonly MessageDraft[],
): Promise<void> {
  const { ctx, account } = session;
  const twins = await findTwins(
    ctx,
    account.id,
    drafts.map((draft) => draft.identityHash),
  );
  const elsewhere = new Map<string, Twin[]>();
  for (const twin of twins) {
    if (twin.vanished || twin.uidValidity === MOVING || String(twin.folderId) === String(folderId)) continue;
    const key = String(twin.folderId);
    elsewhere.set(key, [...(elsewhere.get(key) ?? []), twin]);
  }
  for (const [id, found] of [...elsewhere].slice(0, MAX_FOLDERS)) await freeMoved(session, id, found);
}

async function freeMoved(session: PullSession, folderId: Id, twins: readonly Twin[]): Promise<void> {
  assertGoing(session);
  const { ctx, account, lease } = session;
  const row = await findFolder(ctx, folderId);
  const uidValidity = row?.uidValidity;
  const placed = twins.filter((twin) => twin.uidValidity === uidValidity);
  if (!row || !uidValidity || placed.length === 0) return;
  const range = placed.map((twin) => twin.uid).join(',');
  try {
    const there = await withFolder(
      session.mailbox,
      row.path,
      (folder) => searchUids(folder, { uid: range }),
      { uidValidity },
    );
    const vanished = placed.filter((twin) => !there.includes(twin.uid)).map((twin) => twin.id);
    if (vanished.length === 0) return;
    const place = { accountId: account.id, folderId: row.id, uidValidity };
    await applyChanges(ctx, lease, { place, inserted: [], flags: [], vanished, cursor: {} });
    session.hints.add(['messages'], [row.id]);
  } catch (error) {
    // The folder itself went or changed: its own visit finds out.
    if (!['folder-gone', 'message-gone'].includes(asMailError(error).code)) throw error;
  }
}
