/** Number of rows per page of the list, minus one to keep the previous position visible. */
export function pageSize(event: KeyboardEvent): number {
  const grid = event.target instanceof Element ? event.target.closest('[role="grid"]') : null;
  const row = grid?.querySelector<HTMLElement>('[data-row]');
  return grid && row ? Math.max(1, Math.floor(grid.clientHeight / row.offsetHeight) - 1) : 1;
}

/** Returns the row `by` steps from another, kept within the list, or the first row if there is no other. */
export function rowAt<T extends { id: string | number }>(
  rows: readonly T[],
  from: string | null,
  by: number,
): T | undefined {
  const index = rows.findIndex(({ id }) => String(id) === from);
  return rows[index < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, index + by))];
}
