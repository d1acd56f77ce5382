import { sequenceSet } from './fetch';
import { searchUids } from './searchUids';
import { setFlags } from './setFlags';
import { onFolder, type OpenFolder } from './withFolder';

/**
 * Permanently removes exactly these messages from the folder. A plain EXPUNGE removes every message that any client has
 * flagged \Deleted, so without UIDPLUS (RFC 4315) the others temporarily lose that flag.
 */
export async function deleteMessages(folder: OpenFolder, uids: readonly number[]): Promise<void> {
  if (uids.length === 0 || folder.exists === 0) return;
  const { capabilities } = folder.mailbox.client;
  const range = sequenceSet(uids);
  if (capabilities.has('UIDPLUS')) {
    await onFolder(folder, (client) => client.messageDelete(range, { uid: true }));
    return;
  }
  const ours = new Set(uids);
  const others = (await searchUids(folder, { deleted: true })).filter((uid) => !ours.has(uid));
  await setFlags(folder, others, { deleted: false });
  try {
    await onFolder(folder, (client) => client.messageDelete(range, { uid: true }));
  } finally {
    if (folder.mailbox.usable) await setFlags(folder, others, { deleted: true });
  }
}
