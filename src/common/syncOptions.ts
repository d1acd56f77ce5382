import type { FolderView, Id } from './types';

/** A folder as one chooses it. */
export interface SyncFolder extends FolderView {
  /** What holds where the user has said nothing. */
  leftOutByRule: boolean;
  /** Mails that are here with their text, and mails that are to be here. */
  done: number;
}

/** Which of a mailbox is here, and how far loading it has come. */
export interface SyncOptions {
  /** Mails from before this day, YYYY-MM-DD, are not here; null: everything is. */
  syncFrom: string | null;
  folders: SyncFolder[];
  /** Mails per second, of late; null while it is not known. */
  rate: number | null;
  /** Until all of it is here; null while nobody can tell, or nothing is left. */
  secondsLeft: number | null;
}

/** What is to be changed; what is left out stays. */
export interface SyncOptionsInput {
  accountId: Id;
  syncFrom?: string | null;
  folders?: Array<{ id: Id; leftOut: boolean }>;
}

/** A load that has said nothing for so long, in milliseconds, has no rate. */
const STALE = 60_000;

/** Mails per second of a load that is under way, and the seconds that it will take; null where nobody can tell. */
export function paceOf(
  account: {
    progressDone: number;
    progressTotal: number;
    progressRate?: number | null;
    progressAt?: string | Date | null;
  },
  now: number,
): Pick<SyncOptions, 'rate' | 'secondsLeft'> {
  const left = account.progressTotal - account.progressDone;
  const { progressRate: rate, progressAt: at } = account;
  const fresh = at != null && now - new Date(at).getTime() < STALE;
  if (left <= 0 || !fresh || rate == null || rate < 0.1) return { rate: null, secondsLeft: null };
  return { rate, secondsLeft: Math.ceil(left / rate) };
}
