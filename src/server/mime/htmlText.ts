import { replaceEach } from '../patterns';

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  copy: '©',
  reg: '®',
  euro: '€',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  zwnj: '',
  zwj: '',
  shy: '',
};

/** Elements whose content isn't text, and elements that begin a new line. */
const SKIPPED = new Set(['style', 'script', 'head', 'title', 'template', 'noscript', 'svg', 'math']);
const BREAKS = new Set([
  'br',
  'p',
  'div',
  'tr',
  'li',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'hr',
  'pre',
]);

/**
 * The words of an HTML message, for search and preview; never shown as HTML. A single pass without backtracking, so
 * that it takes linear time for any input.
 */
export function searchableText(html: string): string {
  const out: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    out.push(folded(html.slice(at, open < 0 ? html.length : open)));
    if (open < 0) break;
    at = afterTag(html, open, out);
  }
  const lines = decodeEntities(out.join(''))
    .split('\n')
    .map((line) => folded(line).trim());
  return replaceEach(lines.join('\n'), EMPTY_LINES, '\n\n').trim();
}

const BLANKS = /\s+/g;
const EMPTY_LINES = /\n{3,}/g;
/** Matches where folding would change something. */
const UNFOLDED = /[^\S ]|\s\s/;

const folded = (text: string): string => (UNFOLDED.test(text) ? replaceEach(text, BLANKS, ' ') : text);

/** Where the text continues after the tag, comment or skipped element at `open`. */
function afterTag(html: string, open: number, out: string[]): number {
  if (html.startsWith('<!--', open)) return endOf(html, '-->', open + 4);
  const match = /^<\/?([a-zA-Z][a-zA-Z0-9]*)/.exec(html.slice(open, open + 24));
  if (!match?.[1]) {
    if (/^<[!?/]/.test(html.slice(open, open + 2))) return endOf(html, '>', open);
    out.push('<');
    return open + 1;
  }
  const name = match[1].toLowerCase();
  if (BREAKS.has(name)) out.push('\n');
  const end = endOf(html, '>', open);
  if (!SKIPPED.has(name) || html[open + 1] === '/' || html[end - 2] === '/') return end;
  const close = new RegExp(`</${name}`, 'gi');
  close.lastIndex = end;
  const found = close.exec(html);
  return found ? endOf(html, '>', found.index) : html.length;
}

function endOf(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

function decodeEntities(text: string): string {
  return replaceEach(text, ENTITY, ([all, dec, hex, name]: Array<string | undefined> & { 0: string }) => {
    if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? all) : all;
    const code = dec !== undefined ? Number(dec) : parseInt(hex ?? '', 16);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : all;
  });
}

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g;

const PREVIEW_LENGTH = 200;

/**
 * The first 200 meaningful characters: whitespace is collapsed, and the invisible padding of newsletters is left out.
 */
export function previewOf(text: string): string {
  // The beginning is enough for most texts, but some newsletters begin with thousands of spaces.
  const soon = beginning(text.slice(0, 1000));
  const shown =
    soon.length >= 2 * PREVIEW_LENGTH || text.length <= 1000 ? soon : beginning(text.slice(0, 8000));
  return [...shown.slice(0, 2 * PREVIEW_LENGTH)].slice(0, PREVIEW_LENGTH).join('');
}

const PADDING = /[\u200B-\u200F\u2060\u034F\u00AD\uFEFF\u00A0\s]+/g;

const beginning = (text: string): string => replaceEach(text, PADDING, ' ').trim();
