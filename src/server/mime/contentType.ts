import libmime from 'libmime';
import { cleanLine } from './cleanText';
import { decodeWords } from './encodedWords';

/** Maximum characters; no name or boundary of a part needs more. */
const LONGEST = 16 * 1024;

export interface Structured {
  /** In lower case. */
  value: string;
  params: ReadonlyMap<string, string>;
}

/** Parses a field with parameters (RFC 2045 §5.1, RFC 2231), e.g. Content-Type. */
export function structuredField(field: string): Structured {
  const { value, params } = libmime.parseHeaderValue(field.slice(0, LONGEST));
  const named = Object.entries(params).map(([name, one]) => [name, decodeWords(one)] as const);
  return { value: cleanLine(value || '', 200).toLowerCase(), params: new Map(named) };
}
