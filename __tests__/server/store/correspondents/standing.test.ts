import { describe, expect, it } from 'vitest';
import {
  sightingsIn,
  STANDING,
  withSighting,
  type SightedMessage,
  type Sighting,
  type Standing,
} from '../../../../src/server/store/correspondents/standing';

const NOW = new Date('2026-06-01T00:00:00Z');
const DAY = 24 * 60 * 60_000;
const ago = (days: number) => new Date(NOW.getTime() - days * DAY);
const person = (address: string, name = '') => ({ name, address });

const mail = (values: Partial<SightedMessage>): SightedMessage => ({
  ...{ draft: false, from: [], to: [], cc: [], bcc: [], receivedAt: NOW, ...values },
});
const INBOX = { role: 'inbox', own: new Set(['me@x.org']) };

/** What is known after these sightings of one address. */
const after = (...sightings: Array<Partial<Sighting>>): Standing => {
  const all = sightings.map((one) => ({
    ...{ address: 'ada@x.org', name: '', standing: STANDING.wrote, at: NOW, ...one },
  }));
  const known = all.reduce<Standing | undefined>((sum, one) => withSighting(sum, one, NOW), undefined);
  if (!known) throw new Error('nothing was seen');
  return known;
};

describe('whom a message names', () => {
  const standings = (message: SightedMessage, place = INBOX) =>
    sightingsIn(message, place).map(({ address, standing }) => [address, standing]);
  const people = { to: [person('Ada@X.org'), person('me@x.org')], cc: [person('bob@x.org')] };

  it.each([
    ['an own address', mail({ from: [person('ME@x.org')], ...people }), INBOX],
    ['the Sent folder', mail({ from: [person('alias@x.org')], ...people }), { ...INBOX, role: 'sent' }],
  ])('were written to if it is from %s', (_name, message, place) => {
    expect(standings(message, place)).toEqual([
      ['ada@x.org', STANDING.writtenTo],
      ['me@x.org', STANDING.writtenTo],
      ['bob@x.org', STANDING.writtenTo],
    ]);
  });

  it('wrote, or stood beside the owner, if it is from somebody else', () => {
    expect(standings(mail({ from: [person('kim@x.org')], ...people }))).toEqual([
      ['kim@x.org', STANDING.wrote],
      ['ada@x.org', STANDING.beside],
      ['bob@x.org', STANDING.beside],
    ]);
  });

  it.each(['drafts', 'junk'])('do not count in the folder for %s, nor in any draft', (role) => {
    const message = mail({ from: [person('kim@x.org')], ...people });
    expect(standings(message, { ...INBOX, role })).toEqual([]);
    expect(standings({ ...message, draft: true })).toEqual([]);
  });

  it('says nothing about the others of a crowd', () => {
    const to = Array.from({ length: 51 }, (_, index) => person(`p${index}@x.org`));
    expect(standings(mail({ from: [person('kim@x.org')], to }))).toEqual([['kim@x.org', STANDING.wrote]]);
  });

  it.each([
    'no-reply@x.org',
    'noreply@x.org',
    'do-not-reply@x.org',
    'donotreply@x.org',
    'drive-shares-noreply@x.org',
    'noreply+17@x.org',
    'newsletter@x.org',
    'notifications@x.org',
    'MAILER-DAEMON@x.org',
  ])('knows %s for a program that nobody answers', (address) => {
    expect(standings(mail({ from: [person(address)] }))).toEqual([
      [address.toLowerCase(), STANDING.automatic],
    ]);
    const own = standings(mail({ from: [person('me@x.org')], to: [person(address)] }));
    expect(own).toEqual([[address.toLowerCase(), STANDING.writtenTo]]);
  });

  it.each(['noreen@x.org', 'anna.reply@x.org', 'alerta@x.org', 'bounceback@x.org'])(
    'takes %s for a person',
    (address) => {
      expect(standings(mail({ from: [person(address)] }))).toEqual([[address, STANDING.wrote]]);
    },
  );

  it.each(['', 'nobody', 'a b@x.org', `${'x'.repeat(250)}@x.org`])('leaves out %j', (address) => {
    expect(standings(mail({ from: [person(address)] }))).toEqual([]);
  });

  it('are called by a name that fits, if it is one', () => {
    const named = (name: string) => sightingsIn(mail({ from: [person('kim@x.org', name)] }), INBOX)[0]?.name;
    expect(named(' Kim ')).toBe('Kim');
    expect(named('KIM@x.org')).toBe('');
    expect(named(`${'n'.repeat(254)}😀`)).toHaveLength(255);
  });
});

describe('the rank of somebody', () => {
  it('rises with each message, and newer ones count more', () => {
    const [often, once] = [after({}, {}, {}), after({})];
    expect(often.weight).toBeGreaterThan(once.weight);
    expect(after({ at: ago(10) }).weight).toBeGreaterThan(after({ at: ago(200) }).weight);
    // Twenty messages of last year mean less than one of this week.
    const before = Array.from({ length: 20 }, () => ({ at: ago(365) }));
    expect(after({ at: ago(3) }).weight).toBeGreaterThan(after(...before).weight);
    expect(after({ at: ago(100) }).weight).toBeLessThan(
      after(...Array.from({ length: 20 }, () => ({ at: ago(110) }))).weight,
    );
  });

  it('does not depend on the order in which messages are loaded', () => {
    const some = [1, 90, 400, 12].map((days) => ({ at: ago(days), name: `named ${days} days ago` }));
    const [one, other] = [after(...some), after(...[...some].reverse())];
    expect(one.weight).toBeCloseTo(other.weight, 9);
    expect([one.name, one.lastAt]).toEqual([other.name, other.lastAt]);
    expect(one.name).toBe('named 1 days ago');
  });

  it('is not raised by a date in the future, nor lowered by one long ago', () => {
    expect(after({ at: ago(-3650) }).weight).toBe(after({}).weight);
    expect(after({ at: new Date(-DAY) }).weight).toBe(0);
  });

  it('is that of the highest standing, whatever came before or after', () => {
    const heard = Array.from({ length: 50 }, () => ({ standing: STANDING.wrote }));
    const written = { standing: STANDING.writtenTo, at: ago(30) };
    expect(after(...heard, written)).toMatchObject({
      ...{ standing: STANDING.writtenTo, weight: after(written).weight },
    });
    expect(after(written, ...heard).weight).toBe(after(written).weight);
  });

  it('stays that of a program until somebody writes to it', () => {
    const program = { standing: STANDING.automatic };
    expect(after(program, { standing: STANDING.wrote }).standing).toBe(STANDING.automatic);
    expect(after(program, {}).weight).toBeGreaterThan(after(program).weight);
    expect(after(program, { standing: STANDING.writtenTo }).standing).toBe(STANDING.writtenTo);
  });

  it('keeps a name when a message has none', () => {
    expect(after({ name: 'Ada', at: ago(5) }, { name: '' }).name).toBe('Ada');
    expect(after({ name: '' }, { name: 'Ada', at: ago(5) }).name).toBe('Ada');
  });
});
