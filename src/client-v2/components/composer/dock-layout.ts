/** Width of an open composer, and the range for a minimised one, in pixels. */
export const OPEN_WIDTH = 640;
export const ASIDE_WIDTH = { most: 260, least: 150 };
/** Height of a window's title bar, and of a minimised window, in pixels. */
export const TITLE_HEIGHT = 36;
/** Width of the button for the composers that don't fit, in pixels. */
export const MORE_WIDTH = 60;

export interface DockLayout {
  /** Width of each minimised window, in pixels. */
  asideWidth: number;
  /** How many minimised windows fit. The newest are shown. */
  shown: number;
}

/**
 * Divides the width of the page. The open composer comes first; minimised ones shrink and finally move into a
 * menu, so that nothing leaves the page. `gap` is the space between neighbours in pixels.
 */
export function dockLayout(width: number, aside: number, open: boolean, gap: number): DockLayout {
  const room = width - (open ? Math.min(OPEN_WIDTH, width) + gap : 0);
  const widthOf = (count: number, left: number) => Math.floor((left - gap * (count - 1)) / count);
  if (aside === 0) return { asideWidth: ASIDE_WIDTH.most, shown: 0 };
  const all = widthOf(aside, room);
  if (all >= ASIDE_WIDTH.least) return { asideWidth: Math.min(ASIDE_WIDTH.most, all), shown: aside };
  const left = room - MORE_WIDTH - gap;
  const shown = Math.max(0, Math.min(aside - 1, Math.floor((left + gap) / (ASIDE_WIDTH.least + gap))));
  return { asideWidth: shown ? Math.min(ASIDE_WIDTH.most, widthOf(shown, left)) : ASIDE_WIDTH.most, shown };
}
