import type { Id } from '../../common';

/** What an operation needs and changes, as far as the order of operations depends on it. */
export interface Needs {
  /** Mails it is about. */
  mails: readonly Id[];
  /** Folders that have to be as they were when it was asked for. */
  uses: readonly Id[];
  /** Folders that are others, or have other mails, after it. */
  changes: readonly Id[];
  /** Operations with the same key can be carried out together; null: by itself alone. */
  together: string | null;
  /** Several of them about one mail can be carried out together: the last word counts. */
  merges: boolean;
}

/**
 * The operations to be carried out next, in one go: the first one that can be, and all behind it that do the
 * same and are independent of what stays behind. `isDue`: false for those that wait for another attempt; what
 * depends on them waits too, in the order in which it was asked for.
 */
export function nextBatch<T>(
  operations: readonly T[],
  needsOf: (operation: T) => Needs,
  isDue: (operation: T) => boolean,
): T[] {
  const behind = new Touched();
  const taken = new Touched();
  const batch: T[] = [];
  let key: string | null = null;
  for (const operation of operations) {
    const needs = needsOf(operation);
    const joins = batch.length === 0 || (key !== null && needs.together === key);
    const collides = batch.length > 0 && !needs.merges && taken.meets(needs);
    if (!isDue(operation) || !joins || collides || behind.meets(needs)) {
      behind.add(needs);
      continue;
    }
    if (batch.length === 0) key = needs.together;
    batch.push(operation);
    taken.add(needs);
  }
  return batch;
}

/** What a number of operations is about. */
class Touched {
  private readonly mails = new Set<string>();
  private readonly uses = new Set<string>();
  private readonly changes = new Set<string>();

  add({ mails, uses, changes }: Needs): void {
    for (const id of mails) this.mails.add(String(id));
    for (const id of uses) this.uses.add(String(id));
    for (const id of changes) this.changes.add(String(id));
  }

  /** Whether one that comes after them depends on them. */
  meets({ mails, uses, changes }: Needs): boolean {
    return (
      mails.some((id) => this.mails.has(String(id))) ||
      uses.some((id) => this.changes.has(String(id))) ||
      changes.some((id) => this.changes.has(String(id)) || this.uses.has(String(id)))
    );
  }
}
