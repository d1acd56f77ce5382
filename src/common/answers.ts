import { displayName, isOwnAddress, isValidAddress, sameAddress, uniqueAddresses } from './addresses';
import { splitSubject } from './subject';
import type { Id, MailAddress, MessageView } from './types';

/** The subject of a reply or forward. A prefix that is already there, in any language, isn't repeated. */
export function derivedSubject(subject: string, kind: 'reply' | 'replyAll' | 'forward'): string {
  const trimmed = subject.trim();
  const { first } = splitSubject(trimmed);
  if (first === (kind === 'forward' ? 'forward' : 'answer')) return trimmed;
  return `${kind === 'forward' ? 'Fwd' : 'Re'}: ${trimmed}`.trim();
}

/** With more recipients than this, it is a list of people rather than an alias. */
const MAX_ALIASES = 3;

/**
 * Recipients that may be an alias of the reader's mailbox. If none of the reader's addresses is among them
 * and the reader didn't send the message, it arrived through one of them (or through a list or Bcc).
 */
export function possibleAliases(
  message: Pick<MessageView, 'from' | 'to' | 'cc'>,
  own: readonly string[],
): MailAddress[] {
  const named = uniqueAddresses([...message.to, ...message.cc]).filter(({ address }) =>
    isValidAddress(address),
  );
  const known = [...named, ...message.from].some(({ address }) => isOwnAddress(address, own));
  return known || named.length > MAX_ALIASES ? [] : named;
}

/**
 * Returns the recipients of a reply (RFC 5322 §3.6.3): Reply-To if it contains an address, otherwise From.
 * Own addresses are left out unless nobody else remains. A reply to the user's own message goes to its
 * recipients. Bcc is never answered, because those recipients were meant to stay hidden.
 */
export function replyRecipients(
  message: Pick<MessageView, 'from' | 'to' | 'cc' | 'replyTo'>,
  kind: 'reply' | 'replyAll',
  own: string[],
): { to: MailAddress[]; cc: MailAddress[] } {
  const isOwn = ({ address }: MailAddress) => isOwnAddress(address, own);
  // Leaves out names without an address, empty groups and remains of broken headers.
  const usable = (list: MailAddress[]) =>
    uniqueAddresses(list)
      .filter(({ address }) => isValidAddress(address))
      .map((entry) => (displayName(entry) === entry.name ? entry : { ...entry, name: '' }));
  const others = (list: MailAddress[]) => usable(list).filter((entry) => !isOwn(entry));
  const replyTo = usable(message.replyTo);
  const fromMe = message.from.length > 0 && message.from.every(isOwn);
  const authors = replyTo.length ? replyTo : usable(message.from);
  const primary = fromMe && !others(replyTo).length ? message.to : authors;
  const to = others(primary).length ? others(primary) : usable(primary);
  if (kind === 'reply') return { to, cc: [] };
  const rest = fromMe ? message.cc : [...message.to, ...message.cc];
  const inTo = (entry: MailAddress) => to.some(({ address }) => sameAddress(address, entry.address));
  return { to, cc: others(rest).filter((entry) => !inTo(entry)) };
}

/**
 * Returns the one that the original was addressed to, or that wrote it, among addresses that an answer can be sent from.
 * An exact match comes before one that only matches without the tag after `+`.
 */
export function addressedIn<Candidate extends { address: string }>(
  { to, cc, from }: Pick<MessageView, 'to' | 'cc' | 'from'>,
  candidates: readonly Candidate[],
): Candidate | undefined {
  const named = [...to, ...cc, ...from];
  const first = (fits: (mine: string, other: string) => boolean) =>
    named.flatMap((entry) => candidates.filter(({ address }) => fits(address, entry.address)))[0];
  return first(sameAddress) ?? first((mine, other) => isOwnAddress(other, [mine]));
}

/**
 * Returns the accounts whose addresses an answer isn't sent to. A shared mailbox counts as someone else, unless the
 * answer is written from it.
 */
export const ownAccounts = <Account extends { id: Id; parentId?: Id | null }>(
  accounts: readonly Account[],
  from: Id | undefined,
): Account[] => accounts.filter(({ id, parentId }) => parentId == null || String(id) === String(from));
