import type { Id } from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { table } from '../../../src/server/store/db/rows';
import type { BedMailbox } from '../../bed/types';
import { mail } from '../imap/mailboxes';
import type { Caller } from '../boot';

type Dice = (below: number) => number;
type Values = Record<string, unknown>;

const GONE = 'gone';
const FOLDERS = ['INBOX', 'Archive', 'Junk Email'];
const TRASH = 'Deleted Items';

/** What a mail of the user's may be in the end: one value, or more where nobody heard whether the click arrived. */
interface Wanted {
  folder: Set<string>;
  seen: Set<boolean>;
  flagged: Set<boolean>;
}

/** Somebody who clicks and sends through the node that lives at the moment, and remembers what was asked for. */
export class Person {
  /** Mails that nobody else changes, by subject. */
  readonly wanted = new Map<string, Wanted>();
  /** Subjects of mails to be sent, and whether the node said that it took them. */
  readonly sends = new Map<string, boolean>();

  constructor(
    readonly ctx: MailContext,
    readonly accountId: Id,
    readonly address: string,
    readonly box: BedMailbox,
    private readonly dice: Dice,
  ) {}

  /** Puts mails into the Inbox that are this person's alone. */
  async receive(count: number): Promise<void> {
    const subjects = Array.from({ length: count }, (_none, index) => `own ${index}`);
    await this.box.append(...subjects.map((subject) => ({ raw: mail(subject) })));
    for (const subject of subjects)
      this.wanted.set(subject, {
        folder: new Set(['INBOX']),
        seen: new Set([false]),
        flagged: new Set([false]),
      });
  }

  /** A mail to somebody; says what. */
  async send(caller: Caller, to: string): Promise<string> {
    const subject = `sent ${this.sends.size} of ${this.address}`;
    this.sends.set(subject, false);
    const empty = { cc: [], bcc: [], uploadIds: [], attachmentIds: [] };
    const body = {
      ...empty,
      accountId: this.accountId,
      to: [{ name: '', address: to }],
      subject,
      html: 'x',
    };
    const taken = await asked(caller, 'mailMessages:send', body);
    this.sends.set(subject, taken === true);
    return `${subject}: ${taken}`;
  }

  /** A click on a mail that is shown: mostly one of the own, else any; says what. */
  async click(caller: Caller): Promise<string> {
    const row = await this.pick();
    if (!row) return 'click: nothing is shown';
    const subject = String(row.subject);
    const flag = this.dice(2) === 0 ? 'seen' : 'flagged';
    const chance = this.dice(10);
    if (chance < 5) {
      const value = this.dice(2) === 0;
      const taken = await asked(caller, 'mailMessages:flag', { ids: [row.id], [flag]: value });
      this.note(subject, flag, value, taken);
      return `click: ${flag} ${value} of ${subject}: ${taken}`;
    }
    const from = await this.pathOf(row.folderId as Id);
    if (chance < 9) {
      const to = FOLDERS[this.dice(FOLDERS.length)] ?? 'INBOX';
      const body = { ids: [row.id], folderId: await this.folderId(to) };
      const taken = await asked(caller, 'mailMessages:move', body);
      this.note(subject, 'folder', to, taken);
      return `click: move ${subject} from ${from} to ${to}: ${taken}`;
    }
    const body = { ids: [row.id], permanently: from === TRASH };
    const taken = await asked(caller, 'mailMessages:remove', body);
    this.note(subject, 'folder', from === TRASH ? GONE : TRASH, taken);
    return `click: remove ${subject} from ${from}: ${taken}`;
  }

  /** Clicks that did not arrive: own mails that are not as they were clicked to be. `excused`: taken back with a reason. */
  lost(server: readonly string[], excused: ReadonlySet<string>): string[] {
    const lost: string[] = [];
    for (const [subject, { folder, seen, flagged }] of this.wanted) {
      if (excused.has(subject)) continue;
      const found = server.map((line) => line.split(' | ')).filter((parts) => parts[2] === subject);
      const right =
        found.length === 0
          ? folder.has(GONE)
          : found.every(
              ([path = '', , , ...flags]) =>
                folder.has(path) &&
                seen.has(flags.includes('\\Seen')) &&
                flagged.has(flags.includes('\\Flagged')),
            );
      const wanted = [folder, seen, flagged].map((set) => [...set].join('/')).join(' | ');
      if (!right || found.length > 1)
        lost.push(
          `${subject}: wanted ${wanted}; is ${found.map((parts) => parts.join(' | ')).join(' and ')}`,
        );
    }
    return lost;
  }

  private note<Field extends keyof Wanted>(
    subject: string,
    field: Field,
    value: Wanted[Field] extends Set<infer Value> ? Value : never,
    taken: boolean | null,
  ): void {
    const values = this.wanted.get(subject)?.[field] as Set<unknown> | undefined;
    if (!values || taken === false) return;
    if (taken) values.clear();
    values.add(value);
  }

  private async pick(): Promise<Values | undefined> {
    const rows = (await table(this.ctx, 'mailMessages').findAll({
      where: { accountId: this.accountId, vanishedAt: null },
      attributes: ['id', 'subject', 'folderId'],
      raw: true,
    })) as unknown as Values[];
    const own = rows.filter(({ subject }) => this.wanted.has(String(subject)));
    const from = own.length > 0 && this.dice(10) < 8 ? own : rows;
    return from[this.dice(Math.max(1, from.length))];
  }

  private async pathOf(folderId: Id): Promise<string> {
    return String((await table(this.ctx, 'mailFolders').findByPk(folderId))?.get('path'));
  }

  private async folderId(path: string): Promise<unknown> {
    const where = { accountId: this.accountId, path };
    return (await table(this.ctx, 'mailFolders').findOne({ where }))?.get('id');
  }
}

/** Whether the node took it; null: it died before it answered. */
async function asked(caller: Caller, action: string, body: Values): Promise<boolean | null> {
  try {
    return (await caller.post(action, { body })).status === 200;
  } catch {
    return null;
  }
}
