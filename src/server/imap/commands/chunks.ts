import { sequenceSet } from './fetch';

/**
 * Characters of a sequence set. A command line should stay below 8,192 octets (RFC 7162 §4); the answer to a MOVE
 * contains two such sets (COPYUID, RFC 4315), and Exchange answers long lines with BAD.
 */
const LONGEST_SET = 4_000;

/**
 * UIDs in ascending order, split into as few commands of a safe length as possible; runs count with their folded
 * length.
 */
export function commandChunks(uids: readonly number[], longest = LONGEST_SET): number[][] {
  const sorted = [...new Set(uids)].sort((a, b) => a - b);
  if (sequenceSet(sorted).length <= longest) return sorted.length > 0 ? [sorted] : [];
  const middle = Math.ceil(sorted.length / 2);
  return [
    ...commandChunks(sorted.slice(0, middle), longest),
    ...commandChunks(sorted.slice(middle), longest),
  ];
}
