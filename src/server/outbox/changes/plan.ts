import type { Id } from '../../../common';

/** What an operation needs and changes, as far as it affects the order of operations. */
export interface Needs {
  /** Messages it is about. */
  mails: readonly Id[];
  /** Folders that must still be as they were when the operation was requested. */
  uses: readonly Id[];
  /** Folders that it changes, or whose messages it changes. */
  changes: readonly Id[];
  /** Operations with the same key can be carried out together; null means only alone. */
  together: string | null;
  /** Several operations on the same message can be carried out together: the last one wins. */
  merges: boolean;
}

/**
 * The next operations to carry out in one go: the first possible one, and all later ones that do the same and don't
 * depend on any that are left out. `isDue`: false for those waiting for another attempt; whatever depends on them waits
 * too, in the requested order.
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

/** What a set of operations touches. */
class Touched {
  private readonly mails = new Set<string>();
  private readonly uses = new Set<string>();
  private readonly changes = new Set<string>();

  add({ mails, uses, changes }: Needs): void {
    for (const id of mails) this.mails.add(String(id));
    for (const id of uses) this.uses.add(String(id));
    for (const id of changes) this.changes.add(String(id));
  }

  /** Whether a later operation depends on them. */
  meets({ mails, uses, changes }: Needs): boolean {
    return (
      mails.some((id) => this.mails.has(String(id))) ||
      uses.some((id) => this.changes.has(String(id))) ||
      changes.some((id) => this.changes.has(String(id)) || this.uses.has(String(id)))
    );
  }
}
