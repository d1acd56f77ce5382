import { isValidAddress, parseAddresses } from '../../../common';

/** Returns the addresses and domains in a text, and what is neither. */
export function suppressionsIn(text: string): { entries: string[]; wrong: string[] } {
  const found = [...new Set(parseAddresses(text).map(({ address }) => address))];
  // A domain is valid if an address in it would be.
  const isValid = (entry: string) => isValidAddress(entry.startsWith('@') ? `x${entry}` : entry);
  return { entries: found.filter(isValid), wrong: found.filter((entry) => !isValid(entry)) };
}
