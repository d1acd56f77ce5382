import { createStore, del, entries, get, set, type UseStore } from 'idb-keyval';
import type { Id } from '../../../../common';
import type { KeptDraft } from './draft-state';
import { DATABASE, STORE } from './has-kept-drafts';

/** A kept draft with the time at which it was kept. */
export type LocalDraft = KeptDraft & { at: number };

let store: UseStore | undefined;
// Opened on first use, because a browser may have no database at all.
const drafts = (): UseStore => (store ??= createStore(DATABASE, STORE));

/** Contains the user's id, so that the next person at this browser doesn't get the draft. */
const nameOf = (userId: Id, key: string): string => `${userId}:${key}`;

/** Keeps a draft in this browser's database. Returns false if there is no database or it's full. */
export async function keepDraft(userId: Id, draft: KeptDraft): Promise<boolean> {
  try {
    await set(nameOf(userId, draft.key), { ...draft, at: Date.now() }, drafts());
    return true;
  } catch {
    return false;
  }
}

/** Removes a draft, because the server has it or nobody needs it any more. */
export async function forgetDraft(userId: Id, key: string): Promise<void> {
  try {
    await del(nameOf(userId, key), drafts());
  } catch {
    // Without a database, nothing was kept.
  }
}

/** Returns the last kept version of a draft. */
export async function keptDraft(userId: Id, key: string): Promise<LocalDraft | undefined> {
  try {
    return wholeOnly(await get(nameOf(userId, key), drafts()));
  } catch {
    return undefined;
  }
}

/** Returns all of a user's drafts, the oldest first. */
export async function keptDrafts(userId: Id): Promise<LocalDraft[]> {
  try {
    const all = await entries<string, unknown>(drafts());
    return all
      .filter(([name]) => name.startsWith(nameOf(userId, '')))
      .flatMap(([, kept]) => wholeOnly(kept) ?? [])
      .sort((one, other) => one.at - other.at);
  } catch {
    return [];
  }
}

/** Leaves out what another version of this plugin may have kept differently. */
function wholeOnly(value: unknown): LocalDraft | undefined {
  const kept = value as Partial<LocalDraft> | undefined;
  const { draft } = kept ?? {};
  const whole =
    draft && [draft.to, draft.cc, draft.bcc, draft.uploads, draft.attachments].every(Array.isArray);
  return kept && whole && typeof kept.key === 'string' ? (kept as LocalDraft) : undefined;
}
