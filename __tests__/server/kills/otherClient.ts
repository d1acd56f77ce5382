import type { BedMailbox } from '../../bed/types';
import { mail } from '../imap/mailboxes';

type Dice = (below: number) => number;

/** Mails that this client changes; the user's own are left to the user, so that one knows what they are to be. */
const OWN = /^mail \d+$/;
const FLAGS = ['\\Seen', '\\Flagged', '\\Answered'];

/** Another mail client at the same mailbox: phone, Outlook. */
export class OtherClient {
  private readonly folders = ['INBOX', 'Archive', 'Deleted Items', 'Junk Email'];
  private mails = 0;
  private made = 0;

  constructor(
    private readonly box: BedMailbox,
    private readonly dice: Dice,
  ) {}

  /** A mailbox that has been in use for a while. */
  async fill(mails: number): Promise<void> {
    for (const [folder, share] of [['INBOX', 0.7] as const, ['Archive', 0.3] as const])
      await this.append(Math.round(mails * share), folder);
  }

  /** Changes something at random; says what. */
  async play(): Promise<string> {
    const moves: Array<[number, string, () => Promise<unknown>]> = [
      [10, 'append', () => this.append(1 + this.dice(4), this.any(this.folders))],
      [10, 'flag', () => this.onMail((folder, uid) => this.flag(folder, uid))],
      [8, 'move', () => this.onMail((folder, uid) => this.box.move(folder, uid, this.any(this.folders)))],
      [6, 'expunge', () => this.onMail((folder, uid) => this.box.expunge(folder, [uid]))],
      [2, 'new folder', () => this.fillFolder()],
      [2, 'rename', () => this.rename()],
      [1, 'new UIDs', () => this.box.resetUidValidity(this.any(this.folders.slice(1)))],
    ];
    let left = this.dice(moves.reduce((sum, [weight]) => sum + weight, 0));
    const [, name, act] = moves.find(([weight]) => (left -= weight) < 0) ?? moves[0];
    // What it meant may have gone meanwhile: the user is at it too.
    const end = await act().then(
      () => name,
      (error: unknown) => `${name}: ${String(error)}`,
    );
    return `other client: ${end}`;
  }

  private any<T>(items: readonly T[]): T {
    return items[this.dice(items.length)];
  }

  private async append(count: number, folder: string): Promise<void> {
    const raws = Array.from({ length: count }, () => mail(`mail ${++this.mails}`));
    await this.box.append(...raws.map((raw) => ({ raw, folder })));
  }

  /** More than one page of it: its history has to be loaded too. */
  private async fillFolder(): Promise<void> {
    const path = `Folder ${++this.made}`;
    await this.append(60, path);
    this.folders.push(path);
  }

  private async rename(): Promise<void> {
    const at = this.folders.findIndex((path) => path.startsWith('Folder'));
    if (at < 0) return;
    const [from] = this.folders.splice(at, 1) as [string];
    const to = `Folder ${++this.made}`;
    await this.box.renameFolder(from, to);
    this.folders.push(to);
  }

  private async onMail(act: (folder: string, uid: number) => Promise<unknown>): Promise<void> {
    const folder = this.any(this.folders);
    const own = (await this.box.list(folder)).filter(({ subject }) => OWN.test(subject));
    if (own.length > 0) await act(folder, this.any(own).uid);
  }

  private flag(folder: string, uid: number): Promise<void> {
    const flag = this.any(FLAGS);
    return this.box.flag(folder, uid, this.dice(3) > 0 ? { add: [flag] } : { remove: [flag] });
  }
}
