import { describe, expect, it } from 'vitest';
import {
  ASIDE_WIDTH,
  dockLayout,
  MORE_WIDTH,
  OPEN_WIDTH,
} from '../../../../src/client-v2/components/composer/dock-layout';

describe('the composers’ strip', () => {
  it.each([
    // width, put aside, one open: how many of those have room
    [1392, 1, true, 1],
    [1392, 3, true, 3],
    [1392, 4, true, 4],
    [1392, 5, true, 4],
    [1392, 20, true, 4],
    [1392, 5, false, 5],
    [976, 1, true, 1],
    [976, 2, true, 2],
    [976, 4, true, 1],
    [390, 1, false, 1],
    [390, 2, false, 2],
    [390, 5, false, 2],
    [200, 3, false, 0],
    [976, 0, true, 0],
  ])('of %i px with %i put aside, open: %s, shows %i', (width, aside, open, shown) => {
    expect(dockLayout(width, aside, open, 12).shown).toBe(shown);
  });

  it('never needs more than there is', () => {
    for (let width = 240; width < 2600; width += 7)
      for (let aside = 0; aside < 30; aside++)
        for (const open of [true, false]) {
          const { shown, asideWidth } = dockLayout(width, aside, open, 12);
          if (shown) expect(asideWidth).toBeGreaterThanOrEqual(ASIDE_WIDTH.least);
          const parts = [
            ...Array.from({ length: shown }, () => asideWidth),
            ...(shown < aside ? [MORE_WIDTH] : []),
            ...(open ? [Math.min(OPEN_WIDTH, width)] : []),
          ];
          const used = parts.reduce((sum, part) => sum + part, 0) + 12 * Math.max(0, parts.length - 1);
          // Beside an open composer on a page that is hardly wider, the button alone may overlap it.
          if (width - OPEN_WIDTH >= MORE_WIDTH + 12 || !open)
            expect(used, `${width} ${aside} ${open}`).toBeLessThanOrEqual(width);
        }
  });
});
