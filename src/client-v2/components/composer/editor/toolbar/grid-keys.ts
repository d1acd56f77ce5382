import type { KeyboardEvent } from 'react';

/** Moves the focus between the buttons of a grid with the arrow keys, Home and End. */
export function moveInGrid(event: KeyboardEvent<HTMLElement>, columns: number): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    Home: -at,
    End: buttons.length - 1 - at,
  };
  const step = steps[event.key];
  const next = at < 0 || step === undefined ? undefined : buttons[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
