import { Op, type Transaction } from 'sequelize';
import type { Id, MailAddress } from '../../../common';
import type { MailContext } from '../../context';
import type { MessageDraft } from '../messageDraft';
import { table } from '../db/rows';
import { isLone, isLoose, matching, sameSubject } from './subjectHash';
import type { Match } from './threadPlan';

/** Longest time between a message and a reply to it, in milliseconds. */
const WINDOW = 30 * 24 * 60 * 60_000;
/** Two clocks are rarely further apart than this, in milliseconds. */
const SKEW = 60 * 60_000;
/** Maximum candidates: a subject that thousands of messages share isn't a sign of anything. */
const MAX_CANDIDATES = 1000;

/** The parts of a message by which its subject may lead it to others. */
interface Candidate {
  node: MessageDraft | string;
  hash: string;
  sentAt: number;
  from: string;
  people: ReadonlySet<string>;
}

/**
 * Finds the messages that lone replies ("Re: …" that names no message) are to: for each, the newest earlier message
 * with the same subject whose sender takes part in the reply, and in which the reply's sender takes part; or another
 * lone reply.
 */
export async function subjectMatches(
  ctx: MailContext,
  accountId: Id,
  drafts: readonly MessageDraft[],
  transaction: Transaction,
): Promise<Match<MessageDraft>[]> {
  const fresh = drafts.flatMap(candidateOf);
  const stored = await storedCandidates(ctx, accountId, fresh, transaction);
  const all = [...fresh, ...stored];
  const bySubject = new Map<string, Candidate[]>();
  for (const one of all) {
    const key = one.hash.slice(1);
    bySubject.set(key, [...(bySubject.get(key) ?? []), one]);
  }
  return all.flatMap((one) => {
    // A stored reply that has already found its message stays there.
    if (!isLone(one.hash) || (typeof one.node === 'string' && !isLoose(one.node))) return [];
    const others = (bySubject.get(one.hash.slice(1)) ?? []).filter((other) => belong(one, other));
    const [best] = others.sort((a, b) => rank(one, b) - rank(one, a));
    // Both are stored, so this was decided when they arrived.
    if (!best || (typeof one.node === 'string' && typeof best.node === 'string')) return [];
    return [[one.node, best.node] as const];
  });
}

function candidateOf(draft: MessageDraft): Candidate[] {
  const { subjectHash: hash, from, to, cc, sentAt } = draft;
  if (hash === null) return [];
  const sender = (from[0]?.address ?? '').toLowerCase();
  return [{ node: draft, hash, sentAt: sentAt.getTime(), from: sender, people: peopleOf([from, to, cc]) }];
}

const peopleOf = (lists: ReadonlyArray<readonly MailAddress[] | null>): Set<string> =>
  new Set(lists.flatMap((list) => (list ?? []).map(({ address }) => address.toLowerCase())));

/** Whether `answer` may be a reply to `other`. */
function belong(answer: Candidate, other: Candidate): boolean {
  if (other === answer || !sameSubject(answer.hash, other.hash)) return false;
  const later = other.sentAt - answer.sentAt;
  if (Math.abs(later) > WINDOW || (later > SKEW && !isLone(other.hash))) return false;
  if (!answer.people.has(other.from) || !other.people.has(answer.from)) return false;
  return [...answer.people].filter((address) => other.people.has(address)).length > 1;
}

/** Ranks earlier messages first, the newest of them highest; then later ones, the oldest of them highest. */
const rank = (answer: Candidate, other: Candidate): number =>
  other.sentAt <= answer.sentAt + SKEW ? other.sentAt : -other.sentAt;

async function storedCandidates(
  ctx: MailContext,
  accountId: Id,
  fresh: readonly Candidate[],
  transaction: Transaction,
): Promise<Candidate[]> {
  if (fresh.length === 0) return [];
  const times = fresh.map(({ sentAt }) => sentAt);
  const range = [new Date(Math.min(...times) - WINDOW), new Date(Math.max(...times) + WINDOW)];
  const rows = await table(ctx, 'mailMessages').findAll({
    where: {
      accountId,
      subjectHash: { [Op.in]: [...new Set(fresh.flatMap(({ hash }) => matching(hash)))] },
      sentAt: { [Op.between]: range as never },
    },
    attributes: ['subjectHash', 'threadKey', 'sentAt', 'fromAddress', 'from', 'to', 'cc'],
    order: [['sentAt', 'DESC']],
    limit: MAX_CANDIDATES,
    transaction,
  });
  return rows.flatMap((row) => {
    const hash = row.get('subjectHash') as string;
    const node = row.get('threadKey') as string | null;
    if (!node) return [];
    const [from, to, cc] = ['from', 'to', 'cc'].map((name) => row.get(name) as MailAddress[] | null);
    const sentAt = (row.get('sentAt') as Date).getTime();
    const people = peopleOf([from, to, cc]);
    return [{ node, hash, sentAt, from: (row.get('fromAddress') ?? '') as string, people }];
  });
}
