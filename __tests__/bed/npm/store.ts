import { EXCHANGE_FOLDERS } from '../folders';
import type { Part } from './mime';
import { parsePart } from './mime';

/** Who wants to know that a folder changed: a session that has it selected. */
export interface Watcher {
  changed(): void;
  /** The folder is gone, or its UIDs mean nothing any more. */
  lost(): void;
}

/** One mail in one folder. */
export class Message {
  expunged = false;
  private structure: Part | undefined;

  constructor(
    readonly uid: number,
    readonly raw: Buffer,
    readonly flags: Set<string>,
    readonly date: Date,
  ) {}

  get part(): Part {
    this.structure ??= parsePart(this.raw, 0, this.raw.length);
    return this.structure;
  }
}

let validity = Math.floor(Date.now() / 1000);

/** One folder, with everybody who looks at it. */
export class Folder {
  /** In the order of their UIDs. */
  messages: Message[] = [];
  uidNext = 1;
  uidValidity = ++validity;
  subscribed = true;
  private readonly watchers = new Set<Watcher>();

  watch(watcher: Watcher): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  add(raw: Buffer, flags: Iterable<string>, date: Date): Message {
    const message = new Message(this.uidNext++, raw, new Set(flags), date);
    this.messages.push(message);
    this.notify();
    return message;
  }

  remove(messages: Iterable<Message>): void {
    for (const message of messages) message.expunged = true;
    this.messages = this.messages.filter(({ expunged }) => !expunged);
    this.notify();
  }

  /** Flags were changed. */
  touch(): void {
    this.notify();
  }

  /** New UIDVALIDITY, new UIDs: whoever looks at the folder is thrown out. */
  renumber(): void {
    this.uidValidity = ++validity + Math.floor(Math.random() * 100_000);
    const kept = this.messages;
    this.messages = [];
    this.uidNext = 1;
    for (const { raw, flags, date } of kept)
      this.messages.push(new Message(this.uidNext++, raw, flags, date));
    this.drop();
  }

  drop(): void {
    for (const watcher of [...this.watchers]) watcher.lost();
  }

  private notify(): void {
    for (const watcher of this.watchers) watcher.changed();
  }
}

/** Somebody's folders. */
export class UserStore {
  readonly folders = new Map<string, Folder>();

  constructor() {
    this.folders.set('INBOX', new Folder());
    for (const { path } of EXCHANGE_FOLDERS) this.folders.set(path, new Folder());
  }

  find(path: string): Folder | undefined {
    return this.folders.get(normalise(path));
  }

  /** Makes a folder with its parents; false where it exists. */
  create(path: string): boolean {
    const parts = normalise(path).replace(/\/$/, '').split('/');
    if (this.folders.has(parts.join('/'))) return false;
    parts.forEach((_part, index) => {
      const name = parts.slice(0, index + 1).join('/');
      if (!this.folders.has(name)) this.folders.set(name, new Folder());
    });
    return true;
  }

  /** Removes a folder and what is below it, as Exchange does; false for INBOX and what does not exist. */
  remove(path: string): boolean {
    if (normalise(path) === 'INBOX' || !this.folders.has(path)) return false;
    for (const name of this.below(path)) {
      this.folders.get(name)?.drop();
      this.folders.delete(name);
    }
    return true;
  }

  rename(from: string, to: string): boolean {
    if (normalise(from) === 'INBOX' || !this.folders.has(from) || this.folders.has(to)) return false;
    const parent = to.slice(0, Math.max(0, to.lastIndexOf('/')));
    if (parent) this.create(parent);
    for (const name of this.below(from)) {
      const folder = this.folders.get(name);
      if (!folder) continue;
      this.folders.delete(name);
      this.folders.set(`${to}${name.slice(from.length)}`, folder);
    }
    return true;
  }

  private below(path: string): string[] {
    return [...this.folders.keys()].filter((name) => name === path || name.startsWith(`${path}/`));
  }
}

/** INBOX is one in any case (RFC 3501 §5.1). */
function normalise(path: string): string {
  return /^inbox$/i.test(path) ? 'INBOX' : path.replace(/^inbox\//i, 'INBOX/');
}
