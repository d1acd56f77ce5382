import { describe, expect, it } from 'vitest';
import { previewOf } from '../../../src/server/mime/htmlText';

describe('a preview', () => {
  it.each([
    ['  Hello\r\n\r\n  Anna,\tsee below ', 'Hello Anna, see below'],
    ['\u200B\u034F\u00AD\uFEFF \u00A0Sale\u200C\u200C \u200C!', 'Sale !'],
    ['x'.repeat(200), 'x'.repeat(200)],
    ['x'.repeat(201), 'x'.repeat(200)],
    [' \u200C\n', ''],
    ['', ''],
  ])('of %j says %j', (text, preview) => expect(previewOf(text)).toBe(preview));

  it('counts characters, and never halves one', () => {
    expect(previewOf('😀'.repeat(300))).toBe('😀'.repeat(200));
    expect(previewOf(`x${'😀'.repeat(300)}`)).toBe(`x${'😀'.repeat(199)}`);
  });

  it.each([0, 1, 199, 200, 399, 400, 401, 800])('skips padding behind %i characters', (before) => {
    const text = `${'x'.repeat(before)}${' \u200C'.repeat(1000)}${'y'.repeat(300)}`;
    const words = `${'x'.repeat(before)} ${'y'.repeat(300)}`.trim();
    expect(previewOf(text)).toBe(words.slice(0, 200));
  });

  it('is all of a text of a thousand characters, and looks no further than eight thousand', () => {
    expect(previewOf(`${' '.repeat(999)}y`)).toBe('y');
    expect(previewOf(`${' '.repeat(1000)}y`)).toBe('y');
    expect(previewOf(`${' '.repeat(7999)}y`)).toBe('y');
    expect(previewOf(`${' '.repeat(8000)}y`)).toBe('');
  });
});
