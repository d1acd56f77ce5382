import { compile } from 'html-to-text';
import { LETTER_FONT, LETTER_SIZE } from '../../common';
import { TEXT_OPTIONS, WHOLE_TEXT } from './plain';

const FONT = `font-family:${LETTER_FONT};font-size:${LETTER_SIZE}px`;
const CODE =
  "font-family:Consolas,'Courier New',monospace;font-size:13px;color:#1f1f1f;background-color:#f5f5f5";

/**
 * How the editor shows what it makes, for the sanitizer to write into each element: mail programs have their own ideas
 * of margins and borders, and most drop style sheets. Contains only what Outlook's Word engine supports, or what does no
 * harm there (`max-width`, `white-space`). Word moves the bullets of a list without a margin out of the page, and its
 * table cells and headings don't inherit a font.
 */
export const LETTER_STYLES = `
  p { margin: 0 }
  h1, h2, h3 { font-family: ${LETTER_FONT} }
  h1 { margin: 16px 0 8px; font-size: 24px }
  h2 { margin: 14px 0 6px; font-size: 20px }
  h3 { margin: 12px 0 4px; font-size: 16px }
  ul, ol { margin: 4px 0 4px 28px; padding: 0 }
  blockquote { margin: 4px 0 4px 4px; padding: 0 0 0 12px; border-left: 2px solid #cccccc }
  pre { margin: 4px 0; padding: 8px 12px; white-space: pre-wrap; ${CODE} }
  code { ${CODE} }
  table { border-collapse: collapse }
  td, th { padding: 4px 8px; vertical-align: top; ${FONT} }
  th { text-align: left }
  table[border="1"] td, table[border="1"] th { border: 1px solid #bfbfbf }
  img { max-width: 100%; height: auto }
`;

/** Begins and ends the sanitized text of a message. */
export const inLetter = (html: string): string =>
  html === '' ? '' : `<div style="${FONT};line-height:1.5">${html}</div>`;

const EMPTY_LINE = /<(p|h[1-3])((?: [^<>]*)?)><\/\1>/g;
const SPACES = / {2,}/g;
const TEXT = />([^<>]+)</g;
const SIGNATURE = /<div data-mail-signature="[^"<>]*"/g;
const CODE_END = '</pre>';

/**
 * What the editor shows although HTML alone wouldn't: empty lines, several spaces in a row, the gap above the signature,
 * and colors in Outlook. The result must still be sanitized.
 */
export function letterSource(html: string): string {
  const pieces: string[] = [];
  for (let at = 0; at < html.length;) {
    const code = html.indexOf('<pre', at);
    const end = code < 0 ? -1 : html.indexOf(CODE_END, code);
    const from = end < 0 ? html.length : code;
    pieces.push(withSpaces(html.slice(at, from)));
    at = end < 0 ? html.length : end + CODE_END.length;
    pieces.push(html.slice(from, at));
  }
  return pieces
    .join('')
    .replace(EMPTY_LINE, '<$1$2>\u00a0</$1>')
    .replace(SIGNATURE, '<div style="margin-top:12px"')
    .replace(TAG, (tag: string) => (tag.includes('rgb(') ? tag.replace(RGB, hexOf) : tag));
}

/** As browsers write colors. */
const RGB = /rgb\((\d{1,3}), (\d{1,3}), (\d{1,3})\)/g;
const TAG = /<[a-z][^<>]*>/g;

/** The form that every version of Outlook understands. */
const hexOf = (_all: string, ...parts: string[]): string =>
  `#${parts
    .slice(0, 3)
    .map((part) => Math.min(255, Number(part)).toString(16).padStart(2, '0'))
    .join('')}`;

const withSpaces = (html: string): string =>
  html.replace(TEXT, (all: string) =>
    all.includes('  ') ? all.replace(SPACES, (run) => `${'\u00a0'.repeat(run.length - 1)} `) : all,
  );

/** A line is a paragraph, as on screen, and a table stays one. */
const LINE = { selector: 'p', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } };
const convert = compile({
  ...TEXT_OPTIONS,
  selectors: [
    ...TEXT_OPTIONS.selectors.filter(({ selector }) => selector !== 'table'),
    LINE,
    {
      selector: 'table',
      format: 'dataTable',
      options: { colSpacing: 2, maxColumnWidth: 60, uppercaseHeaderCells: false },
    },
    { selector: 'blockquote', options: LINE.options },
    ...['h1', 'h2', 'h3'].map((selector) => ({
      selector,
      options: { leadingLineBreaks: 2, trailingLineBreaks: 2, uppercase: false },
    })),
  ],
  limits: WHOLE_TEXT,
});
/** Spaces and tabs are kept: a text without formatting is arranged with them. */
const convertPlain = compile({
  ...TEXT_OPTIONS,
  whitespaceCharacters: '\r\n',
  selectors: [...TEXT_OPTIONS.selectors, LINE],
  limits: WHOLE_TEXT,
});

/** The text of a message for readers without HTML (RFC 2046 §5.1.4), from its sanitized HTML. */
export const letterText = (html: string): string => finished(convert(boundedSpans(html)));

/** The same for a message that is sent as text only. */
export const plainLetterText = (html: string): string => finished(convertPlain(html));

/** Empty lines at both ends are left out; the first line may begin with spaces. */
const finished = (text: string): string =>
  text
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd();

const SPAN = / (?:col|row)span="([^"]*)"/g;
/** Cells that a table's spans may cover together; they are laid out one by one. */
const MOST_COVERED = 20_000;

function boundedSpans(html: string): string {
  let covered = 0;
  for (const [, cells] of html.matchAll(SPAN)) covered += Math.abs(Number(cells)) ** 2 || 0;
  return covered > MOST_COVERED ? html.replace(SPAN, '') : html;
}
