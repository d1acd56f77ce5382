import { PLACEHOLDER } from '../../../../common';
import type { FindHits } from '../../hits/find-hits';

/** Finds the variables that are still in a text, so that they're marked like search results. */
export const findPlaceholders: FindHits = (text, _field, most) => {
  const pattern = new RegExp(PLACEHOLDER);
  const found: Array<{ start: number; end: number }> = [];
  for (let match = pattern.exec(text); match && found.length < most; match = pattern.exec(text)) {
    const isVariable = match[1].trim().startsWith('$');
    if (isVariable) found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
};
