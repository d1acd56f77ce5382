import type { FaultOptions } from './types';

interface Entry<F> {
  fault: F;
  address?: string;
  left: number;
}

/** Faults that wait for their moment. */
export class Faults<F extends { kind: string }> {
  private entries: Array<Entry<F>> = [];

  add(fault: F, options: FaultOptions = {}): void {
    this.entries.push({
      fault,
      address: options.address?.toLowerCase(),
      left: options.times ?? Number.POSITIVE_INFINITY,
    });
  }

  /** The first fault that `matches` and concerns this address; uses it up by one. */
  take<K extends F>(matches: (fault: F) => fault is K, address?: string): K | undefined;
  take(matches: (fault: F) => boolean, address?: string): F | undefined;
  take(matches: (fault: F) => boolean, address?: string): F | undefined {
    const entry = this.entries.find(
      ({ fault, address: only }) => matches(fault) && (!only || only === address?.toLowerCase()),
    );
    if (!entry) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.entries = this.entries.filter((other) => other !== entry);
    return entry.fault;
  }

  clear(): void {
    this.entries = [];
  }
}

/** For {@link Faults.take}: a fault of this kind. */
export function ofKind<F extends { kind: string }, K extends F['kind']>(kind: K) {
  return (fault: F): fault is Extract<F, { kind: K }> => fault.kind === kind;
}
