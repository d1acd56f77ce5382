import type { MessageRow } from '../../api';

/** A line of the list: a heading, or a message with the index of its heading. */
export type ListItem =
  | { kind: 'heading'; key: string; title: string }
  | { kind: 'row'; key: string; row: MessageRow; heading: number };

export interface ItemHeights {
  heading: number;
  row: number;
}

/** Returns the rows in order, with a heading wherever the title changes. */
export function listItems(rows: MessageRow[], titleOf: (row: MessageRow) => string): ListItem[] {
  const items: ListItem[] = [];
  let heading = -1;
  let last: string | undefined;
  for (const row of rows) {
    const title = titleOf(row);
    const key = String(row.id);
    if (title !== last) {
      heading = items.push({ kind: 'heading', key: `${title} ${key}`, title }) - 1;
      last = title;
    }
    items.push({ kind: 'row', key, row, heading });
  }
  return items;
}

/** Returns where each item begins. */
export function startsOf(items: ListItem[], heights: ItemHeights): number[] {
  let at = 0;
  return items.map(({ kind }) => {
    const start = at;
    at += heights[kind];
    return start;
  });
}

export interface Laid {
  items: ListItem[];
  starts: number[];
}

/**
 * Returns where to scroll a list after a change so that the first visible row keeps its place. If it is gone,
 * the next one counts; null if none is left.
 */
export function keptScroll(before: Laid, after: Laid, top: number): number | null {
  const places = new Map(after.items.map(({ key }, index) => [key, index]));
  for (let index = firstBelow(before.starts, top); index < before.items.length; index++) {
    const { kind, key } = before.items[index];
    const place = kind === 'row' ? places.get(key) : undefined;
    if (place !== undefined) return after.starts[place] + top - before.starts[index];
  }
  return null;
}

/** Returns the first item that begins at or below `top`. The starts are ascending. */
function firstBelow(starts: number[], top: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] < top) low = middle + 1;
    else high = middle;
  }
  return low;
}
