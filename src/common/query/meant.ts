import { OPERATORS } from './pieces';

/** Names of the operators in other mail programs, and in German. */
const ALSO: Record<string, string> = {
  ...{
    bcc: 'to',
    sender: 'from',
    recipient: 'to',
    size: 'larger',
    date: 'after',
    since: 'after',
    until: 'before',
  },
  ...{ newer: 'newer_than', older: 'older_than', file: 'filename', attachment: 'filename', folder: 'in' },
  ...{ von: 'from', an: 'to', betreff: 'subject', ordner: 'in', datei: 'filename' },
};
/** With two letters, too many words are one letter away, and most of those are real words. */
const SHORTEST = 4;

/** The operator that was meant in a word such as `form:anna`; null for a word that just happens to contain a colon. */
export function meantOperator(word: string): string | null {
  const [, typed] = /^([a-z_]{2,12})[:：](?!\/)./i.exec(word) ?? [];
  if (typed === undefined) return null;
  const name = typed.toLowerCase();
  if (Object.hasOwn(ALSO, name)) return ALSO[name];
  return OPERATORS.find((known) => known.length >= SHORTEST && isNear(name, known)) ?? null;
}

/** Whether one letter is missing, extra or wrong, or two are swapped. */
function isNear(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  const swapped = a[start + 1] === b[start] && a[start] === b[start + 1];
  const rest = (text: string, skipped: number) => text.slice(start + skipped);
  return (
    rest(a, 1) === rest(b, 1) ||
    rest(a, 1) === rest(b, 0) ||
    rest(a, 0) === rest(b, 1) ||
    (swapped && rest(a, 2) === rest(b, 2))
  );
}
