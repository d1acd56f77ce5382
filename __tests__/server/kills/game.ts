import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Op } from 'sequelize';
import { TOKEN_HEADER } from '../../../src/server/mime/compose';
import type { MailContext } from '../../../src/server/context';
import type { MessagePlace, OperationRow } from '../../../src/server/store/outbox/operations';
import { table } from '../../../src/server/store/db/rows';
import { headerField } from '../../bed/smtp/message';
import { save, settingsOf, startWorld, type World } from '../accounts/world';
import { Caller } from '../boot';
import { dice } from '../dice';
import { Life, type Death } from './life';
import { difference, inDatabase, onServer } from './lists';
import { OtherClient } from './otherClient';
import { Person } from './person';
import { Writer } from './writer';

const PEOPLE = ['anna', 'ben'] as const;
const addressOf = (name: string): string => `${name}@example.com`;

const OWN_MAILS = 30;
/** A life that is to end inside a send is given so long for one to come. */
const SEND_PATIENCE = 20_000;
/** A life that ends by the clock lasts so long at most, from when its node answers. */
const LONGEST_LIFE = 5_000;
const SETTLE_PATIENCE = 150_000;

/** What is not as it should be once all is quiet; empty lists and null where it is. */
export interface Verdict {
  lists: Record<string, ReturnType<typeof difference>>;
  /** Clicks and folder changes still to be carried out. */
  pending: string[];
  lost: string[];
  sends: string[];
  drafts: string[];
}

/** Two people, their mailboxes with another client each, and a node that is killed again and again. */
export class Game {
  readonly played: string[] = [];
  readonly deaths: Death[] = [];
  /** Our own header of each delivery, by subject. */
  private readonly deliveries = new Map<string, string[]>();
  private readonly people: Person[] = [];
  private readonly others: OtherClient[] = [];
  private readonly writers: Writer[] = [];
  private readonly dice: (below: number) => number;
  private world!: World;
  private ctx!: MailContext;
  private life: Life | null = null;
  private spare: Life | null = null;
  /** The next mail that is delivered ends the life before the server says so. */
  private armed = false;

  constructor(seed: number) {
    this.dice = dice(seed);
  }

  async start(mails: number): Promise<void> {
    // All lives of the node seal with one key.
    process.env.APP_AES_SECRET_KEY = randomBytes(32).toString('hex');
    const users = PEOPLE.map((name) => ({ name, address: addressOf(name) }));
    this.world = await startWorld(users, { onAccepted: ({ raw }) => this.onAccepted(raw) });
    this.ctx = { app: this.world.app, log: this.world.app.log };
    await save(this.world, { ...settingsOf(this.world.bed), sendRate: '0' });
    for (const name of PEOPLE) {
      const box = this.world.bed.mailbox(addressOf(name));
      const other = new OtherClient(box, this.dice);
      await other.fill(mails);
      this.others.push(other);
      const accountId = await this.world.connected(await this.world.user(name), addressOf(name));
      const person = new Person(this.ctx, accountId, addressOf(name), box, this.dice);
      await person.receive(OWN_MAILS);
      this.people.push(person);
      this.writers.push(new Writer(this.ctx, person, box, this.dice));
    }
  }

  async stop(): Promise<void> {
    for (const life of [this.life, this.spare]) if (life && !life.over) await life.kill('clock');
    await this.world?.stop();
  }

  /** One life of the node. `inSend`: it ends when a mail of it was delivered and that was not yet said. */
  async live(inSend: boolean): Promise<void> {
    this.armed = inSend;
    const life = await this.begin();
    const callers = await this.callersOf(life);
    const end = Date.now() + (inSend ? SEND_PATIENCE : this.dice(LONGEST_LIFE));
    while (!life.over && Date.now() < end) {
      this.played.push(await this.play(callers));
      await sleep(this.dice(150));
    }
    this.armed = false;
    if (!life.over) await life.kill('clock');
    this.deaths.push(await life.ended);
    this.played.push(`† ${this.deaths.at(-1)}`);
  }

  /** How many lives ended between a mail's delivery and the word of it. */
  get endedInSend(): number {
    return this.deaths.filter((death) => death === 'send').length;
  }

  /** A last life without changes, until all is quiet or it takes too long; says what is wrong then. */
  async settle(): Promise<Verdict> {
    const callers = await this.callersOf(await this.begin());
    for (const end = Date.now() + SETTLE_PATIENCE; ;) {
      // Nobody waits two minutes for the last look into Sent.
      await this.letTimePass({ state: 'sending', reason: 'send-unclear' });
      // Nor half a minute for the copies of drafts.
      await table(this.ctx, 'mailDrafts').update(
        { fileAt: new Date(0) },
        { where: { fileAt: { [Op.ne]: null } } },
      );
      for (const [at, person] of this.people.entries())
        await callers[at]?.post('mailAccounts:sync', { query: { filterByTk: person.accountId } });
      await sleep(2_000);
      const verdict = await this.judge();
      if (isClean(verdict) || Date.now() > end) return verdict;
    }
  }

