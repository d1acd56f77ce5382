import type { MessageRow } from '../../api';

/**
 * Rows with the open mail among them, though a filter no longer matches it: under "Unread" a mail must not
 * vanish from under one's eyes because one reads it. `open` is the row as it was listed last.
 */
export function keepOpen(rows: MessageRow[], open: MessageRow | undefined): MessageRow[] {
  if (!open || rows.some(({ id }) => String(id) === String(open.id))) return rows;
  const at = rows.findIndex(({ receivedAt }) => receivedAt < open.receivedAt);
  const seen = { ...open, seen: true };
  return at < 0 ? [...rows, seen] : [...rows.slice(0, at), seen, ...rows.slice(at)];
}
