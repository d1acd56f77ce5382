import { fetchEach } from './fetch';
import { readFlags, type MessageFlags } from './flags';
import { listUids } from './searchUids';
import type { OpenFolder } from './withFolder';

export interface FlagScan {
  /** Messages that exist; in a scan by mod-sequence, those that changed. */
  uids: Set<number>;
  /** Flags by UID. Messages whose flags couldn't be read are missing. */
  flags: Map<number, MessageFlags>;
  /** false if the server cut the answer short: messages missing from it may still exist. */
  complete: boolean;
}

export interface FlagScanOptions {
  /** Lowest UID of interest. */
  from?: number;
  /** Only what changed after this mod-sequence (RFC 7162). Ignored if `folder.modseq` is null. */
  changedSince?: string;
}

/** UIDs and flags of a folder. Comparing them shows what changed and what is gone. */
export async function fetchFlags(folder: OpenFolder, options: FlagScanOptions = {}): Promise<FlagScan> {
  const uids = new Set<number>();
  const flags = new Map<number, MessageFlags>();
  // FETCH 1:* in an empty folder is an error: RFC 3501 §6.4.8 leaves it open, but servers answer BAD.
  if (folder.exists === 0) return { uids, flags, complete: true };
  const from = Math.max(1, options.from ?? 1);
  const changedSince = options.changedSince && folder.modseq ? BigInt(options.changedSince) : undefined;
  const messages = fetchEach(
    folder,
    `${from}:*`,
    { uid: true, flags: true },
    changedSince ? { changedSince } : {},
  );
  // `n:*` includes the last message even if its UID is below n.
  for await (const message of messages) {
    if (message.uid < from) continue;
    uids.add(message.uid);
    if (message.flags) flags.set(message.uid, readFlags(message.flags));
  }
  const { partial, swallowed } = folder.mailbox.sensor;
  const complete = !partial;
  if (changedSince) return { uids, flags, complete };
  // A message whose flags couldn't be read, or that was skipped, isn't gone.
  const lacks = swallowed.has('FETCH') || (from === 1 && uids.size < folder.exists);
  if (lacks) for (const uid of await listUids(folder, from)) uids.add(uid);
  return { uids, flags, complete };
}
