import type { Id } from '../../../src/common';
import { withFolder } from '../../../src/server/imap';
import { drain, enqueueFlag, enqueueMove, enqueueRemove } from '../../../src/server/outbox';
import { mail } from '../imap/mailboxes';
import { Choices, DAYS, dayOf } from './choices';
import type { Synced } from './synced';

interface Stored {
  folder: string;
  uid: number;
}

/** One mailbox, with another client at it, somebody who clicks and chooses, and pulls that come and go. */
export class Game {
  readonly played: string[] = [];
  private readonly folders = new Set(['INBOX', 'Archive', 'Sent Items', 'Deleted Items']);
  private mails = 0;
  private made = 0;
  /** Row of each mail that never had a copy, by subject: it must stay, wherever the mail goes. */
  private readonly rows = new Map<string, Id>();
  private readonly copied = new Set<string>();
  /** Subjects of mails that somebody meant to delete. */
  private readonly deleted = new Set<string>();
  private readonly choices: Choices;

  constructor(
    private readonly box: Synced,
    private readonly random: () => number,
  ) {
    this.choices = new Choices(box);
  }

  async play(): Promise<void> {
    const moves: Array<[number, string, () => Promise<unknown>]> = [
      [5, 'append', () => this.append()],
      [5, 'flag', () => this.onMail((at) => this.flag(at))],
      [3, 'move', () => this.onMail((at) => this.move(at))],
      [2, 'expunge', () => this.onMail((at) => this.expunge(at))],
      [1, 'copy', () => this.onMail((at) => this.copy(at))],
      [1, 'new folder', () => this.create()],
      [1, 'rename', () => this.rename()],
      [1, 'new UIDs', () => this.newUids()],
      [4, 'click', () => this.click()],
      [2, 'leave out', () => this.leaveOut(true)],
      [2, 'take in', () => this.leaveOut(false)],
      [2, 'start date', () => this.startAt()],
      [6, 'pull', () => this.pull()],
      [3, 'pull of the Inbox', () => this.turn({ only: 'INBOX' })],
      [3, 'pull that is cut off', () => this.cutOff()],
    ];
    let left = this.random() * moves.reduce((sum, [weight]) => sum + weight, 0);
    const chosen = moves.find(([weight]) => (left -= weight) < 0);
    if (!chosen) return;
    this.played.push(chosen[1]);
    await chosen[2]();
  }

  /** Turns until nothing is left to be done. */
  async settle(): Promise<void> {
    this.box.memory.comparedAt.clear();
    for (let turn = 0; turn < 3; turn++) await this.pull();
  }

  async stored(): Promise<string[]> {
    const paths = new Map((await this.box.rows('mailFolders')).map((row) => [String(row.id), row.path]));
    return (await this.box.messages())
      .map((row) => {
        const flags = [row.answered && '\\Answered', row.flagged && '\\Flagged', row.seen && '\\Seen'];
        return `${String(paths.get(String(row.folderId)))} ${row.uid} ${row.subject} ${flags.filter(Boolean).join(' ')}`;
      })
      .sort();
  }

  /** What of the server's mails is to be stored. */
  async wanted(): Promise<string[]> {
    const lines: string[] = [];
    for (const folder of this.folders) {
      if (await this.choices.isLeftOut(folder)) continue;
      for (const { uid, flags } of await this.box.box.list(folder)) {
        const { subject, day } = await this.read({ folder, uid });
        if (this.choices.isBefore(day)) continue;
        const shown = [...flags].filter((flag) => ['\\Answered', '\\Flagged', '\\Seen'].includes(flag));
        lines.push(`${folder} ${uid} ${subject} ${shown.sort().join(' ')}`);
      }
    }
    return lines.sort();
  }

  /** Subjects of mails that nobody meant to delete, and that are not on the server any more. */
  async lost(): Promise<string[]> {
    const there = new Set<string>();
    for (const folder of this.folders)
      for (const { subject } of await this.box.box.list(folder)) there.add(subject);
    const all = Array.from({ length: this.mails }, (_none, index) => `mail ${index + 1}`);
    return all.filter((subject) => !there.has(subject) && !this.deleted.has(subject));
  }

  /** Subjects of mails that lost their row on the way. */
  async strayed(): Promise<string[]> {
    const now = new Map((await this.box.messages()).map((row) => [row.subject, String(row.id)]));
    return [...this.rows]
      .filter(
        ([subject, id]) => !this.copied.has(subject) && now.has(subject) && now.get(subject) !== String(id),
      )
      .map(([subject]) => subject);
  }

  private any<T>(items: readonly T[]): T {
    return items[Math.floor(this.random() * items.length)];
  }

  private async append(): Promise<void> {
    const count = 1 + Math.floor(this.random() * 4);
    const folder = this.any([...this.folders]);
    const added = Array.from({ length: count }, () => `mail ${++this.mails}`);
    await this.box.box.append(
      ...added.map((subject) => {
        const day = this.any(DAYS);
        const raw = mail(subject, { 'Message-ID': `<${subject}@x>`, Date: day.toUTCString() });
        return { raw, folder, date: day };
      }),
    );
  }

  private async expunge(at: Stored): Promise<void> {
    this.deleted.add((await this.read(at)).subject);
    await this.box.box.expunge(at.folder, [at.uid]);
  }

