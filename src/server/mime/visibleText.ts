import sanitizeHtml from 'sanitize-html';
import { htmlToText } from './plain';

const HIDDEN = /(?:display:\s*none|visibility:\s*(?:hidden|collapse)|opacity:\s*0*(?:\.0\d*)?(?:[;!\s]|$))/i;
/** Smaller text than two pixels can't be read. */
const TINY =
  /font-size:\s*(?:(?:0*(?:\.\d+)?|1(?:\.\d+)?)(?:px|pt)?|0*(?:\.[01]\d*)?r?em|\d(?:\.\d*)?%)(?:[;!\s]|$)/i;
/** A box without a size hides what is in it, unless that may overflow. */
const FLAT = /(?:^|[;\s])(?:max-)?(?:height|width):\s*0*(?:\.\d+)?(?:px|pt|em|%)?(?:[;!\s]|$)/i;
const CUT = /overflow(?:-[xy])?:\s*hidden/i;
/** Text that begins far outside its box. */
const OUTSIDE = /text-indent:\s*-\d{3}/i;
const COLOR = /(?:^|;)\s*color:\s*([^;!]+)/i;
const BACKGROUND = /(?:^|;)\s*background(?:-color)?:\s*([^;!]+)/i;

/**
 * The text of a message that a person can see, for programs that read it. Leaves out what the message hides from people
 * (invisible or tiny text, and text in the color of its background), because a message could give such a program
 * instructions with it. Takes HTML as `sanitizeMailHtml` returns it with inline styles, which limits its length and
 * depth; of a very long text, only the beginning.
 */
export const visibleText = (sanitized: string): string => htmlToText(withoutHidden(sanitized));

function withoutHidden(html: string): string {
  /** What the open elements are painted with, from the page itself to the innermost. */
  const open = [{ color: 'black', background: 'white' }];
  const innermost = () => open[open.length - 1];
  return sanitizeHtml(html, {
    // It's sanitized, and only its text is used.
    allowedTags: false,
    allowVulnerableTags: true,
    allowedAttributes: false,
    parseStyleAttributes: false,
    onOpenTag: (_name, attributes) => open.push({ ...innermost(), ...paintOf(attributes) }),
    onCloseTag: () => void open.pop(),
    transformTags: {
      '*': (tagName, attribs) => ({
        tagName,
        attribs: isHidden(attribs.style ?? '') ? { ...attribs, style: 'display:none' } : attribs,
      }),
    },
    // Elements inside may have colors of their own, so only the text itself is left out.
    textFilter: (text) => (isAlike(innermost().color, innermost().background) ? ' ' : text),
  });
}

const isHidden = (style: string): boolean =>
  HIDDEN.test(style) || TINY.test(style) || OUTSIDE.test(style) || (CUT.test(style) && FLAT.test(style));

function paintOf({ style = '', ...attributes }: Record<string, string>): {
  color?: string;
  background?: string;
} {
  const color = COLOR.exec(style)?.[1] ?? attributes.color;
  const background = BACKGROUND.exec(style)?.[1] ?? attributes.bgcolor;
  return {
    ...(color === undefined ? {} : { color }),
    // Nobody knows what a picture looks like.
    ...(background === undefined || /^\s*(?:transparent|none|inherit)/i.test(background)
      ? {}
      : { background }),
  };
}

/** Red, green and blue may differ by this much in colors that nobody can tell apart. */
const NOTICEABLE = 24;

function isAlike(color: string, background: string): boolean {
  if (/^\s*transparent/i.test(color) || isClear(color)) return true;
  const [one, other] = [rgbOf(color), rgbOf(background)];
  if (!one || !other) return color.trim().toLowerCase() === background.trim().toLowerCase();
  return one.every((channel, index) => Math.abs(channel - (other[index] ?? 0)) < NOTICEABLE);
}

/** Names of colors that can't be told from white or black, which pages have behind their text. */
const NAMES: Record<string, string> = {
  ...Object.fromEntries(
    ['white', 'snow', 'ivory', 'ghostwhite', 'whitesmoke', 'floralwhite', 'mintcream', 'azure'].map(
      (name) => [name, '#ffffff'],
    ),
  ),
  black: '#000000',
};

/** Whether a color lets nearly everything behind it through: its fourth value is how much it covers. */
function isClear(color: string): boolean {
  const lower = color.trim().toLowerCase();
  const hex = /^#(?:[\da-f]{3}([\da-f])|[\da-f]{6}([\da-f]{2}))(?![\da-f])/.exec(lower);
  if (hex) return parseInt(hex[1] ? hex[1].repeat(2) : (hex[2] ?? 'ff'), 16) < 26;
  const [, , , cover] = valuesOf(lower);
  return cover !== undefined && (cover.endsWith('%') ? parseFloat(cover) / 100 : Number(cover)) < 0.1;
}

/** The values in `rgb(…)`, `rgba(…)`, `hsl(…)` and `hsla(…)`. */
const valuesOf = (color: string): string[] =>
  /^(?:rgb|hsl)a?\(([\d.,\s%/deg]{1,60})\)/
    .exec(color)?.[1]
    ?.split(/[,\s/]+/)
    .filter(Boolean) ?? [];

/** Red, green and blue, 0 to 255; null for a color that isn't written as numbers. */
function rgbOf(color: string): number[] | null {
  const lower = color.trim().toLowerCase();
  const written = NAMES[/^[a-z]{1,20}/.exec(lower)?.[0] ?? ''] ?? lower;
  const hex = /^#([\da-f]{6}|[\da-f]{3})(?:[\da-f]{1,2})?(?![\da-f])/.exec(written)?.[1];
  if (hex) {
    const size = hex.length / 3;
    return [0, 1, 2].map((at) => parseInt(hex.slice(at * size, (at + 1) * size).repeat(3 - size), 16));
  }
  const values = valuesOf(written).slice(0, 3).map(parseFloat);
  if (values.length !== 3 || !values.every(Number.isFinite)) return null;
  // Of these, only what is nearly white or nearly black matters.
  const [, , lightness] = values;
  if (written.startsWith('hsl'))
    return lightness > 90 || lightness < 10 ? values.map(() => lightness * 2.55) : null;
  return values;
}
