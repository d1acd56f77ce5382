import { randomBytes } from 'node:crypto';
import { isLoose } from './subjectHash';

/** What of a new mail decides its thread; see messageDraft.ts. */
export interface ThreadedDraft {
  messageIdHash: string | null;
  ancestors: readonly string[];
  threadKey: string;
  sentAt: Date;
}

/** What is stored that new mails may continue. */
export interface KnownThreads {
  /** By the hash of a Message-ID: the threads that it leads to. */
  byId: ReadonlyMap<string, readonly string[]>;
  /** Mails of each of these threads. */
  sizes: ReadonlyMap<string, number>;
}

export interface ThreadPlan<Draft> {
  /** The thread of each new mail. */
  threads: Map<Draft, string>;
  /** Stored threads that turn out to be one with another: which goes, and into which. */
  joins: Map<string, string>;
  /** Where Message-IDs lead that led nowhere before, or to a thread that is full. */
  links: Map<string, string>;
}

/** Two that belong together by their subject: new mails, or threads that are stored. */
export type Match<Draft> = readonly [Draft | string, Draft | string];

/**
 * Mails of a thread. What goes beyond begins a new one: programs that name the same mail for ever (a monitor, a
 * tracker) would otherwise make a thread that is counted anew with each of its thousands of mails.
 */
export const MAX_THREAD = 1000;

/**
 * Puts new mails into threads. Mails belong together if one names the other or both name a third, stored or not,
 * directly or by way of others: whatever the order in which they come, the threads are the same.
 */
export function planThreads<Draft extends ThreadedDraft>(
  drafts: readonly Draft[],
  known: KnownThreads,
  matches: ReadonlyArray<Match<Draft>> = [],
): ThreadPlan<Draft> {
  const groups = new Groups<Draft | string>();
  for (const [key, size] of known.sizes) groups.add(key, { size, loose: isLoose(key) });
  const places = new Map<string, Array<Draft | string>>();
  for (const [id, keys] of known.byId) {
    places.set(id, [...keys]);
    for (const key of keys) groups.join(keys[0], key);
  }
  const linked = new Set<string>();
  for (const draft of [...drafts].sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime())) {
    groups.add(draft, { size: 1, loose: isLoose(draft.threadKey) });
    for (const id of [draft.messageIdHash, ...draft.ancestors]) {
      if (id === null) continue;
      const there = places.get(id) ?? [];
      // All of them, not the first that does: that one mail names them makes one thread of several.
      const joined = there.filter((place) => groups.join(place, draft));
      if (joined.length > 0) continue;
      places.set(id, [...there, draft]);
      if (id !== draft.messageIdHash) linked.add(id);
    }
  }
  // A subject alone makes one conversation of nothing that was begun twice.
  for (const [one, other] of matches) if (groups.loose(one) || groups.loose(other)) groups.join(one, other);
  return finish(drafts, known, groups, places, linked);
}

function finish<Draft extends ThreadedDraft>(
  drafts: readonly Draft[],
  known: KnownThreads,
  groups: Groups<Draft | string>,
  places: ReadonlyMap<string, ReadonlyArray<Draft | string>>,
  linked: ReadonlySet<string>,
): ThreadPlan<Draft> {
  const names = new Map<Draft | string, string>();
  // What begins a thread names it, rather than an answer that went along; then the larger one, so that fewer
  // rows change.
  const rank = (key: string) => (known.sizes.get(key) ?? 0) - (isLoose(key) ? 2 * MAX_THREAD : 0);
  const stored = [...known.sizes.keys()].sort((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1));
  for (const key of stored) if (!isLoose(key)) keep(names, groups.find(key), key);
  // A name that is taken here is that of a thread that is full.
  const nameFor = ({ threadKey }: Draft) =>
    known.sizes.has(threadKey) ? randomBytes(32).toString('hex') : threadKey;
  for (const draft of drafts) {
    if (!isLoose(draft.threadKey)) keep(names, groups.find(draft), nameFor(draft));
  }
  for (const key of stored) keep(names, groups.find(key), key);
  for (const draft of drafts) keep(names, groups.find(draft), nameFor(draft));
  const nameOf = (node: Draft | string): string => names.get(groups.find(node)) as string;
  return {
    threads: new Map(drafts.map((draft) => [draft, nameOf(draft)])),
    joins: new Map(stored.map((key) => [key, nameOf(key)] as const).filter(([key, name]) => key !== name)),
    links: new Map([...linked].map((id) => [id, nameOf(places.get(id)?.at(-1) as Draft)])),
  };
}

function keep<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  if (!map.has(key)) map.set(key, value);
}

interface Group {
  /** Mails. */
  size: number;
  /** Nothing but lone answers. */
  loose: boolean;
}

/** Sets that are joined one with another as long as they are not too large (union-find). */
class Groups<Node> {
  private readonly parents = new Map<Node, Node>();
  private readonly groups = new Map<Node, Group>();

  add(node: Node, group: Group): void {
    this.parents.set(node, node);
    this.groups.set(node, group);
  }

  loose(node: Node): boolean {
    return this.groups.get(this.find(node))?.loose ?? false;
  }

  find(node: Node): Node {
    let root = node;
    for (let next = this.parents.get(root); next !== undefined && next !== root;) {
      // Each points further up from now on, so that no chain grows long.
      const above = this.parents.get(next) ?? next;
      this.parents.set(root, above);
      root = above;
      next = this.parents.get(root);
    }
    return root;
  }

  /** false: together they would be too large. */
  join(one: Node, other: Node): boolean {
    const [a, b] = [this.find(one), this.find(other)];
    if (a === b) return true;
    const [into, from] = [this.groups.get(a), this.groups.get(b)];
    if (!into || !from || into.size + from.size > MAX_THREAD) return false;
    const [root, child] = into.size < from.size ? [b, a] : [a, b];
    this.parents.set(child, root);
    this.groups.set(root, { size: into.size + from.size, loose: into.loose && from.loose });
    return true;
  }
}