  /** Mails of a folder that is left out, or that go there, come back as others. */
  private async leaveOut(out: boolean): Promise<void> {
    const path = await this.choices.choose(out, this.folders, this.random);
    if (path === null) return;
    this.played.push(`  ${path}`);
    if (!out) return;
    for (const { subject } of await this.box.box.list(path)) this.copied.add(subject);
    for (const { subject } of await this.box.messages(path)) this.copied.add(subject);
  }

  private async startAt(): Promise<void> {
    this.played.push(`  ${await this.choices.startAt(this.random)}`);
    for (const folder of this.folders)
      for (const { uid } of await this.box.box.list(folder)) {
        const { subject, day } = await this.read({ folder, uid });
        if (this.choices.isBefore(day)) this.copied.add(subject);
      }
  }

  private async onMail(act: (at: Stored) => Promise<unknown>): Promise<void> {
    const folder = this.any([...this.folders]);
    const listed = await this.box.box.list(folder);
    if (listed.length === 0) return;
    const at = { folder, uid: this.any(listed).uid };
    this.played.push(`  ${(await this.read(at)).subject} of ${folder}`);
    await act(at);
  }

  private flag({ folder, uid }: Stored): Promise<void> {
    const flag = this.any(['\\Seen', '\\Flagged', '\\Answered']);
    return this.box.box.flag(folder, uid, this.random() < 0.7 ? { add: [flag] } : { remove: [flag] });
  }

  private async move({ folder, uid }: Stored): Promise<void> {
    const to = this.any([...this.folders]);
    this.played.push(`  to ${to}`);
    if (await this.choices.isLeftOut(to)) this.copied.add((await this.read({ folder, uid })).subject);
    if (to !== folder) await this.box.box.move(folder, uid, to);
  }

  private async copy({ folder, uid }: Stored): Promise<void> {
    const { subject, day, raw } = await this.read({ folder, uid });
    this.copied.add(subject);
    await this.box.box.append({ raw, folder: this.any([...this.folders]), date: day });
  }

  private async create(): Promise<void> {
    const path = `Folder ${++this.made}`;
    await this.box.box.createFolder(path);
    this.folders.add(path);
  }

  private async rename(): Promise<void> {
    const own = [...this.folders].filter((path) => path.startsWith('Folder'));
    if (own.length === 0) return;
    const from = this.any(own);
    const to = `Folder ${++this.made}`;
    // What came since the last look makes another folder of it, with rows of its own.
    for (const { subject } of await this.box.box.list(from)) this.copied.add(subject);
    // Dovecot makes a folder anew that a session has open; the worker idles in the Inbox.
    await withFolder(await this.box.mailbox(), 'INBOX', async () => undefined);
    await this.box.box.renameFolder(from, to);
    this.folders.delete(from);
    this.folders.add(to);
    this.choices.renamed(from, to);
  }

  private async newUids(): Promise<void> {
    const folder = this.any([...this.folders]);
    await this.box.box.resetUidValidity(folder);
    // The bed's own connection notices the new UIDs at its second command only.
    await this.box.box.list(folder);
  }

  private async click(): Promise<void> {
    const { ctx, account } = this.box;
    const shown = await this.box.messages();
    if (shown.length === 0) return;
    const rows = Array.from({ length: 1 + Math.floor(this.random() * 3) }, () => this.any(shown));
    const ids = rows.map(({ id }) => id);
    const chance = this.random();
    this.played.push(`  ${chance < 0.5 ? 'flag' : chance < 0.6 ? 'remove' : 'move'} ${ids.join(' ')}`);
    if (chance < 0.5) return enqueueFlag(ctx, account.userId, ids, { seen: this.random() < 0.5 });
    if (chance < 0.6) {
      for (const { subject } of rows) this.deleted.add(subject);
      if (await this.choices.isLeftOut('Deleted Items'))
        for (const { subject } of rows) this.copied.add(subject);
      await enqueueRemove(ctx, account.userId, ids, { permanently: true });
      return;
    }
    const folders = (await this.box.rows('mailFolders')).filter((row) => this.folders.has(String(row.path)));
    const to = this.any(folders);
    if (await this.choices.isLeftOut(String(to.path)))
      for (const { subject } of rows) this.copied.add(subject);
    await enqueueMove(ctx, account.userId, ids, to.id as Id);
  }

  private pull(): Promise<void> {
    return this.turn({});
  }

  private async turn(options: Parameters<Synced['pull']>[0]): Promise<void> {
    await drain(this.box.ctx, this.box.account, await this.box.mailbox());
    await this.box.pull(options);
    for (const { subject, id } of await this.box.messages())
      if (!this.rows.has(subject)) this.rows.set(subject, id);
  }

  private async cutOff(): Promise<void> {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      abort.abort();
      void this.box.mailbox().then(({ client }) => client.close());
    }, this.random() * 60);
    await this.turn({ signal: abort.signal }).catch(() => undefined);
    clearTimeout(timer);
  }

  private async read({ folder, uid }: Stored): Promise<{ subject: string; day: Date; raw: Buffer }> {
    const raw = await this.box.box.source(folder, uid);
    const source = raw.toString('latin1');
    const subject = /^Subject: (.*)$/im.exec(source)?.[1]?.trim() ?? '';
    return { subject, day: dayOf(source), raw };
  }
}
