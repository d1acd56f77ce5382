import type { MessageDraft } from '../messageDraft';

/** What an account has to do with an address. Higher ones are suggested first, whatever their weight. */
export const STANDING = {
  /** A program writes from it, or sends newsletters. Stays unless the owner writes to it. */
  automatic: 0,
  /** Was a recipient beside the owner. */
  beside: 1,
  /** Wrote to the owner. */
  wrote: 2,
  /** The owner wrote to it. */
  writtenTo: 3,
} as const;

/** An address in one message. */
export interface Sighting {
  /** In lower case. */
  address: string;
  name: string;
  standing: number;
  at: Date;
}

/** What is known of an address from all messages so far. */
export interface Standing {
  name: string;
  standing: number;
  weight: number;
  lastAt: Date;
}

/** Milliseconds after which a message counts half. */
const HALF_LIFE = 60 * 24 * 60 * 60_000;
/** Characters of an address (RFC 5321 §4.5.3.1.3) and of a name, as the columns hold them. */
const LONGEST_ADDRESS = 254;
const LONGEST_NAME = 255;
/** Beyond so many recipients, a message says nothing about who knows whom. */
const MOST_BESIDE = 50;
/** Recipients of one's own message that count. */
const MOST_WRITTEN_TO = 500;
/** Local parts that no person reads. */
const AUTOMATIC = [
  /(?:^|[-_.+])(?:no|do[-_.]?not)[-_.]?reply(?:$|[-_.+\d])/,
  /^(?:mailer-daemon|postmaster|bounces?|notifications?|newsletters?|alerts?)(?:$|[-_.+\d])/,
];

/** A message's own weight. Weights are logarithms (base 2) of a count in which newer messages count more. */
const weightAt = (at: Date, now: Date): number =>
  Math.max(0, Math.min(at.getTime(), now.getTime())) / HALF_LIFE;

/** The logarithm of the sum: the result doesn't depend on the order in which messages arrive. */
const addWeights = (one: number, other: number): number =>
  Math.max(one, other) + Math.log2(1 + 2 ** -Math.abs(one - other));

/** Adds a sighting to what was known. Only the highest standing counts. */
export function withSighting(
  known: Standing | undefined,
  { name, standing, at }: Sighting,
  now: Date,
): Standing {
  const weight = weightAt(at, now);
  if (!known) return { name, standing, weight, lastAt: at };
  const isNewer = at.getTime() >= known.lastAt.getTime();
  const kept = {
    name: name !== '' && (known.name === '' || isNewer) ? name : known.name,
    lastAt: isNewer ? at : known.lastAt,
  };
  const staysAutomatic = known.standing === STANDING.automatic && standing !== STANDING.writtenTo;
  if (!staysAutomatic && standing > known.standing) return { ...kept, standing, weight };
  const counts = staysAutomatic || standing === known.standing;
  return {
    ...kept,
    standing: known.standing,
    weight: counts ? addWeights(known.weight, weight) : known.weight,
  };
}

/** The parts of a message that say who has to do with whom. */
export type SightedMessage = Pick<MessageDraft, 'draft' | 'from' | 'to' | 'cc' | 'bcc' | 'receivedAt'>;

/** Where a message is, and what is known of its account. */
export interface SightedIn {
  /** The folder's role. */
  role: string | null;
  /** The account's own addresses, in lower case. */
  own: ReadonlySet<string>;
}

/** The people whom a message names, each once for each of the message's fields. */
export function sightingsIn(message: SightedMessage, { role, own }: SightedIn): Sighting[] {
  if (message.draft || role === 'drafts' || role === 'junk') return [];
  const at = message.receivedAt;
  const see = (people: SightedMessage['to'], standing: number): Sighting[] =>
    people.flatMap(({ name, address }) => {
      const lower = address.toLowerCase();
      if (lower.length > LONGEST_ADDRESS || !/^[^\s@]+@[^\s@]+$/.test(lower)) return [];
      const isProgram = standing !== STANDING.writtenTo && isAutomatic(lower);
      return [
        {
          address: lower,
          name: nameOf(name, lower),
          standing: isProgram ? STANDING.automatic : standing,
          at,
        },
      ];
    });
  const { from, to, cc, bcc } = message;
  const isOwn = role === 'sent' || from.some(({ address }) => own.has(address.toLowerCase()));
  if (isOwn) return see([...to, ...cc, ...bcc].slice(0, MOST_WRITTEN_TO), STANDING.writtenTo);
  const senders = see(from.slice(0, 1), STANDING.wrote);
  const others = [...to, ...cc].length > MOST_BESIDE ? [] : see([...to, ...cc], STANDING.beside);
  return [...senders, ...others.filter(({ address }) => !own.has(address))];
}

/** A name that tells more than the address. */
function nameOf(name: string, address: string): string {
  const trimmed = name.trim();
  if (trimmed.toLowerCase() === address) return '';
  return trimmed.slice(0, LONGEST_NAME).toWellFormed();
}

const isAutomatic = (address: string): boolean => {
  const local = address.slice(0, address.lastIndexOf('@'));
  return AUTOMATIC.some((pattern) => pattern.test(local));
};
