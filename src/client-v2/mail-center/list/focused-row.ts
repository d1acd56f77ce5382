/**
 * Returns the row the keys apply to: the open or most recent one. During a selection it is the position in
 * the list, so that selecting can continue independently of the open message.
 */
export function focusedRow({ active, cursor, selection }: FocusState): string | null {
  return selection.rows.length > 0 ? (cursor ?? active) : active;
}

interface FocusState {
  active: string | null;
  cursor: string | null;
  selection: { rows: readonly unknown[] };
}
