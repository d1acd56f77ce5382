/** A JSON value as a database returns it: MariaDB returns its text. */
export const fromStored = (stored: unknown): unknown =>
  typeof stored === 'string' ? (JSON.parse(stored) as unknown) : stored;

/** A list as a database returns it; empty if there is none. */
export function listIn<T>(stored: unknown): T[] {
  const value = fromStored(stored);
  return Array.isArray(value) ? (value as T[]) : [];
}

/** {@link listIn} for texts, and for ids as text. */
export const textsIn = (stored: unknown): string[] => listIn<unknown>(stored).map(String);
