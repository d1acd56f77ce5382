import { fetchEach } from './fetch';
import { readFlags, type MessageFlags } from './flags';
import type { OpenFolder } from './withFolder';

export interface FlagScan {
  /** By UID. */
  flags: Map<number, MessageFlags>;
  /** false when the server cut the answer short: what is missing in it may still exist. */
  complete: boolean;
}

export interface FlagScanOptions {
  /** Lowest UID of interest. */
  from?: number;
  /** Only what changed after this mod-sequence (RFC 7162). Meaningful where `folder.modseq` is not null. */
  changedSince?: string;
}

/** UIDs and flags of a folder: what changed and what is gone is found by comparing them. */
export async function fetchFlags(folder: OpenFolder, options: FlagScanOptions = {}): Promise<FlagScan> {
  const flags = new Map<number, MessageFlags>();
  // FETCH 1:* in an empty folder is an error (RFC 3501 §6.4.8 leaves it open, servers answer BAD).
  if (folder.exists === 0) return { flags, complete: true };
  const from = Math.max(1, options.from ?? 1);
  const changedSince = options.changedSince && folder.modseq ? BigInt(options.changedSince) : undefined;
  const messages = fetchEach(
    folder,
    `${from}:*`,
    { uid: true, flags: true },
    changedSince ? { changedSince } : {},
  );
  // `n:*` names the last message even where its UID is below n.
  for await (const message of messages) {
    if (message.uid >= from) flags.set(message.uid, readFlags(message.flags ?? new Set()));
  }
  return { flags, complete: !folder.mailbox.sensor.partial };
}
