import { sequenceSet } from './fetch';
import { FLAG_NAMES, type MessageFlags } from './flags';
import { onFolder, type OpenFolder } from './withFolder';

/** Sets and clears flags (RFC 3501 §6.4.6). UIDs that are gone are ignored, as the RFC requires. */
export async function setFlags(
  folder: OpenFolder,
  uids: readonly number[],
  change: Partial<MessageFlags>,
): Promise<void> {
  if (uids.length === 0 || folder.exists === 0) return;
  const names = (value: boolean) =>
    (Object.keys(FLAG_NAMES) as Array<keyof MessageFlags>)
      .filter((flag) => change[flag] === value)
      .map((flag) => FLAG_NAMES[flag]);
  const range = sequenceSet(uids);
  const options = { uid: true, silent: true };
  const add = names(true);
  const remove = names(false);
  if (add.length > 0) await onFolder(folder, (client) => client.messageFlagsAdd(range, add, options));
  if (remove.length > 0)
    await onFolder(folder, (client) => client.messageFlagsRemove(range, remove, options));
}
