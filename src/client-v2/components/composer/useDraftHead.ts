import { useRef } from 'react';
import type { Draft } from './draft';

/** A draft without its text. */
export type DraftHead = Omit<Draft, 'html'>;

/**
 * A draft without its text, which changes at each key: the same object until something else changes. Components that
 * get it don't render while somebody types.
 */
export function useDraftHead(draft: Draft | null): DraftHead | null {
  const last = useRef<DraftHead | null>(null);
  if (!draft) return null;
  const { html: _html, ...head } = draft;
  if (!last.current || !isSame(last.current, head)) last.current = head;
  return last.current;
}

function isSame(one: DraftHead, other: DraftHead): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof DraftHead>;
  return [...keys].every((key) => Object.is(one[key], other[key]));
}
