import {
  formatAddress,
  isValidAddress,
  parseAddresses,
  uniqueAddresses,
  type MailAddress,
} from '../../../../common';

/** Members as somebody edits them: one on each line. */
export const groupText = (members: readonly MailAddress[]): string => members.map(formatAddress).join('\n');

/** The members that a text names, and what in it is no address. */
export function membersIn(text: string): { members: MailAddress[]; wrong: string[] } {
  const entries = uniqueAddresses(parseAddresses(text));
  const wrong = entries.filter(({ address }) => !isValidAddress(address));
  return { members: entries, wrong: wrong.map(formatAddress) };
}
