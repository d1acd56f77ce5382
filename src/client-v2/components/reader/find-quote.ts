import {
  hasTime,
  headerLabel,
  isAttribution,
  isOriginalLine,
  isRule,
  isSignatureMark,
  opensAttribution,
  type HeaderLabel,
} from './quote-lines';

/** A line of a message, in reading order. */
export interface QuoteLine {
  /** The beginning is enough. */
  text: string;
  /**
   * `quote`: the whole line is quoted. The other kinds are marked by the program that wrote the message: `by`
   * is the line above a quote, `original` is where the original message begins, `signature` is a signature.
   */
  kind: 'text' | 'quote' | 'by' | 'original' | 'signature';
}

/** The quote's first and last line; `last` is null for the end of the message. */
export interface FoundQuote {
  first: number;
  last: number | null;
}

/** Lines of a header that are searched, and the distance they may span with blank lines. */
const HEADER_LINES = 10;
const HEADER_REACH = 24;
/** Lines that an attribution may take. */
const ATTRIBUTION_LINES = 3;

/**
 * Finds the quote at the end of a message, including the line that introduces it. Returns null if there is
 * none, if nothing was written above it, or if something was written between or below the quotes, as that
 * can't be understood without them. A signature doesn't count as written. Takes linear time.
 */
export function findQuote(lines: readonly QuoteLine[]): FoundQuote | null {
  const labels = labelsOf(lines);
  let written = 0;
  let isSigned = false;
  let found: { first: number; last: number } | null = null;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (!line || isBlank(line) || line.kind === 'signature') continue;
    if (line.kind === 'quote') {
      if (!found) {
        const first = attributionAt(lines, at);
        if (!isSigned) written -= countWritten(lines, first, at);
        found = { first, last: at };
      } else found.last = at;
      isSigned = false;
    } else if (startsOriginal(lines, labels, at)) {
      if (found) return written > 0 ? { first: found.first, last: null } : null;
      const first = ruleAbove(lines, at);
      if (!isSigned) written -= countWritten(lines, first, at);
      return written > 0 ? { first, last: null } : null;
    } else if (isSignatureMark(line.text) || (found && isRule(line.text))) {
      isSigned = true;
    } else if (!isSigned && line.kind !== 'by') {
      if (!found) written += 1;
      else if (!leadsToQuote(lines, at)) return null;
    }
  }
  return found && written > 0 ? found : null;
}

/** Whether a text looks empty: only spaces and characters without a width. */
export const isBlankText = (text: string): boolean => !/[^\s\u200B-\u200F\u2060\u00AD]/.test(text);

const isBlank = ({ kind, text }: QuoteLine): boolean => kind === 'text' && isBlankText(text);

/**
 * Whether the original message begins here, with `-----Original Message-----` or a header of sender, date and
 * subject.
 */
function startsOriginal(lines: readonly QuoteLine[], labels: LabelAt, at: number): boolean {
  const line = lines[at];
  if (!line || line.kind === 'original') return line !== undefined;
  if (isOriginalLine(line.text)) return true;
  if (labels(at) !== 'from') return false;
  const found = new Set<string | null>();
  let count = 0;
  for (let next = at + 1; next < Math.min(at + HEADER_REACH, lines.length) && count < HEADER_LINES; next++) {
    const other = lines[next];
    if (!other || isBlank(other)) continue;
    count += 1;
    found.add(labels(next));
  }
  return found.has('subject') && found.has('sent');
}

type LabelAt = (at: number) => HeaderLabel | null;

/** Examines each line only once, however often it is asked for. */
function labelsOf(lines: readonly QuoteLine[]): LabelAt {
  const known: Array<HeaderLabel | null | undefined> = [];
  return (at) => {
    const label = known[at];
    if (label !== undefined) return label;
    return (known[at] = headerLabel(lines[at]?.text ?? ''));
  };
}

/** Whether the last lines introduce a quote. */
export const endsWithAttribution = (lines: readonly QuoteLine[]): boolean =>
  attributionAt(lines, lines.length) < lines.length;

/** Returns where the line above a quote begins, or the quote's own line if there is none. */
function attributionAt(lines: readonly QuoteLine[], quote: number): number {
  let end = quote - 1;
  while (end >= 0 && quote - end <= ATTRIBUTION_LINES && isBlankAt(lines, end)) end -= 1;
  const line = lines[end];
  if (!line || isBlank(line)) return quote;
  if (line.kind === 'by') {
    while (lines[end - 1]?.kind === 'by') end -= 1;
    return end;
  }
  if (line.kind !== 'text') return quote;
  const alone = isAttribution(line.text);
  if (alone && hasTime(line.text)) return end;
  let text = line.text;
  for (let first = end - 1; first > end - ATTRIBUTION_LINES; first--) {
    const above = lines[first];
    if (above?.kind !== 'text' || isBlank(above)) break;
    text = `${above.text} ${text}`;
    if (opensAttribution(above.text) && isAttribution(text)) return first;
  }
  return alone ? end : quote;
}

const isBlankAt = (lines: readonly QuoteLine[], at: number): boolean => {
  const line = lines[at];
  return line !== undefined && isBlank(line);
};

/** Whether a line below a quote only introduces the next quote. */
function leadsToQuote(lines: readonly QuoteLine[], at: number): boolean {
  for (let next = at + 1; next <= at + 2 * ATTRIBUTION_LINES; next++) {
    const line = lines[next];
    if (line?.kind === 'quote') return attributionAt(lines, next) <= at;
    if (!line) return false;
  }
  return false;
}

/**
 * Returns the line of dashes right above a line, which belongs to it, or the line itself if there is none.
 */
function ruleAbove(lines: readonly QuoteLine[], at: number): number {
  for (let above = at - 1; above >= at - 3; above--) {
    const line = lines[above];
    if (!line || isBlank(line)) continue;
    return line.kind === 'text' && (isRule(line.text) || isOriginalLine(line.text)) ? above : at;
  }
  return at;
}

const countWritten = (lines: readonly QuoteLine[], from: number, to: number): number =>
  lines.slice(from, to).filter((line) => line.kind === 'text' && !isBlank(line)).length;
