import { randomBytes } from 'node:crypto';
import { isLoose } from './subjectHash';

/** The parts of a new message that decide its thread; see messageDraft.ts. */
export interface ThreadedDraft {
  messageIdHash: string | null;
  ancestors: readonly string[];
  threadKey: string;
  sentAt: Date;
}

/** Stored threads that new messages may continue. */
export interface KnownThreads {
  /** By the hash of a Message-ID: the threads that it leads to. */
  byId: ReadonlyMap<string, readonly string[]>;
  /** Number of messages in each of these threads. */
  sizes: ReadonlyMap<string, number>;
}

export interface ThreadPlan<Draft> {
  /** The thread of each new message. */
  threads: Map<Draft, string>;
  /** Stored threads that turn out to be the same as another: from the one that is dropped to the one that it joins. */
  joins: Map<string, string>;
  /** Where Message-IDs lead that previously led nowhere, or to a thread that is full. */
  links: Map<string, string>;
}

/** A pair that belongs together by its subject: new messages, or stored threads. */
export type Match<Draft> = readonly [Draft | string, Draft | string];

/**
 * Maximum messages in a thread; any more start a new one. Otherwise programs that name the same message forever (a
 * monitor, a tracker) would make a thread that is counted again with each of its thousands of messages.
 */
export const MAX_THREAD = 1000;

/**
 * Assigns new messages to threads. Messages belong together if one names the other or both name a third, stored or not,
 * directly or through others. The threads are the same in whatever order the messages arrive.
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
      // Join all of them, not just the first that works: a message that names several threads makes them one.
      const joined = there.filter((place) => groups.join(place, draft));
      if (joined.length > 0) continue;
      places.set(id, [...there, draft]);
      if (id !== draft.messageIdHash) linked.add(id);
    }
  }
  // A subject alone doesn't merge conversations that were started separately.
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
  // A thread is named after the message that started it rather than a reply that joined it; otherwise after the larger
  // thread, so that fewer rows change.
  const rank = (key: string) => (known.sizes.get(key) ?? 0) - (isLoose(key) ? 2 * MAX_THREAD : 0);
  const stored = [...known.sizes.keys()].sort((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1));
  for (const key of stored) if (!isLoose(key)) keep(names, groups.find(key), key);
  // If the name is taken here, it belongs to a thread that is full.
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
  /** Number of messages. */
  size: number;
  /** It consists only of lone replies. */
  loose: boolean;
}

/** Sets that can be joined as long as they don't become too large (union-find). */
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
      // Each node points further up from now on, so that no chain grows long.
      const above = this.parents.get(next) ?? next;
      this.parents.set(root, above);
      root = above;
      next = this.parents.get(root);
    }
    return root;
  }

  /** Joins two sets; false if they'd be too large together. */
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
