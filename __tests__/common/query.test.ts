import { describe, expect, it } from 'vitest';
import { MAX_QUERY, MAX_TERMS, namesFolder, parseQuery, startOfDay, type QueryTerm } from '../../src/common';

const word = (text: string, more: Partial<Extract<QueryTerm, { kind: 'text' }>> = {}): QueryTerm => ({
  kind: 'text',
  field: 'any',
  text,
  phrase: false,
  prefix: false,
  negated: false,
  ...more,
});
const terms = (text: string) => parseQuery(text).terms;

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
  });

  it('takes anything else with a colon as a word', () => {
    expect(terms('foo:bar re:offer 12:30 https://example.com/a?b=c from ')).toEqual(
      ['foo:bar', 're:offer', '12:30', 'https://example.com/a?b=c', 'from'].map((text) => word(text)),
    );
    expect(terms('is:constructor is:__proto__')).toEqual([]);
  });

  it('says which operator it does not understand, and leaves it out', () => {
    expect(
      parseQuery('x before:tomorrow after:2024-02-30 is:blue has:money label:work before:0001 '),
    ).toEqual({
      terms: [word('x')],
      problems: [
        { kind: 'date', text: 'before:tomorrow' },
        { kind: 'date', text: 'after:2024-02-30' },
        { kind: 'is', text: 'is:blue' },
        { kind: 'has', text: 'has:money' },
        { kind: 'label', text: 'label:work' },
        { kind: 'date', text: 'before:0001' },
      ],
    });
  });

  it('waits for the value of an operator', () => {
    for (const typed of ['from:', 'is:', 'before: ', 'in:""', '-subject:'])
      expect(parseQuery(typed)).toEqual({ terms: [], problems: [] });
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

  it('never throws and never grows without bound', () => {
    const huge = 'wort '.repeat(200_000);
    const { terms: found, problems } = parseQuery(huge);
    expect(found.length).toBeLessThanOrEqual(MAX_TERMS);
    expect(problems).toEqual([{ kind: 'long', text: '' }]);
    expect(terms('x'.repeat(5000))).toEqual([word('x'.repeat(MAX_QUERY), { prefix: true })]);
    const signs = ['"', '-', ':', 'from:', ' ', '\ud800', '\\', "'", '%', '“', 'is:', 'a', '會'];
    let seed = 7;
    for (let round = 0; round < 3000; round++) {
      const typed = Array.from({ length: round % 12 }, () => {
        seed = (seed * 48_271) % 2_147_483_647;
        return signs[seed % signs.length];
      }).join('');
      for (const term of terms(typed)) if (term.kind === 'text') expect(term.text.trim()).not.toBe('');
    }
  });
});

describe('a day', () => {
  it('begins in the time zone of whoever asks', () => {
    expect(startOfDay('2024-03-01', 0).toISOString()).toBe('2024-03-01T00:00:00.000Z');
    expect(startOfDay('2024-03-01', 480).toISOString()).toBe('2024-02-29T16:00:00.000Z');
    expect(startOfDay('2024-03-01', -300).toISOString()).toBe('2024-03-01T05:00:00.000Z');
  });
});
