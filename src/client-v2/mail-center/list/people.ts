import { displayName, isOwnAddress, type MailAddress } from '../../../common';
import type { MessageRow } from '../../api';
import type { Translate } from '../../locale';

export interface People {
  /** As shown in a list. */
  label: string;
  /** The person whose avatar is shown. */
  person: MailAddress;
}

/** Returns who a row is from or, in Sent and Drafts (`outgoing`), who it goes to. */
export function peopleOf(row: MessageRow, outgoing: boolean, own: readonly string[], t: Translate): People {
  if (outgoing) {
    const label = row.to.map(displayName).join(', ') || t('(no recipient)');
    return { label, person: row.to[0] ?? { name: '', address: '' } };
  }
  const sender = { name: row.fromName, address: row.fromAddress };
  const writers = row.conversation?.participants ?? [];
  const label = writers.length > 1 ? namesOf(writers, own, t) : displayName(sender) || t('(no sender)');
  return { label, person: sender };
}

/** Lists several people by first name, and the user as “me”. */
function namesOf(people: MailAddress[], own: readonly string[], t: Translate): string {
  const names = people.map((person) => (isOwnAddress(person.address, own) ? t('me') : shortName(person)));
  return [...new Set(names)].filter(Boolean).join(', ');
}

/** Returns `Karla` for “Karla Roth” and “Roth, Karla”, and an address without its domain. */
export function shortName(person: MailAddress): string {
  const name = displayName(person);
  if (name === person.address) return name.split('@', 1)[0];
  const [family, given] = name.split(',', 2);
  const words = (given ?? family).trim().split(/\s+/);
  // “Dr. Ada Lund” is not called “Dr.”.
  return words.find((word) => !word.endsWith('.')) ?? name;
}
