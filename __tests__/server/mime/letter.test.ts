import { describe, expect, it } from 'vitest';
import {
  inLetter,
  LETTER_STYLES,
  letterSource,
  letterText,
  plainLetterText,
} from '../../../src/server/mime/letter';
import { sanitizeMailHtml } from '../../../src/server/mime/sanitize';
import { WRITTEN_HTML, WRITTEN_TEXT } from '../../bed/writtenMail';
import { unsupportedByWord } from './wordEngine';

const written = (html: string) => sanitizeMailHtml(letterSource(html), 'inline', LETTER_STYLES).html;
const textOf = (html: string) => letterText(written(html));

describe('the HTML of a message that was written here', () => {
  const html = inLetter(written(WRITTEN_HTML));

  it('has nothing that Outlook cannot show', () => {
    expect(unsupportedByWord(html)).toEqual([]);
    // The table isn't simply empty.
    expect(unsupportedByWord('<p style="display: flex" class="x"><video></video></p>')).toEqual([
      'p: display',
      'p: class',
      'video',
    ]);
  });

  it('keeps every element, color and size of what was written', () => {
    const kept = (source: string, pattern: RegExp) => [...source.matchAll(pattern)].map(([all]) => all);
    const tags = /<(?!div)[a-z][a-z0-9]*/g;
    expect(kept(html, tags)).toEqual(kept(WRITTEN_HTML, tags));
    for (const what of ['color:#d92d20', 'background-color:#fff3a3', 'font-size:18px', 'text-align:right'])
      expect(html).toContain(what);
    for (const what of ['width="320"', 'height="200"', 'alt="Prices by month"', 'colspan="2"', 'start="3"'])
      expect(html).toContain(what);
    expect(html).toMatch(
      /<table [^>]*width="100%" [^>]*border="1" [^>]*cellpadding="6" [^>]*cellspacing="0"/,
    );
  });

  it('needs no style sheet: margins, borders and fonts are in the elements', () => {
    expect(html).not.toContain('<style');
    expect(html).not.toMatch(/<p\b(?![^>]*margin:0)/);
    expect(html).not.toMatch(/<t[dh](?![^>]*border:1px solid #bfbfbf)/);
    expect(html).not.toMatch(/<t[dh](?![^>]*font-family:Arial)/);
    // Bullets of a list without a margin are outside the page in Outlook.
    expect(html).not.toMatch(/<[uo]l(?![^>]*margin:4px 0 4px 28px)/);
    // A table for looks has no lines.
    expect(written('<table border="0"><tbody><tr><td><p>x</p></td></tr></tbody></table>')).not.toContain(
      '1px',
    );
  });

  it('has the empty lines and spaces that were typed', () => {
    expect(written('<p>a  b   c</p><p></p><h2></h2>')).toMatch(
      /^<p [^>]*>a\u00a0 b\u00a0\u00a0 c<\/p><p [^>]*>\u00a0<\/p><h2 [^>]*>\u00a0<\/h2>$/,
    );
    expect(written('<pre><code>a  b</code></pre><p>c  d</p>')).toMatch(/>a {2}b<.*>c\u00a0 d</);
    expect(written('<p></p><div data-mail-signature=""><p>Anna</p></div>')).toContain('margin-top:12px');
  });

  it('is made safe like any other', () => {
    const hostile =
      '<p onclick="x()"></p><pre><script>1</script></pre><div data-mail-signature="" onclick="x">a</div>';
    expect(written(hostile)).not.toMatch(/onclick|script/);
    expect(written('<style>p { color: red }</style><p style="margin: 1px">x</p>')).toContain(
      'style="color:red;margin:1px"',
    );
  });
});

describe('the text of a message that was written here', () => {
  it('reads well', () => expect(textOf(WRITTEN_HTML)).toBe(WRITTEN_TEXT));

  it('has lines like those on screen', () => {
    expect(textOf('<p>a</p><p>b</p><p></p><p>c</p>')).toBe('a\nb\n\nc');
    expect(textOf('')).toBe('');
    expect(inLetter(written(''))).toBe('');
  });

  it('leaves spans of cells out if they cover too much', () => {
    const cell = '<td colspan="9999" rowspan="9999"><p>x</p></td>';
    const started = performance.now();
    expect(textOf(`<table><tbody><tr>${cell.repeat(1000)}</tr></tbody></table>`)).toContain('x');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('is lines, spaces and tabs alone if it is sent as text', () => {
    const source = '<p>Item\tQty</p><p>  a   b</p><p></p><p>&lt;c&gt; &amp; d</p><div><p>Anna</p></div>';
    expect(plainLetterText(sanitizeMailHtml(source).html)).toBe('Item\tQty\n  a   b\n\n<c> & d\nAnna');
  });
});

it.each([
  ['unclosed code', '<pre'.repeat(400_000)],
  ['empty paragraphs', '<p></p>'.repeat(200_000)],
  ['spaces', `<p>${' '.repeat(1_500_000)}</p>`],
  ['signatures', '<div data-mail-signature="'.repeat(60_000)],
  ['angle brackets', '>'.repeat(1_500_000)],
])('takes linear time for %s', (_name, source) => {
  const started = performance.now();
  letterSource(source);
  expect(performance.now() - started).toBeLessThan(2_000);
});
