export interface TextPart {
  text: string;
  /** Only ever `http:`, `https:` or `mailto:`. */
  href?: string;
}

/**
 * Candidates for addresses: runs without whitespace, quotes and the delimiters around addresses (RFC 3986 appendix C).
 */
const RUN = /[^\s<>"'`{}|\\^]+/g;
const WEB = /(?<![a-z0-9_])(?:https?:\/\/|www\.)/i;
const LOCAL = /[\p{Script=Latin}\p{N}_.+-]/u;
const DOMAIN =
  /^(?:[\p{Script=Latin}\p{N}-]{1,63}\.){1,8}\p{Script=Latin}{2,24}(?![\p{Script=Latin}\p{N}_-])/u;
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 253;
const PUNCTUATION = new Set('.,;:!?、。，；：！？');
/** Each closing bracket with its opening bracket. */
const BRACKETS = new Map(
  [')(', '][', '）（', '】【', '」「', '》《'].map(([close = '', open = '']) => [close, open]),
);

/** Splits web and mail addresses from the rest of a text. The text itself is never changed. Takes linear time. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  RUN.lastIndex = 0;
  for (let run = RUN.exec(text); run; run = RUN.exec(text)) {
    for (const link of linksIn(run[0])) {
      const start = run.index + link.start;
      if (start > end) parts.push({ text: text.slice(end, start) });
      parts.push({ text: link.text, href: link.href });
      end = start + link.text.length;
    }
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

interface Link {
  start: number;
  text: string;
  href: string;
}

/** The links in a run without whitespace: mail addresses, followed by one web address that takes up the rest. */
function linksIn(run: string): Link[] {
  if (!run.includes('@') && !run.includes('.') && !run.includes('/')) return [];
  const web = WEB.exec(run);
  const links = mailsIn(web ? run.slice(0, web.index) : run);
  if (!web) return links;
  const text = withoutTrailing(run.slice(web.index));
  // An address with nothing after its prefix isn't a link.
  if (text.length <= web[0].length) return links;
  const href = /^https?:/i.test(text) ? text : `http://${text}`;
  return [...links, { start: web.index, text, href }];
}

function mailsIn(run: string): Link[] {
  const links: Link[] = [];
  for (let at = run.indexOf('@'), end = 0; at >= 0; at = run.indexOf('@', at + 1)) {
    const start = startOfLocal(run, at, end);
    const domain = start < at ? DOMAIN.exec(run.slice(at + 1, at + 1 + LONGEST_DOMAIN))?.[0] : undefined;
    if (domain === undefined) continue;
    end = at + 1 + domain.length;
    const text = run.slice(start, end);
    links.push({ start, text, href: `mailto:${text}` });
  }
  return links;
}

/** Where the part before the `@` begins; the position of the `@` itself if that part is missing or too long. */
function startOfLocal(run: string, at: number, earliest: number): number {
  let start = at;
  while (start > earliest && LOCAL.test(run[start - 1] ?? '')) {
    if (at - start >= LONGEST_LOCAL) return at;
    start--;
  }
  // This loop ends at the `@` at the latest.
  while ('.+-'.includes(run[start])) start++;
  return start;
}

/** Punctuation and closing brackets at the end belong to the sentence, unless the bracket was opened in the link. */
function withoutTrailing(link: string): string {
  let end = link.length;
  const counts = new Map<string, number>();
  const countOf = (char: string) => counts.get(char) ?? link.split(char).length - 1;
  for (let last = link[end - 1] ?? ''; end > 0; last = link[end - 1] ?? '') {
    const opening = BRACKETS.get(last);
    if (opening !== undefined) counts.set(opening, countOf(opening));
    const closes = opening !== undefined && countOf(last) > countOf(opening);
    if (!closes && !PUNCTUATION.has(last)) break;
    counts.set(last, countOf(last) - 1);
    end--;
  }
  return link.slice(0, end);
}
