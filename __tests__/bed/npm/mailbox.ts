import { canonical } from '../message';
import type { BedMail, BedMailbox, StoredMail } from '../types';
import { valueOf } from './mime';
import type { Folder, Message, UserStore } from './store';
import { decodeWords } from './words';

/** A mailbox in memory, manipulated where it lies. */
export class MemoryMailbox implements BedMailbox {
  constructor(
    private readonly store: UserStore,
    private readonly cut: () => void,
  ) {}

  async append(...mails: BedMail[]): Promise<number[]> {
    return mails.map(({ raw, folder = 'INBOX', flags = [], date }) => {
      this.store.create(folder);
      return this.folder(folder).add(canonical(raw), flags, date ?? new Date()).uid;
    });
  }

  async list(folder = 'INBOX'): Promise<StoredMail[]> {
    return this.folder(folder).messages.map(({ uid, flags, part }) => ({
      uid,
      flags: [...flags].sort(),
      subject: decodeWords(valueOf(part.header, 'subject')),
      messageId: valueOf(part.header, 'message-id'),
    }));
  }

  async source(folder: string, uid: number): Promise<Buffer> {
    return this.message(folder, uid).raw;
  }

  async flag(folder: string, uid: number, flags: { add?: string[]; remove?: string[] }): Promise<void> {
    const message = this.message(folder, uid);
    for (const flag of flags.add ?? []) message.flags.add(flag);
    for (const flag of flags.remove ?? []) message.flags.delete(flag);
    this.folder(folder).touch();
  }

  async move(folder: string, uid: number, to: string): Promise<void> {
    const message = this.message(folder, uid);
    this.folder(to).add(message.raw, message.flags, message.date);
    this.folder(folder).remove([message]);
  }

  async expunge(folder: string, uids: number[]): Promise<void> {
    this.folder(folder).remove(uids.map((uid) => this.message(folder, uid)));
  }

  async createFolder(path: string): Promise<void> {
    this.store.create(path);
  }

  async renameFolder(from: string, to: string): Promise<void> {
    if (!this.store.rename(from, to)) throw new Error(`${from} cannot be renamed to ${to}`);
  }

  async deleteFolder(path: string): Promise<void> {
    if (!this.store.remove(path)) throw new Error(`${path} cannot be deleted`);
  }

  async resetUidValidity(folder: string): Promise<void> {
    this.folder(folder).renumber();
  }

  async kick(): Promise<void> {
    this.cut();
  }

  private folder(path: string): Folder {
    const found = this.store.find(path);
    if (!found) throw new Error(`no folder ${path}`);
    return found;
  }

  private message(folder: string, uid: number): Message {
    const found = this.folder(folder).messages.find((message) => message.uid === uid);
    if (!found) throw new Error(`no mail ${uid} in ${folder}`);
    return found;
  }
}
