import { describe, expect, it } from 'vitest';
import { isSuperLinear } from './growth';
import { PUMPED } from './inputs';
import type { Room } from './room';

/** Tests that no function takes much longer than its share when its text gets longer. */
export function testGrowth(rooms: readonly Room[]): void {
  describe('twice the text takes at most three times as long', () => {
    const calls = rooms.flatMap(({ file, calls: each }) =>
      each.map(({ name, call }) => [file, name, call] as const),
    );
    it.each(calls)('%s %s', { timeout: 300_000 }, async (_file, _name, call) => {
      const slow: string[] = [];
      for (const { name, make } of PUMPED) if (await isSuperLinear(call, make)) slow.push(name);
      expect(slow).toEqual([]);
    });
  });
}
