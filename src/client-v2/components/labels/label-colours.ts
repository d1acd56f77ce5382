import type { GlobalToken } from 'antd';
import { LABEL_COLORS, type LabelColor, type LabelView } from '../../../common';

/** Names of the colors; keys of the locale files. */
export const COLOUR_NAMES: Record<LabelColor, string> = {
  ...{ red: 'Red', volcano: 'Vermilion', orange: 'Orange', gold: 'Gold', lime: 'Lime', green: 'Green' },
  ...{ cyan: 'Teal', blue: 'Blue', geekblue: 'Indigo', purple: 'Purple', magenta: 'Pink', default: 'Gray' },
};

/** The shades of a label: readable text on a quiet background, and a strong color for a dot. */
export function labelColours(
  color: LabelColor,
  token: GlobalToken,
): { text: string; background: string; dot: string } {
  if (color === 'default')
    return { text: token.colorText, background: token.colorFillSecondary, dot: token.colorTextTertiary };
  return { text: token[`${color}-9`], background: token[`${color}-2`], dot: token[`${color}-6`] };
}

/** Colors in an order in which neighbours differ clearly. */
const BY_CONTRAST: readonly LabelColor[] = [
  ...(['blue', 'orange', 'green', 'magenta', 'cyan', 'purple'] as const),
  ...(['gold', 'red', 'geekblue', 'lime', 'volcano'] as const),
];

/** Returns the color for a new label: the one that is used least. */
export function nextColour(labels: readonly LabelView[]): LabelColor {
  const uses = (wanted: LabelColor) => labels.filter(({ color }) => color === wanted).length;
  return [...BY_CONTRAST].sort((a, b) => uses(a) - uses(b))[0];
}

/** A color this version doesn't know is shown as gray. */
export const knownColour = (color: string): LabelColor =>
  LABEL_COLORS.find((known) => known === color) ?? 'default';
