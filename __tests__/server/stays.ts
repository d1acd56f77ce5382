import { expect } from 'vitest';

/**
 * Looks again and again for `milliseconds`: what is seen has to stay as `expected` all the time. For what must not
 * happen; a single look at the end would miss what came and went.
 */
export async function stays<T>(look: () => T | Promise<T>, expected: T, milliseconds: number): Promise<void> {
  for (const until = Date.now() + milliseconds; Date.now() < until;) {
    expect(await look()).toEqual(expected);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
