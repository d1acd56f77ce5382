import type { Id } from '../../common';
import { asMailError } from '../errors';
import { countConnection, type Mailbox } from '../imap';

/** Exchange allows only a few connections per mailbox (16 to 20, unpublished) and counts short ones against us. */
const MAX_PER_ACCOUNT = 2;
const IDLE_TIMEOUT = 60_000;

interface Entry {
  opening: Promise<Mailbox>;
  mailbox: Mailbox | null;
  users: number;
  timer: NodeJS.Timeout | null;
}

/** Open connections by account, each shared by several visits and closed a minute after the last one. */
export class Pool {
  private readonly entries = new Map<string, Entry[]>();

  constructor(private readonly open: (accountId: Id) => Promise<Mailbox>) {}

  /** Runs `visit` on a connection of the account; again on a new one if a reused connection had died. */
  async use<T>(accountId: Id, visit: (mailbox: Mailbox) => Promise<T>): Promise<T> {
    const { entry, reused } = this.take(String(accountId), accountId);
    try {
      return await visit(await entry.opening);
    } catch (error) {
      const { code } = asMailError(error);
      if (!reused || (code !== 'connection-lost' && code !== 'token-rejected')) throw error;
    } finally {
      this.giveBack(String(accountId), entry);
    }
    // The connection had died unnoticed while it was idle.
    this.drop(String(accountId), entry);
    return this.use(accountId, visit);
  }

  /** Closes all connections. */
  async close(): Promise<void> {
    await Promise.all([...this.entries.keys()].map((accountId) => this.closeAccount(accountId)));
  }

  /** Closes an account's connections; whatever they are being used for is cut off. */
  async closeAccount(accountId: Id): Promise<void> {
    const all = this.entries.get(String(accountId)) ?? [];
    this.entries.delete(String(accountId));
    for (const entry of all) if (entry.timer) clearTimeout(entry.timer);
    await Promise.all(
      all.map((entry) => entry.opening.then((mailbox) => mailbox.close()).catch(() => undefined)),
    );
  }

  private take(key: string, accountId: Id): { entry: Entry; reused: boolean } {
    const usable = (this.entries.get(key) ?? []).filter((entry) => !entry.mailbox || entry.mailbox.usable);
    const [idlest] = [...usable].sort((a, b) => a.users - b.users);
    if (idlest && (idlest.users === 0 || usable.length >= MAX_PER_ACCOUNT)) {
      this.entries.set(key, usable);
      if (idlest.timer) clearTimeout(idlest.timer);
      idlest.users++;
      return { entry: idlest, reused: true };
    }
    const entry: Entry = { opening: this.open(accountId), mailbox: null, users: 1, timer: null };
    this.entries.set(key, [...usable, entry]);
    entry.opening.then(
      (mailbox) => {
        entry.mailbox = mailbox;
        countConnection(accountId, mailbox);
      },
      () => this.drop(key, entry),
    );
    return { entry, reused: false };
  }

  private giveBack(key: string, entry: Entry): void {
    entry.users--;
    if (entry.users > 0) return;
    if (entry.mailbox && !entry.mailbox.usable) return this.drop(key, entry);
    entry.timer = setTimeout(() => this.drop(key, entry), IDLE_TIMEOUT);
    entry.timer.unref();
  }

  private drop(key: string, entry: Entry): void {
    const left = (this.entries.get(key) ?? []).filter((other) => other !== entry);
    if (left.length > 0) this.entries.set(key, left);
    else this.entries.delete(key);
    if (entry.timer) clearTimeout(entry.timer);
    if (entry.users === 0) void entry.mailbox?.close();
  }
}
