import type { KeyboardEvent } from 'react';
import { shortcutOf } from '../../mail-center/keyboard/keys';
import { focusedRow } from '../../mail-center/list/focused-row';
import { rowAt } from '../../mail-center/list/steps';
import type { MailCenterState } from '../../mail-center/useMailCenter';

/**
 * Makes a block's list usable by keyboard. Only while the list has the focus, because the rest of the page has its own
 * keys.
 */
export function listKeys(state: MailCenterState): (event: KeyboardEvent) => void {
  const { rows, location } = state;
  const focused = focusedRow(state);
  const step = (by: number) => {
    const next = rowAt(rows, focused, by);
    if (!next) return;
    if (location.message !== null && !state.isDraft(next)) state.open(next);
    else state.setCursor(String(next.id));
  };
  const open = () => {
    const row = rows.find(({ id }) => String(id) === focused);
    if (row) state.open(row);
  };
  return (event) => {
    const { nativeEvent, target } = event;
    if (!(target instanceof Element && target.closest('[role="grid"]'))) return;
    const name = shortcutOf(nativeEvent);
    if (name === 'next') step(1);
    else if (name === 'previous') step(-1);
    else if (name === 'open') open();
    else return;
    event.preventDefault();
  };
}
