import type { Id } from '../../../common';
import { saveBodies, type LoadedBody } from '../../store/messages/pendingBodies';
import type { PullSession } from '../session';

/** Read texts are stored whenever there are this many messages, or this many characters. */
const FLUSH_MAILS = 200;
const FLUSH_TEXT = 2 * 1024 * 1024;

/** Collects texts and stores them while the next ones are being read. */
export class BodyWriter {
  /** Number of messages added. */
  count = 0;
  private loaded: LoadedBody[] = [];
  private readonly folders = new Set<Id>();
  private length = 0;
  private storing: Promise<void> = Promise.resolve();

  constructor(private readonly session: PullSession) {}

  async add(folderId: Id, one: LoadedBody): Promise<void> {
    this.count++;
    this.loaded.push(one);
    this.folders.add(folderId);
    if ('body' in one) this.length += one.body.text.length + one.body.html.length;
    if (this.loaded.length >= FLUSH_MAILS || this.length >= FLUSH_TEXT) await this.flush();
  }

  /** Stores everything added so far; resolves when all of it is stored. */
  async end(): Promise<void> {
    await this.flush();
    await this.storing;
  }

  /** Waits for the texts being stored, then starts storing those added since. */
  private async flush(): Promise<void> {
    await this.storing;
    if (this.loaded.length === 0) return;
    const { ctx, lease, account, hints } = this.session;
    const { loaded } = this;
    const folders = [...this.folders];
    this.loaded = [];
    this.folders.clear();
    this.length = 0;
    this.storing = saveBodies(ctx, lease, account.id, loaded).then(() => hints.add(['messages'], folders));
    // Awaited by the next flush or by the end.
    this.storing.catch(() => undefined);
  }
}
