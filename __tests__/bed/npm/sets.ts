import { BadCommand } from './tokens';

/** Tells whether a number is in a sequence set (RFC 3501 §9 `sequence-set`); `*` is `last`. */
export function inSet(set: string, last: number): (value: number) => boolean {
  const ranges = set.split(',').map((range) => {
    const ends = range.split(':').map((end) => (end === '*' ? last : Number(end)));
    const [from, to = from] = ends;
    if (
      from === undefined ||
      to === undefined ||
      ends.length > 2 ||
      ends.some((end) => !Number.isInteger(end))
    ) {
      throw new BadCommand('Invalid message set');
    }
    return [Math.min(from, to), Math.max(from, to)] as const;
  });
  return (value) => ranges.some(([from, to]) => value >= from && value <= to);
}

/** Whether the text could be a sequence set at all. */
export const isSet = (text: string): boolean => /^[\d*][\d*:,]*$/.test(text);

/** Numbers as a set, runs folded. */
export function toSet(numbers: number[]): string {
  const runs: Array<[number, number]> = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run[1] + 1 === number) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}:${to}`)).join(',');
}
