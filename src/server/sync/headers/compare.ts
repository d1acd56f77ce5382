import type { Id } from '../../../common';
import type { MessageFlags } from '../../imap';
import type { FlagChange } from '../../store/messages/applyChanges';
import type { KnownMessage } from '../../store/messages/messageRows';

/** UIDs that the server has from `from` on, with flags where they were requested. */
export interface ServerView {
  from: number;
  uids: ReadonlySet<number>;
  flags: ReadonlyMap<number, MessageFlags>;
  /** false: messages missing from `uids` may still exist. */
  complete: boolean;
}

/** What users have requested but the server hasn't done yet: a pull must not undo it. */
export interface Pending {
  /** Rows whose flags are to change. */
  flagged: ReadonlySet<string>;
  /** UIDs in this folder that are to be moved away or removed: their rows are already elsewhere. */
  leaving: ReadonlySet<number>;
}

export interface Difference {
  /** Descending: newest first. */
  arrived: number[];
  vanished: Id[];
  /** Rows of messages that still exist but are from before the start date: they are to be dropped. */
  beyond: Id[];
  flags: FlagChange[];
}

/** How the stored messages of a folder differ from the server's. `scope`: UIDs since the start date; null for all. */
export function compare(
  known: readonly KnownMessage[],
  server: ServerView,
  pending: Pending,
  scope: readonly number[] | null = null,
): Difference {
  const rows = new Map(known.map((row) => [row.uid, row]));
  const within = scope && new Set(scope);
  const isWithin = (uid: number): boolean => within === null || within.has(uid);
  const arrived = [...server.uids].filter(
    (uid) => uid >= server.from && !rows.has(uid) && !pending.leaving.has(uid) && isWithin(uid),
  );
  const beyond = known.filter(({ uid }) => server.uids.has(uid) && !isWithin(uid)).map(({ id }) => id);
  const vanished = server.complete
    ? known.filter((row) => row.uid >= server.from && !server.uids.has(row.uid)).map((row) => row.id)
    : [];
  const flags: FlagChange[] = [];
  for (const [uid, now] of server.flags) {
    const row = rows.get(uid);
    if (!row || pending.flagged.has(String(row.id)) || sameFlags(row, now)) continue;
    flags.push({
      id: row.id,
      seen: now.seen,
      flagged: now.flagged,
      answered: now.answered,
      draft: now.draft,
    });
  }
  return { arrived: arrived.sort((a, b) => b - a), vanished, beyond, flags };
}

const sameFlags = (row: KnownMessage, now: MessageFlags): boolean =>
  row.seen === now.seen &&
  row.flagged === now.flagged &&
  row.answered === now.answered &&
  row.draft === now.draft;
