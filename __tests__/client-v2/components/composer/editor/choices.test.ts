import { describe, expect, it } from 'vitest';
import {
  EMOJI,
  findEmoji,
  nameOf,
} from '../../../../../src/client-v2/components/composer/editor/emoji/emoji-list';
import {
  HIGHLIGHTS,
  INK,
  inkOn,
  TEXT_COLORS,
  toHex,
} from '../../../../../src/client-v2/components/composer/editor/palette';
import {
  isLetterSize,
  nearestSize,
  pixels,
} from '../../../../../src/client-v2/components/composer/editor/sizes';
import { countFitting } from '../../../../../src/client-v2/components/composer/editor/toolbar/useFitting';

/** Relative luminance and contrast of WCAG 2.2. */
const luminance = (hex: string): number =>
  [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe('the colors', () => {
  it.each(TEXT_COLORS)('$name can be read on light and on dark', ({ value }) => {
    expect(contrast(value, '#ffffff')).toBeGreaterThan(4.5);
    expect(contrast(value, '#1f1f1f')).toBeGreaterThan(3);
  });
  it.each(HIGHLIGHTS)('$name is a background for dark text', ({ value }) => {
    expect(inkOn(value)).toBe(INK);
    expect(contrast(value, INK)).toBeGreaterThan(7);
  });
  it.each([
    ['rgb(217, 45, 32)', '#d92d20'],
    ['rgba(0, 0, 0, 1)', '#000000'],
    ['#ABC', '#aabbcc'],
    ['rgba(0, 0, 0, 0.4)', null],
    ['rgb(300, 0, 0)', null],
    ['Red', '#ff0000'],
    ['windowtext', '#000000'],
    ['revert', null],
    ['constructor', null],
    ['url(x)', null],
  ])('%s is %s', (color, hex) => expect(toHex(color)).toBe(hex));
});

it.each([
  ['11pt', null],
  ['16px', null],
  ['8pt', '12px'],
  ['20px', '18px'],
  ['24pt', '24px'],
  ['1.2em', null],
])('a pasted size of %s becomes %s', (size, own) => expect(nearestSize(size)).toBe(own));

it('knows the size of every message, in pixels and points', () => {
  expect([isLetterSize('14px'), isLetterSize('10.5pt'), isLetterSize('11pt')]).toEqual([true, true, false]);
  expect(pixels('50%')).toBeNull();
});

it.each([
  [[26, 26, 26], 78, 3],
  [[26, 26, 26], 77, 1],
  [[26, 26, 26], 52, 1],
  [[26, 26, 26], 10, 0],
  [[], 0, 0],
])('of %j, in %i pixels, shows %i', (widths, available, count) =>
  expect(countFitting(widths, available, 26)).toBe(count),
);

describe('the emoji', () => {
  it('are each there once, with names in every language', () => {
    expect(new Set(EMOJI.map(({ char }) => char)).size).toBe(EMOJI.length);
    for (const emoji of EMOJI) {
      expect(emoji.char).toMatch(/^\p{Emoji}/u);
      for (const language of ['en-US', 'de-DE', 'zh-CN']) expect(nameOf(emoji, language)).not.toBe('');
    }
  });
  it('are found in the language of the page and in English', () => {
    const chars = (query: string, language: string) => findEmoji(query, language).map(({ char }) => char);
    expect(chars('Daumen', 'de-DE')).toContain('👍');
    expect(chars('thumb', 'de-DE')).toContain('👍');
    expect(chars('庆祝', 'zh-CN')).toContain('🎉');
    expect(chars('DONE', 'fr-FR')[0]).toBe('✅');
    expect(chars('qqq', 'en-US')).toEqual([]);
    expect(chars(' ', 'en-US')).toHaveLength(EMOJI.length);
  });
});
