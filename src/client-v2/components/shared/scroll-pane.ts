/** Returns the nearest element around this one that scrolls. */
export function scrollPane(element: Element): Element | null {
  let pane = element.parentElement;
  while (pane && !/auto|scroll/.test(getComputedStyle(pane).overflowY)) pane = pane.parentElement;
  return pane;
}

/**
 * Scrolls an element's own pane as little as needed to show all of it, or its start if it's too high.
 * `Element.scrollIntoView` would move the whole page as well.
 */
export function showInPane(element: Element): void {
  const pane = scrollPane(element);
  if (!pane) return;
  const [box, view] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
  const [above, below] = [box.top - view.top, box.bottom - view.bottom];
  pane.scrollTop += above < 0 ? above : Math.max(0, Math.min(above, below));
}
