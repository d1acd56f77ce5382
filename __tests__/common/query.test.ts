import { describe, expect, it } from 'vitest';
import {
  MAX_QUERY,
  MAX_TERMS,
  dayAgo,
  leavesOf,
  namesFolder,
  parseQuery,
  startOfDay,
  type QueryTerm,
  type TextTerm,
} from '../../src/common';

const word = (text: string, more: Partial<TextTerm> = {}): QueryTerm => ({
  kind: 'text',
  field: 'any',
  text,
  phrase: false,
  prefix: false,
  negated: false,
  ...more,
});
const terms = (text: string) => parseQuery(text).terms;
const problems = (text: string) => parseQuery(text).problems;

describe('a search', () => {
  it('is the words that were typed, of which the last may go on', () => {
    expect(terms('  anna   invoice ')).toEqual([word('anna'), word('invoice')]);
    expect(terms('anna inv')).toEqual([word('anna'), word('inv', { prefix: true })]);
    expect(terms('')).toEqual([]);
    expect(terms(' \u3000\t\n')).toEqual([]);
  });

  it('looks into one field', () => {
    expect(terms('from:anna to:bert@example.com cc:"Carla Díaz" subject:offer ')).toEqual([
      word('anna', { field: 'from' }),
      word('bert@example.com', { field: 'to' }),
      word('Carla Díaz', { field: 'cc', phrase: true }),
      word('offer', { field: 'subject' }),
    ]);
    expect(terms('FROM:Anna ')).toEqual([word('Anna', { field: 'from' })]);
    expect(terms('from：张三 ')).toEqual([word('张三', { field: 'from' })]);
  });

  it('knows flags, attachments, days and folders, and each turned round', () => {
    expect(terms('is:unread -is:flagged IS:Starred is:answered is:draft is:read')).toEqual([
      { kind: 'flag', flag: 'unread', negated: false },
      { kind: 'flag', flag: 'flagged', negated: true },
      { kind: 'flag', flag: 'flagged', negated: false },
      { kind: 'flag', flag: 'answered', negated: false },
      { kind: 'flag', flag: 'draft', negated: false },
      { kind: 'flag', flag: 'read', negated: false },
    ]);
    expect(terms('has:attachment -has:attachments')).toEqual([
      { kind: 'attachment', negated: false },
      { kind: 'attachment', negated: true },
    ]);
    expect(terms('after:2024-02-29 before:2024/3/5 before:2024-07 before:2025')).toEqual([
      { kind: 'after', day: '2024-02-29', negated: false },
      { kind: 'before', day: '2024-03-05', negated: false },
      { kind: 'before', day: '2024-07-01', negated: false },
      { kind: 'before', day: '2025-01-01', negated: false },
    ]);
    expect(terms('in:"Sent Items" -in:junk')).toEqual([
      { kind: 'folder', name: 'Sent Items', negated: false },
      { kind: 'folder', name: 'junk', negated: true },
    ]);
    expect(namesFolder(parseQuery('offer in:archive'))).toBe(true);
    expect(namesFolder(parseQuery('offer -in:archive'))).toBe(false);
  });

  it('keeps quoted words together, however the quotes are written', () => {
    for (const typed of [
      '"quarterly report"',
      '“quarterly report”',
      '«quarterly report»',
      '„quarterly report“',
    ])
      expect(terms(typed)).toEqual([word('quarterly report', { phrase: true })]);
    expect(terms('-"quarterly report" x ')).toEqual([
      word('quarterly report', { phrase: true, negated: true }),
      word('x'),
    ]);
    expect(terms('"a b"c ')).toEqual([word('a b', { phrase: true }), word('c')]);
  });

  it('takes a quote that nobody closes as open to the end', () => {
    expect(terms('x "quarterly rep')).toEqual([word('x'), word('quarterly rep', { phrase: true })]);
    expect(terms('from:"Anna Sm')).toEqual([word('Anna Sm', { field: 'from', phrase: true })]);
    expect(terms('"')).toEqual([]);
    expect(terms('""')).toEqual([]);
    expect(terms('5"disk ')).toEqual([word('5"disk')]);
  });

  it('takes a minus before a word as not', () => {
    expect(terms('offer -draft')).toEqual([word('offer'), word('draft', { negated: true })]);
    expect(terms('a - b ')).toEqual([word('a'), word('-'), word('b')]);
    expect(terms('e-mail -')).toEqual([word('e-mail'), word('-', { prefix: true })]);
    expect(terms('-from:anna')).toEqual([word('anna', { field: 'from', negated: true })]);
    // Word processors and Chinese keyboards type another one.
    for (const minus of ['-', '−', '－'])
      expect(terms(`${minus}draft `), minus).toEqual([word('draft', { negated: true })]);
  });

  it('takes anything else with a colon as a word', () => {
    expect(terms('foo:bar re:offer 12:30 https://example.com/a?b=c from ')).toEqual(
      ['foo:bar', 're:offer', '12:30', 'https://example.com/a?b=c', 'from'].map((text) => word(text)),
    );
    expect(terms('is:constructor is:__proto__')).toEqual([]);
  });

  it('says which operator it does not understand, and leaves it out', () => {
    expect(parseQuery('x before:tomorrow after:2024-02-30 is:blue has:money before:0001 ')).toEqual({
      terms: [word('x')],
      problems: [
        { kind: 'date', text: 'before:tomorrow' },
        { kind: 'date', text: 'after:2024-02-30' },
        { kind: 'is', text: 'is:blue' },
        { kind: 'has', text: 'has:money' },
        { kind: 'date', text: 'before:0001' },
      ],
    });
  });

  it.each([
    '2024-13',
    '2024-00',
    '2024-02-30',
    '2024-02-00',
    '2023-02-29',
    '2024-04-31',
    '2024-01-62',
    '0099',
  ])('knows that %s is no day', (day) => {
    expect(parseQuery(`before:${day}`).problems).toEqual([{ kind: 'date', text: `before:${day}` }]);
  });

  it.each(['20240-01-01', '12024', '2024-01-01x', 'x2024-01-01', '2024-1-1-1', '2024-'])(
    'does not take a part of %s for a day',
    (day) => {
      expect(parseQuery(`after:${day}`).terms).toEqual([]);
    },
  );

  it.each(['0100-01-01', '2024-02-29', '2024-12-31', '2024-1-1', '9999-12-31'])(
    'knows that %s is a day',
    (day) => {
      expect(parseQuery(`after:${day}`).problems).toEqual([]);
    },
  );

  it('waits for the value of an operator', () => {
    for (const typed of ['from:', 'is:', 'in:""', '-subject:', '(a OR from:'])
      expect(parseQuery(typed).problems).toEqual([]);
  });

  it('says so when there is none', () => {
    expect(parseQuery('from: anna ')).toEqual({
      terms: [word('anna')],
      problems: [{ kind: 'empty', text: 'from:' }],
    });
    for (const [typed, text] of [
      ['before: ', 'before:'],
      ['in:"" ', 'in:""'],
      ['-subject: x', 'subject:'],
      ['(from:) x', 'from:'],
    ])
      expect(problems(typed), typed).toEqual([{ kind: 'empty', text }]);
  });

  it('says so when a word looks like a mistyped operator, and looks for the word', () => {
    for (const [typed, meant] of [
      ['form:anna', 'from:'],
      ['fom:anna', 'from:'],
      ['From1:anna', null],
      ['subjekt:offer', 'subject:'],
      ['suject:offer', 'subject:'],
      ['filenames:pdf', 'filename:'],
      ['befor:2024', 'before:'],
      ['newer_then:3d', 'newer_than:'],
      ['von:anna', 'from:'],
      ['betreff:x', 'subject:'],
      ['bcc:anna', 'to:'],
      ['size:5M', 'larger:'],
      ['http://form.example', null],
      ['form://x', null],
      ['10:30', null],
      ['re:offer', null],
      ['aw:offer', null],
      ['id:4711', null],
      ['note:x', null],
      ['form:', null],
      ['"form:anna"', null],
      ['constructor:x', null],
    ] as const) {
      const found = parseQuery(typed);
      expect(found.terms, typed).toHaveLength(1);
      expect(found.problems, typed).toEqual(meant ? [{ kind: 'unknown', text: typed, meant }] : []);
    }
    expect(problems('-form:anna x')).toEqual([{ kind: 'unknown', text: 'form:anna', meant: 'from:' }]);
  });

  it('takes any script', () => {
    expect(terms('会议 纪要')).toEqual([word('会议'), word('纪要', { prefix: true })]);
    expect(terms('会议\u3000from:张三')).toEqual([
      word('会议'),
      word('张三', { field: 'from', prefix: true }),
    ]);
    expect(terms('חשבונית from:דנה ')).toEqual([word('חשבונית'), word('דנה', { field: 'from' })]);
    expect(terms('\u200fفاتورة ')).toEqual([word('\u200fفاتورة')]);
    expect(terms('😀 ')).toEqual([word('😀')]);
  });

  it('says so once when more was typed than is looked for', () => {
    const long = { kind: 'long', text: '' };
    const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(' ');
    expect(parseQuery('x'.repeat(MAX_QUERY)).problems).toEqual([]);
    expect(parseQuery('x'.repeat(MAX_QUERY + 1)).problems).toEqual([long]);
    expect(parseQuery(words(MAX_TERMS))).toMatchObject({ terms: { length: MAX_TERMS }, problems: [] });
    expect(parseQuery(words(MAX_TERMS + 1))).toMatchObject({
      terms: { length: MAX_TERMS },
      problems: [long],
    });
    expect(parseQuery(`is:blue ${words(MAX_TERMS + 1)}`).problems).toEqual([
      { kind: 'is', text: 'is:blue' },
      long,
    ]);
    expect(parseQuery(words(MAX_QUERY)).problems).toEqual([long]);
  });

  it('never throws and never grows without bound', () => {
    const huge = 'wort '.repeat(200_000);
    const { terms: found, problems } = parseQuery(huge);
    expect(found.length).toBeLessThanOrEqual(MAX_TERMS);
    expect(problems).toEqual([{ kind: 'long', text: '' }]);
    expect(terms('x'.repeat(5000))).toEqual([word('x'.repeat(MAX_QUERY), { prefix: true })]);
    const signs = [
      '"',
      '-',
      ':',
      '(',
      ')',
      ' OR ',
      '|',
      'from:',
      ' ',
      '\ud800',
      '\\',
      "'",
      '%',
      '“',
      'is:',
      'a',
      '會',
    ];
    let seed = 7;
    for (let round = 0; round < 3000; round++) {
      const typed = Array.from({ length: round % 12 }, () => {
        seed = (seed * 48_271) % 2_147_483_647;
        return signs[seed % signs.length];
      }).join('');
      for (const term of leavesOf(terms(typed)))
        if (term.kind === 'text') expect(term.text.trim()).not.toBe('');
    }
  });
});

describe('a day', () => {
  it.each([
    [0, 'd', '2024-03-31'],
    [3, 'd', '2024-03-28'],
    [2, 'w', '2024-03-17'],
    [1, 'm', '2024-02-29'],
    [13, 'm', '2023-02-28'],
    [1, 'y', '2023-03-31'],
    [9999, 'y', '1900-01-01'],
    [9999, 'w', '1900-01-01'],
  ] as const)('%i %s ago is the day that a calendar says', (count, unit, day) => {
    const now = new Date('2024-03-30T23:30:00Z');
    expect(dayAgo(count, unit, 'Europe/Berlin', now)).toBe(day);
    expect(dayAgo(0, unit, 'America/New_York', now)).toBe('2024-03-30');
  });

  it('begins in the time zone of whoever asks', () => {
    expect(startOfDay('2024-03-01', 0).toISOString()).toBe('2024-03-01T00:00:00.000Z');
    expect(startOfDay('2024-03-01', 480).toISOString()).toBe('2024-02-29T16:00:00.000Z');
    expect(startOfDay('2024-03-01', -300).toISOString()).toBe('2024-03-01T05:00:00.000Z');
  });
});
