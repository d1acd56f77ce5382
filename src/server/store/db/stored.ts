/** A JSON value as a database returns it: MariaDB returns its text. */
export const fromStored = (stored: unknown): unknown =>
  typeof stored === 'string' ? (JSON.parse(stored) as unknown) : stored;
