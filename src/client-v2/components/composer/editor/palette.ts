/** A color of the text, with its name as a key of the locale files. */
export interface NamedColor {
  name: string;
  value: string;
}

/**
 * Colors for text. They are sent as they are, and readers have light or dark backgrounds: each has a contrast of at
 * least 4.5:1 on white and 3:1 on dark gray.
 */
export const TEXT_COLORS: readonly NamedColor[] = [
  { name: 'Red', value: '#d92d20' },
  { name: 'Orange', value: '#c2410c' },
  { name: 'Gold', value: '#9a6b00' },
  { name: 'Green', value: '#1a7f37' },
  { name: 'Teal', value: '#0e7c86' },
  { name: 'Blue', value: '#1d6fd8' },
  { name: 'Purple', value: '#8250df' },
  { name: 'Pink', value: '#d6336c' },
  { name: 'Gray', value: '#6e7781' },
];

/** Colors behind text. */
export const HIGHLIGHTS: readonly NamedColor[] = [
  { name: 'Yellow', value: '#fff3a3' },
  { name: 'Orange', value: '#ffd8b0' },
  { name: 'Green', value: '#c9f0d0' },
  { name: 'Blue', value: '#cfe6ff' },
  { name: 'Purple', value: '#e7dcff' },
  { name: 'Pink', value: '#ffd9e6' },
  { name: 'Gray', value: '#e6e6e6' },
];

/**
 * Text on a background of its own. Without a color, it would be the reader's, which is light in a dark theme, on a
 * background that stays light.
 */
export const INK = '#1f1f1f';
const PAPER = '#ffffff';

/** Color names that programs write into mail (CSS Color 4 §6.1); others are rare enough to be lost. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ black: '#000000', windowtext: '#000000', white: '#ffffff', red: '#ff0000', yellow: '#ffff00' },
  ...{ blue: '#0000ff', green: '#008000', lime: '#00ff00', aqua: '#00ffff', cyan: '#00ffff' },
  ...{ fuchsia: '#ff00ff', magenta: '#ff00ff', gray: '#808080', grey: '#808080', silver: '#c0c0c0' },
  ...{ maroon: '#800000', navy: '#000080', olive: '#808000', purple: '#800080', teal: '#008080' },
  ...{ orange: '#ffa500', lightgrey: '#d3d3d3', lightgray: '#d3d3d3', darkblue: '#00008b' },
  ...{ darkred: '#8b0000', darkgreen: '#006400', darkyellow: '#808000', darkgray: '#a9a9a9' },
};

/** A color as `#rrggbb`; null for translucent colors and for anything that isn't one. */
export function toHex(color: string): string | null {
  const text = color.trim().toLowerCase();
  if (Object.hasOwn(NAMES, text)) return NAMES[text] ?? null;
  if (/^#[0-9a-f]{6}$/.test(text)) return text;
  if (/^#[0-9a-f]{3}$/.test(text)) return `#${[...text.slice(1)].map((digit) => digit + digit).join('')}`;
  const found = /^rgba?\((\d{1,3}),? (\d{1,3}),? (\d{1,3})(?:(?:,| \/) (?:1|1\.0|100%))?\)$/.exec(text);
  if (!found) return null;
  const parts = found.slice(1, 4).map(Number);
  return parts.some((part) => part > 255)
    ? null
    : `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Red, green and blue of `#rrggbb`, from 0 to 255. */
const channels = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** Whether a color is black, white or a gray between them. */
export function isGray(hex: string): boolean {
  const parts = channels(hex);
  return Math.max(...parts) - Math.min(...parts) <= 28;
}

/** Black or white, whichever is easier to read on this background. */
export function inkOn(background: string): string {
  const [red = 0, green = 0, blue = 0] = channels(background);
  // Rec. 601 luma; exact enough to choose between two.
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? INK : PAPER;
}
