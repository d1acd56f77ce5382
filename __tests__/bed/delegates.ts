import type { BedShared } from './types';

/** Who may open which shared mailbox, and who may send as whom. */
export class Delegates {
  private readonly shared = new Map<string, BedShared>();

  constructor(private readonly sendAs: Record<string, string[]> = {}) {}

  set(mailbox: BedShared): void {
    this.shared.set(mailbox.address.toLowerCase(), mailbox);
  }

  find(address: string): BedShared | undefined {
    return this.shared.get(address.toLowerCase());
  }

  mayOpen(owner: string, address: string): boolean {
    return same(owner, address) || includes(this.find(address)?.fullAccess, owner);
  }

  maySendAs(owner: string, address: string): boolean {
    if (same(owner, address)) return true;
    return includes(this.sendAs[owner], address) || includes(this.find(address)?.sendAs, owner);
  }
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const includes = (list: string[] | undefined, address: string): boolean =>
  list?.some((entry) => same(entry, address)) ?? false;
