import type { KeyboardEvent, MouseEvent } from 'react';
import type { MessageRow } from '../../api';

/** A point on the page, in pixels. */
export type Point = { x: number; y: number };

export interface ListMenuHandlers {
  onContextMenu(event: MouseEvent<HTMLElement>): void;
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
}

/** Opens the menu of the row under the mouse, or of the focused row with the system's menu keys. */
export function useListMenu(
  rows: MessageRow[],
  focused: string | null,
  onMenu: (row: MessageRow, at: Point) => void,
): ListMenuHandlers {
  const open = (id: string | null | undefined, at: Point) => {
    const row = rows.find((each) => String(each.id) === id);
    if (row) onMenu(row, at);
    return row !== undefined;
  };
  return {
    onContextMenu(event) {
      const pressed = event.target instanceof Element ? event.target.closest('[data-row]') : null;
      // Without a row under the mouse, the event comes from a key that has already been handled.
      if (pressed) open(pressed.getAttribute('data-row'), { x: event.clientX, y: event.clientY });
      event.preventDefault();
    },
    onKeyDown(event) {
      if (!(event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) return;
      const row = document.getElementById(`mail-row-${focused}`)?.getBoundingClientRect();
      if (row && open(focused, { x: row.left + row.width / 3, y: row.bottom - 4 })) event.preventDefault();
    },
  };
}
