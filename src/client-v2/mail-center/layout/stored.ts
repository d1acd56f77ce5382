/**
 * Reads from local storage. If storage is blocked (private windows, embedded pages), nothing is remembered.
 */
export function readItem(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Writes to local storage, if possible. */
export function writeItem(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See readItem.
  }
}