  /** How many mails were sent, how many of them are unclear, and how many clicks were taken back. */
  async counts(): Promise<{ sends: number; unclear: number; reverted: number }> {
    const rows = await this.operations();
    return {
      sends: rows.filter(({ kind }) => kind === 'send').length,
      unclear: rows.filter(({ state }) => state === 'unclear').length,
      reverted: rows.filter(({ kind, state }) => kind !== 'send' && state === 'failed').length,
    };
  }

  private async begin(): Promise<Life> {
    // What the dead node held is free after half a minute.
    await table(this.ctx, 'mailLeases').update({ until: 0 }, { where: { until: { [Op.gt]: 0 } } });
    await this.letTimePass({ state: { [Op.in]: ['pending', 'running', 'sending', 'sent'] } });
    this.life = this.spare ?? new Life(this.world.database);
    this.life.begin();
    this.spare = new Life(this.world.database);
    return this.life;
  }

  private async letTimePass(where: Record<string, unknown>): Promise<void> {
    await table(this.ctx, 'mailOperations').update({ nextAttemptAt: new Date(0) }, { where });
  }

  /** Everybody signed in; nobody where the node was killed before. */
  private async callersOf(life: Life): Promise<Caller[]> {
    try {
      const url = await life.ready;
      return await Promise.all(PEOPLE.map((name) => Caller.signIn(url, addressOf(name), `${name}-password`)));
    } catch (error) {
      if (life.killed) return [];
      throw error;
    }
  }

  private async play(callers: readonly Caller[]): Promise<string> {
    const at = this.dice(PEOPLE.length);
    const [person, other, writer, caller] = [this.people[at], this.others[at], this.writers[at], callers[at]];
    if (!person || !other || !writer || !caller) throw new Error('nobody is signed in');
    const move = this.dice(12);
    const to = addressOf(PEOPLE[1 - at] ?? '');
    if (move < 3) return person.send(caller, to);
    if (move >= 9) return writer.play(caller, to);
    return move < 6 ? person.click(caller) : other.play();
  }

  private async onAccepted(raw: Buffer): Promise<void> {
    const subject = headerField(raw, 'Subject');
    const copies = this.deliveries.get(subject) ?? [];
    this.deliveries.set(subject, [...copies, headerField(raw, TOKEN_HEADER)]);
    if (!this.armed) return;
    this.armed = false;
    await this.life?.kill('send');
  }

  private async judge(): Promise<Verdict> {
    const operations = await this.operations();
    const changes = operations.filter(({ kind }) => kind !== 'send');
    const reverted = await this.subjectsOf(
      changes.filter(({ state, reason }) => state === 'failed' && reason),
    );
    const verdict: Verdict = {
      lists: {},
      pending: changes
        .filter(({ state }) => state !== 'failed')
        .map(({ id, kind, state, reason }) => `${kind} ${id}: ${state} ${reason}`),
      lost: [],
      sends: this.people.flatMap(({ sends }) => this.wrongSends(sends, operations)),
      drafts: [],
    };
    for (const writer of this.writers) verdict.drafts.push(...(await writer.wrong()));
    for (const person of this.people) {
      const server = await onServer(this.world.bed, person.address);
      const shown = await inDatabase(this.ctx, person.accountId);
      verdict.lists[person.address] = difference(server, shown);
      verdict.lost.push(...person.lost(server, reverted).map((line) => `${person.address}: ${line}`));
    }
    return verdict;
  }

  /** Mails that were not delivered exactly once although they are said to be, or more than once, or forgotten. */
  private wrongSends(sends: ReadonlyMap<string, boolean>, operations: readonly OperationRow[]): string[] {
    return [...sends].flatMap(([subject, taken]) => {
      const operation = operations.find(({ payload }) => payload.subject === subject);
      const copies = this.deliveries.get(subject) ?? [];
      const state = operation?.state ?? (taken ? 'forgotten' : 'never asked for');
      const right =
        state === 'done'
          ? copies.length === 1
          : state === 'unclear'
            ? copies.length <= 1
            : state === 'never asked for' && copies.length === 0;
      return right
        ? []
        : [`${subject}: ${state} ${operation?.reason ?? ''}, delivered as ${copies.join(' and ')}`];
    });
  }

  private async operations(): Promise<OperationRow[]> {
    const rows = await table(this.ctx, 'mailOperations').findAll({ order: [['id', 'ASC']] });
    return rows.map((row) => row.get({ plain: true }) as unknown as OperationRow);
  }

  private async subjectsOf(operations: readonly OperationRow[]): Promise<Set<string>> {
    const places = operations.flatMap(({ payload }) => (payload.messages ?? []) as MessagePlace[]);
    const id = { [Op.in]: places.map((place) => place.id) };
    const rows = await table(this.ctx, 'mailMessages').findAll({ where: { id }, attributes: ['subject'] });
    return new Set(rows.map((row) => String(row.get('subject'))));
  }
}

/** Whether all is as it should be. */
export function isClean({ lists, pending, lost, sends, drafts }: Verdict): boolean {
  const unequal = Object.values(lists).flatMap(({ missing, surplus }) => [...missing, ...surplus]);
  return [...unequal, ...pending, ...lost, ...sends, ...drafts].length === 0;
}
