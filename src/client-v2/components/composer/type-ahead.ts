let field: HTMLTextAreaElement | null = null;
/** The element that had the focus before a composer was opened. */
let before: Element | null = null;

/** Whether the focus would be lost when a composer closes. If it's elsewhere, the user is busy there. */
const goesAlong = (focused: Element | null): boolean =>
  focused === null ||
  focused === document.body ||
  focused.closest('[role="dialog"], [data-mail-composer-frame]') !== null;

/**
 * Catches what is typed after opening a composer, until the composer has the focus. An invisible text field
 * receives the keys, so input methods, Backspace and paste work as usual. Otherwise the letters would trigger
 * the list's shortcuts.
 */
export const typeAhead = {
  /** Called with the field when it is mounted, and with null when it is removed. */
  mount(mounted: HTMLTextAreaElement | null): void {
    field = mounted;
  },
  /** Sends everything typed from now on to the field, which keeps what it already contains. */
  begin(): void {
    if (!field) return;
    const { activeElement } = document;
    if (activeElement !== field && !goesAlong(activeElement)) before = activeElement;
    field.focus({ preventScroll: true });
  },
  /** Returns what has been typed, for the element that now has the focus, and clears the field. */
  take(): string {
    const typed = field?.value ?? '';
    if (field) field.value = '';
    return typed;
  },
  /** Discards what was typed, because no composer will take it. */
  end(): void {
    if (!field) return;
    field.value = '';
    field.blur();
  },
  /** Returns the focus to where it was before the composers were opened. */
  giveBack(): void {
    if (!field) return;
    if (goesAlong(document.activeElement) && before instanceof HTMLElement)
      before.focus({ preventScroll: true });
    before = null;
  },
};
