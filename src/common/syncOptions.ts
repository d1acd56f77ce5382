import type { FolderView, Id } from './types';

/** A folder in the list where the user chooses what to sync. */
export interface SyncFolder extends FolderView {
  /** The default if the user hasn't chosen. */
  leftOutByRule: boolean;
  /** Messages stored with their text, and messages to be stored. */
  done: number;
}

/** Which parts of a mailbox are synced, and how far loading has progressed. */
export interface SyncOptions {
  /** Messages from before this day (YYYY-MM-DD) aren't synced; null syncs everything. */
  syncFrom: string | null;
  folders: SyncFolder[];
  /** Messages recently stored per second; null while unknown. */
  rate: number | null;
  /** Seconds until everything is loaded; null if unknown or if nothing is left. */
  secondsLeft: number | null;
}

/** Changes to the options; omitted fields stay as they are. */
export interface SyncOptionsInput {
  accountId: Id;
  syncFrom?: string | null;
  folders?: Array<{ id: Id; leftOut: boolean }>;
}

/** Milliseconds without progress after which a load has no rate. */
const STALE = 60_000;

/** Messages per second of a load in progress, and the seconds left; null if unknown. `now` is in milliseconds. */
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
