import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** How long a step that one was led to stands out. */
const HIGHLIGHT = 2500;

export interface Steps {
  /** Names of the steps that are unfolded. */
  open: string[];
  setOpen(names: string[]): void;
  unfold(name: string): void;
  /** Unfolds a step, brings it into view and marks it. */
  goTo(name: string): void;
  highlighted: string | undefined;
  /** Around the elements that {@link stepId} marks. */
  root: RefObject<HTMLDivElement>;
}

export const stepId = (name: string): string => `mail-step-${name}`;

/** Which steps are unfolded, and which one was led to. */
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
    // Newer browsers answer with a promise, which React would take for the effect's end.
    void element?.scrollIntoView({ block: 'start', behavior: 'smooth' });
    element?.closest<HTMLElement>('[role="button"]')?.focus({ preventScroll: true });
    const timer = setTimeout(() => setTarget(undefined), HIGHLIGHT);
    return () => clearTimeout(timer);
  }, [target]);
  return { open, setOpen, unfold, goTo, highlighted: target?.name, root };
}
