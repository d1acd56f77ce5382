import type { DraftSaved, Id } from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { table } from '../../../src/server/store/db/rows';
import type { BedMailbox } from '../../bed/types';
import type { Caller } from '../boot';
import type { Person } from './person';

type Dice = (below: number) => number;

/** A message being written. What nobody heard the answer to has two ends: both are right. */
interface Written {
  id: Id | null;
  turn: number;
  texts: Set<string>;
  ends: Set<'open' | 'over'>;
}

/** Somebody who writes messages, sends some and discards others, and remembers the last text that was taken. */
export class Writer {
  private readonly drafts = new Map<string, Written>();

  constructor(
    private readonly ctx: MailContext,
    private readonly person: Person,
    private readonly box: BedMailbox,
    private readonly dice: Dice,
  ) {}

  /** Types something, or ends a draft; says what. */
  async play(caller: Caller, to: string): Promise<string> {
    const open = [...this.drafts].filter(([, { ends }]) => ends.size === 1 && ends.has('open'));
    const [subject, draft] = open[this.dice(open.length + 1)] ?? this.begin();
    const chance = this.dice(10);
    if (chance < 7 || draft.turn === 0) return this.save(caller, subject, draft, chance < 3);
    return chance < 9 ? this.send(caller, subject, draft, to) : this.discard(caller, subject, draft);
  }

  /** Drafts whose text, or whose one copy in the mailbox, is not what it should be. */
  async wrong(): Promise<string[]> {
    const rows = await table(this.ctx, 'mailDrafts').findAll({ where: { accountId: this.person.accountId } });
    const copies = await this.box.list('Drafts');
    return [...this.drafts].flatMap(([subject, { texts, ends }]) => {
      const row = rows.find(
        (each) => each.get('key') === keyOf(subject) && each.get('state') !== 'discarded',
      );
      // Whether it was sent is for its sender to say; until then, the mailbox keeps the copy.
      if (row && row.get('state') !== 'open') return ends.has('over') ? [] : [`${subject}: is being sent`];
      const { html } = (row?.get('payload') ?? {}) as { html?: string };
      const here = copies.filter((copy) => copy.subject === subject).map(({ messageId }) => messageId);
      const id = `<${String(row?.get('token'))}.${String(row?.get('version'))}@`;
      const right = row
        ? ends.has('open') && texts.has(html ?? '') && here.length === 1 && here[0]?.startsWith(id)
        : ends.has('over') && here.length === 0;
      const is = row ? `"${html}" as version ${String(row.get('version'))}` : 'not there';
      return right
        ? []
        : [
            `${subject}: wanted ${[...ends].join('/')} ${[...texts].join('/')}; is ${is}, copies ${here.join(' and ')}`,
          ];
    });
  }

  private begin(): [string, Written] {
    const subject = `draft ${this.drafts.size} of ${this.person.address}`;
    const draft: Written = { id: null, turn: 0, texts: new Set(), ends: new Set(['open']) };
    this.drafts.set(subject, draft);
    return [subject, draft];
  }

  private async save(caller: Caller, subject: string, draft: Written, close: boolean): Promise<string> {
    draft.turn += 1;
    const html = `text ${draft.turn}`;
    const body = {
      ...{ key: keyOf(subject), base: 0, editor: `editor-of-${keyOf(subject)}`, turn: draft.turn, close },
      draft: { ...EMPTY, accountId: this.person.accountId, subject, html },
    };
    const saved = await asked<DraftSaved>(caller, 'mailDrafts:save', { body });
    if (saved?.outcome === 'saved') {
      draft.id = saved.id;
      draft.texts.clear();
    }
    // Before the first answer it may not be there at all.
    if (saved === null && draft.texts.size === 0) draft.ends.add('over');
    draft.texts.add(html);
    return `${subject}: ${html} ${close ? 'and closed' : ''}: ${saved?.outcome}`;
  }

  private async send(caller: Caller, subject: string, draft: Written, to: string): Promise<string> {
    this.person.sends.set(subject, false);
    const body = {
      ...{ ...EMPTY, key: keyOf(subject), accountId: this.person.accountId, subject, html: 'x' },
      to: [{ name: '', address: to }],
    };
    const sent = await asked(caller, 'mailMessages:send', { body });
    this.person.sends.set(subject, sent !== null);
    if (sent !== null) draft.ends.clear();
    draft.ends.add('over');
    return `${subject}: sent: ${sent !== null}`;
  }

  private async discard(caller: Caller, subject: string, draft: Written): Promise<string> {
    if (draft.id === null) return `${subject}: nothing to discard`;
    const done = await asked(caller, 'mailDrafts:discard', { query: { filterByTk: String(draft.id) } });
    if (done !== null) draft.ends.clear();
    draft.ends.add('over');
    return `${subject}: discarded: ${done !== null}`;
  }
}

const EMPTY = { to: [], cc: [], bcc: [], uploadIds: [], attachmentIds: [] };
const keyOf = (subject: string): string => `key-of-${subject.replace(/[^a-z0-9]/g, '-')}`;

/** The node's answer; null: it died before it answered. */
async function asked<T>(
  caller: Caller,
  action: string,
  options: Parameters<Caller['post']>[1],
): Promise<T | null> {
  let answer;
  try {
    answer = await caller.post<T>(action, options);
  } catch {
    return null;
  }
  if (answer.status !== 200) throw new Error(`${action} ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.data;
}
