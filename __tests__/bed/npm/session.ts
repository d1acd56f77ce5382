import type { Socket } from 'node:net';
import { announcesSynchronising, Splitter } from '../imap/splitter';
import { flagList } from './fetch';
import type { Folder, Message, UserStore, Watcher } from './store';
import type { Segment, Token } from './tokens';
import { BadCommand, tokenize } from './tokens';

/** A command's outcome: text of the tagged OK, or a refusal. */
export type Outcome = string | { no: string } | { bad: string };

/** `args` are those after the command's name; `uid` tells UID FETCH from FETCH. */
export type Command = (session: Session, args: Token[], uid: boolean) => Outcome | Promise<Outcome>;

export interface SessionContext {
  commands: ReadonlyMap<string, Command>;
  /** The owner of a living access token with the IMAP scope. */
  ownerOf(token: string): string | undefined;
  storeOf(address: string): UserStore | undefined;
}

/** The folder a session looks at, as far as the client has been told of it (RFC 3501 §7.4.1). */
interface Selected {
  folder: Folder;
  readOnly: boolean;
  /** Messages by sequence number: one that is gone stays until EXPUNGE was said. */
  view: Message[];
  /** Flags as last told. */
  told: Map<Message, string>;
  unwatch(): void;
}

/** One IMAP connection. */
export class Session implements Watcher {
  user: UserStore | undefined;
  selected: Selected | undefined;
  private readonly splitter = new Splitter();
  private segments: Segment[] = [];
  private literal: Buffer[] | undefined;
  /** Complete commands that wait for the one before. */
  private readonly inbox: Segment[][] = [];
  private waiter: ((segments: Segment[]) => void) | undefined;
  private idling = false;
  /** Several changes in a row are told in one go. */
  private flushing = false;

  constructor(
    private readonly socket: Socket,
    readonly context: SessionContext,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.read(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => this.deselect());
    this.say('* OK The Microsoft Exchange IMAP4 service is ready. [local stand-in]');
    void this.serve();
  }

  say(line: string): void {
    if (!this.socket.destroyed) this.socket.write(`${line}\r\n`, 'latin1');
  }

  /** Writes octets; waits while the client does not read them. */
  async write(chunks: Buffer[]): Promise<void> {
    if (this.socket.destroyed) return;
    let free = true;
    this.socket.cork();
    for (const chunk of chunks) free = this.socket.write(chunk);
    this.socket.uncork();
    if (free || this.socket.destroyed) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.socket.off('drain', done);
        this.socket.off('close', done);
        resolve();
      };
      this.socket.on('drain', done);
      this.socket.on('close', done);
    });
  }

  /** The next line, where it is no command: a SASL response, or DONE. */
  async nextLine(): Promise<string> {
    const [line] = await this.next();
    return typeof line === 'string' ? line : '';
  }

  end(): void {
    this.deselect();
    this.socket.end();
  }

  select(folder: Folder, readOnly: boolean): void {
    this.deselect();
    const view = [...folder.messages];
    const told = new Map(view.map((message) => [message, flagList(message)]));
    this.selected = { folder, readOnly, view, told, unwatch: folder.watch(this) };
  }

  deselect(): void {
    this.selected?.unwatch();
    this.selected = undefined;
  }

  /** IDLE (RFC 2177): changes are told as they happen until DONE. */
  async idle(): Promise<boolean> {
    this.idling = true;
    this.say('+ idling');
    this.flush(true);
    const line = await this.nextLine();
    this.idling = false;
    return /^DONE$/i.test(line.trim());
  }

  changed(): void {
    if (!this.idling || this.flushing) return;
    this.flushing = true;
    setImmediate(() => {
      this.flushing = false;
      if (this.idling) this.flush(true);
    });
  }

  lost(): void {
    this.say('* BYE The selected mailbox is gone');
    this.end();
  }

  /** Tells what changed. EXPUNGE may not be said where the client counts by sequence numbers. */
  flush(mayExpunge: boolean): void {
    const { selected } = this;
    if (!selected) return;
    const { view, told, folder } = selected;
    if (mayExpunge) {
      for (let index = view.length - 1; index >= 0; index -= 1) {
        const message = view[index];
        if (!message?.expunged) continue;
        view.splice(index, 1);
        told.delete(message);
        this.say(`* ${index + 1} EXPUNGE`);
      }
    }
    const fresh = folder.messages.filter((message) => !told.has(message));
    for (const message of fresh) {
      view.push(message);
      told.set(message, flagList(message));
    }
    if (fresh.length) this.say(`* ${view.length} EXISTS`);
    view.forEach((message, index) => {
      const flags = flagList(message);
      if (message.expunged || told.get(message) === flags) return;
      told.set(message, flags);
      this.say(`* ${index + 1} FETCH (UID ${message.uid} FLAGS ${flags})`);
    });
  }

  private read(chunk: Buffer): void {
    for (const piece of this.splitter.push(chunk)) {
      if (piece.kind === 'literal') {
        this.literal?.push(piece.data);
        continue;
      }
      const line = piece.data.toString('latin1').replace(/\r?\n$/, '');
      this.endLiteral();
      const announced = /~?\{(\d+)\+?\}$/.exec(line);
      this.segments.push(announced ? line.slice(0, announced.index) : line);
      if (announced) {
        this.literal = [];
        if (announcesSynchronising(piece.data)) this.say('+ Ready for additional command text.');
        continue;
      }
      const segments = this.segments;
      this.segments = [];
      if (this.waiter) this.waiter(segments);
      else this.inbox.push(segments);
      this.waiter = undefined;
    }
  }

  private next(): Promise<Segment[]> {
    const segments = this.inbox.shift();
    if (segments) return Promise.resolve(segments);
    return new Promise((resolve) => {
      this.waiter = resolve;
    });
  }

  private async serve(): Promise<void> {
    while (!this.socket.destroyed) await this.execute(await this.next());
  }

  private endLiteral(): void {
    if (this.literal) this.segments.push(Buffer.concat(this.literal));
    this.literal = undefined;
  }

  private async execute(segments: Segment[]): Promise<void> {
    const first = typeof segments[0] === 'string' ? segments[0] : '';
    const [tag = '*'] = first.split(' ');
    if (first === '') return;
    try {
      const [, verb, ...rest] = tokenize(segments);
      let name = verb?.kind === 'atom' ? verb.value.toUpperCase() : '';
      const uid = name === 'UID';
      const [inner] = rest;
      if (uid && inner?.kind === 'atom') {
        name = inner.value.toUpperCase();
        rest.shift();
      }
      const command = this.context.commands.get(name);
      if (!command) throw new BadCommand(`Command Error. ${name || 'Nothing'} is no command here`);
      const outcome = await command(this, rest, uid);
      this.flush(uid || !['FETCH', 'STORE', 'SEARCH'].includes(name));
      if (typeof outcome === 'string') this.say(`${tag} OK ${outcome}`);
      else if ('no' in outcome) this.say(`${tag} NO ${outcome.no}`);
      else this.say(`${tag} BAD ${outcome.bad}`);
      if (name === 'LOGOUT') this.end();
    } catch (error) {
      this.say(`${tag} BAD ${error instanceof BadCommand ? error.message : 'Server error'}`);
    }
  }
}
