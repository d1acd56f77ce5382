/** Pixels that a finger has to move before it's clear what is meant. */
const SLOP = 10;
/** How many times further a swipe goes sideways than up or down. Anything else scrolls. */
const SIDEWAYS = 1.5;
/** Maximum pixels after which a swipe does something; fewer in a narrow row. */
const FAR = 120;

/** Returns what a finger that has moved this far is doing; null while that is unclear. */
export function gestureOf(x: number, y: number): 'swipe' | 'other' | null {
  if (Math.hypot(x, y) < SLOP) return null;
  return Math.abs(x) > Math.abs(y) * SIDEWAYS ? 'swipe' : 'other';
}

/** Whether letting go here does what the swipe announces. */
export const isFarEnough = (offset: number, width: number): boolean =>
  Math.abs(offset) >= Math.min(FAR, width * 0.35);

/** Pixels that the list has to be pulled down before letting go checks for new mail, and the maximum. */
export const PULL = { enough: 56, most: 88 };

/** How far the list follows a finger that pulls it down: half as far, up to the maximum. */
export const pulledBy = (distance: number): number => Math.min(PULL.most, Math.max(0, distance) * 0.5);

/** Whether the user has asked their system for less motion. */
export const prefersLessMotion = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
