import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** Milliseconds for which a step stays highlighted. */
const HIGHLIGHT = 2500;

export interface Steps {
  /** Names of the unfolded steps. */
  open: string[];
  setOpen(names: string[]): void;
  unfold(name: string): void;
  /** Unfolds a step, scrolls it into view and highlights it. */
  goTo(name: string): void;
  highlighted: string | undefined;
  /** Contains the elements marked by {@link stepId}. */
  root: RefObject<HTMLDivElement>;
}

/** Returns the id of a step's element. */
export const stepId = (name: string): string => `mail-step-${name}`;

/** Tracks which steps are unfolded and which one is highlighted. */
export function useSteps(initial: string[]): Steps {
  const root = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(initial);
  const [target, setTarget] = useState<{ name: string }>();
  const unfold = useCallback(
    (name: string) => setOpen((names) => (names.includes(name) ? names : [...names, name])),
    [],
  );
  const goTo = useCallback(
    (name: string) => {
      unfold(name);
      setTarget({ name });
    },
    [unfold],
  );
  useEffect(() => {
    if (!target) return;
    const element = root.current?.querySelector<HTMLElement>(`#${CSS.escape(stepId(target.name))}`);
    // In newer browsers it returns a promise, which React would take for the effect's cleanup.
    void element?.scrollIntoView({ block: 'start', behavior: 'smooth' });
    element?.closest<HTMLElement>('[role="button"]')?.focus({ preventScroll: true });
    const timer = setTimeout(() => setTarget(undefined), HIGHLIGHT);
    return () => clearTimeout(timer);
  }, [target]);
  return { open, setOpen, unfold, goTo, highlighted: target?.name, root };
}
