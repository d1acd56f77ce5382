/** Drafts that are open in this page: how many parts of the page hold each one, and how to release it. */
const held = new Map<string, { count: number; letGo: () => void }>();

const nameOf = (key: string): string => `nb-mail-draft:${key}`;

/**
 * Marks a draft as open in this page until the returned function is called, so that no other tab takes over the
 * text kept here. The browser releases the draft when the page ends, however it ends.
 */
export function holdDraft(key: string): () => void {
  const mine = held.get(key) ?? { count: 0, letGo: lock(key) };
  mine.count += 1;
  held.set(key, mine);
  return () => {
    mine.count -= 1;
    if (mine.count > 0) return;
    held.delete(key);
    mine.letGo();
  };
}

/** Whether a draft is open in this page. */
export const isHeldHere = (key: string): boolean => held.has(key);

/** Whether the browser can tell which drafts are open. It can't without a secure context. */
export const canLock = (): boolean => 'locks' in navigator;

/** Does something with a draft that isn't open anywhere, and keeps other tabs from opening it in the meantime. */
export async function withFreeDraft(key: string, work: () => Promise<void>): Promise<void> {
  if (isHeldHere(key)) return;
  if (!canLock()) return work();
  await navigator.locks.request(nameOf(key), { ifAvailable: true }, (lock) => (lock ? work() : undefined));
}

/** Waits until no other tab has a draft open, such as this tab's previous page. Returns false if one does. */
export async function isFreeSoon(key: string, patience: number): Promise<boolean> {
  if (!canLock()) return true;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    return await navigator.locks.request(nameOf(key), { signal: stop.signal }, () => true);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** Takes the lock as soon as it's free. Returns what releases it. */
function lock(key: string): () => void {
  if (!canLock()) return () => undefined;
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  void navigator.locks.request(nameOf(key), () => until).catch(() => undefined);
  return () => release();
}
