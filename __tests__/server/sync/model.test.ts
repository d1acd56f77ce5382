import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../src/common';
import { withFolder } from '../../../src/server/imap';
import { drain, enqueueFlag, enqueueMove, enqueueRemove } from '../../../src/server/outbox';
import { testDialect } from '../databases';
import { mail } from '../imap/mailboxes';
import { startSyncWorld, type Synced, type SyncWorld } from './synced';

/**
 * Another client changes a mailbox at random while people click and pulls come and go, some of them cut off.
 * Once all is quiet, what is stored must be what the server has. `MAIL_MODEL_SEEDS=1,2,3` plays other games.
 */
const SEEDS = (process.env.MAIL_MODEL_SEEDS ?? { sqlite: '1', postgres: '2', mariadb: '3' }[testDialect()])
  .split(',')
  .map(Number);
const STEPS = 60;

/** Mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe.each(['exchange', 'full'] as const)('a mailbox of %s under changes', (profile) => {
  let world: SyncWorld;
  beforeAll(async () => void (world = await startSyncWorld(profile)));
  afterAll(() => world?.stop());

  it.each(SEEDS)(
    'is in the end stored as the server has it (seed %i)',
    async (seed) => {
      const box = await world.fresh();
      const game = new Game(box, generator(seed));
      for (let step = 0; step < STEPS; step++) await game.play();
      await game.settle();
      expect(await game.stored(), game.played.join('\n')).toEqual(await game.onServer());
      // What the server refused for good waits for the user, taken back; nothing else is left.
      const left = (await box.rows('mailOperations')).filter(({ state }) => state !== 'failed');
      expect(left, game.played.join('\n')).toEqual([]);
      expect(await box.rows('mailMessages')).toHaveLength((await box.messages()).length);
      const bodies = (await box.rows('mailBodies')).map((row) => String(row.mailMessageId)).sort();
      expect(bodies).toEqual((await box.messages()).map(({ id }) => String(id)).sort());
      expect(await game.strayed(), game.played.join('\n')).toEqual([]);
    },
    120_000,
  );
});

interface Stored {
  folder: string;
  uid: number;
}

class Game {
  readonly played: string[] = [];
  private readonly folders = new Set(['INBOX', 'Archive', 'Sent Items', 'Deleted Items']);
  private mails = 0;
  private made = 0;
  /** Row of each mail that never had a copy, by subject: it must stay, wherever the mail goes. */
  private readonly rows = new Map<string, Id>();
  private readonly copied = new Set<string>();

  constructor(
    private readonly box: Synced,
    private readonly random: () => number,
  ) {}

  async play(): Promise<void> {
    const moves: Array<[number, string, () => Promise<unknown>]> = [
      [5, 'append', () => this.append()],
      [5, 'flag', () => this.onMail((at) => this.flag(at))],
      [3, 'move', () => this.onMail((at) => this.move(at))],
      [2, 'expunge', () => this.onMail(({ folder, uid }) => this.box.box.expunge(folder, [uid]))],
      [1, 'copy', () => this.onMail((at) => this.copy(at))],
      [1, 'new folder', () => this.create()],
      [1, 'rename', () => this.rename()],
      [1, 'new UIDs', () => this.newUids()],
      [4, 'click', () => this.click()],
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

  async onServer(): Promise<string[]> {
    const lines: string[] = [];
    for (const folder of this.folders) {
      for (const { uid, flags } of await this.box.box.list(folder)) {
        const subject = await this.subjectOf({ folder, uid });
        const shown = [...flags].filter((flag) => ['\\Answered', '\\Flagged', '\\Seen'].includes(flag));
        lines.push(`${folder} ${uid} ${subject} ${shown.sort().join(' ')}`);
      }
    }
    return lines.sort();
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
      ...added.map((subject) => ({ raw: mail(subject, { 'Message-ID': `<${subject}@x>` }), folder })),
    );
  }

  private async onMail(act: (at: Stored) => Promise<unknown>): Promise<void> {
    const folder = this.any([...this.folders]);
    const listed = await this.box.box.list(folder);
    if (listed.length === 0) return;
    const at = { folder, uid: this.any(listed).uid };
    this.played.push(`  ${await this.subjectOf(at)} of ${folder}`);
    await act(at);
  }

  private flag({ folder, uid }: Stored): Promise<void> {
    const flag = this.any(['\\Seen', '\\Flagged', '\\Answered']);
    return this.box.box.flag(folder, uid, this.random() < 0.7 ? { add: [flag] } : { remove: [flag] });
  }

  private async move({ folder, uid }: Stored): Promise<void> {
    const to = this.any([...this.folders]);
    this.played.push(`  to ${to}`);
    if (to !== folder) await this.box.box.move(folder, uid, to);
  }

  private async copy({ folder, uid }: Stored): Promise<void> {
    this.copied.add(await this.subjectOf({ folder, uid }));
    await this.box.box.append({
      raw: await this.box.box.source(folder, uid),
      folder: this.any([...this.folders]),
    });
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
    for (const { uid } of await this.box.box.list(from))
      this.copied.add(await this.subjectOf({ folder: from, uid }));
    // Dovecot makes a folder anew that a session has open; the worker idles in the Inbox.
    await withFolder(await this.box.mailbox(), 'INBOX', async () => undefined);
    await this.box.box.renameFolder(from, to);
    this.folders.delete(from);
    this.folders.add(to);
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
    const ids = Array.from({ length: 1 + Math.floor(this.random() * 3) }, () => this.any(shown).id);
    const chance = this.random();
    this.played.push(`  ${chance < 0.5 ? 'flag' : chance < 0.6 ? 'remove' : 'move'} ${ids.join(' ')}`);
    if (chance < 0.5) return enqueueFlag(ctx, account.userId, ids, { seen: this.random() < 0.5 });
    if (chance < 0.6) return enqueueRemove(ctx, account.userId, ids);
    const folders = (await this.box.rows('mailFolders')).filter((row) => this.folders.has(String(row.path)));
    return enqueueMove(ctx, account.userId, ids, this.any(folders).id as Id);
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

  private async subjectOf({ folder, uid }: Stored): Promise<string> {
    const source = (await this.box.box.source(folder, uid)).toString('latin1');
    return /^Subject: (.*)$/im.exec(source)?.[1]?.trim() ?? '';
  }
}
