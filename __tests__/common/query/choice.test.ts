import { describe, expect, it } from 'vitest';
import {
  MAX_DEPTH,
  MAX_TERMS,
  leavesOf,
  namesFolder,
  parseQuery,
  type QueryTerm,
  type TextTerm,
} from '../../../src/common';

const word = (text: string, more: Partial<TextTerm> = {}): QueryTerm => ({
  ...{ kind: 'text', field: 'any', text, phrase: false, prefix: false, negated: false },
  ...more,
});
const not = (text: string, more: Partial<TextTerm> = {}) => word(text, { ...more, negated: true });
const any = (...of: QueryTerm[][]): QueryTerm => ({ kind: 'any', of });
const terms = (text: string) => parseQuery(text).terms;
const problems = (text: string) => parseQuery(text).problems;

describe('a search by size, age and file', () => {
  it.each([
    ['larger:5M', 'larger', 5_000_000],
    ['larger:5mb', 'larger', 5_000_000],
    ['smaller:500k', 'smaller', 500_000],
    ['smaller:1.5G', 'smaller', 1_500_000_000],
    ['larger:0,5m', 'larger', 500_000],
    ['larger:12345', 'larger', 12_345],
    ['LARGER:1B', 'larger', 1],
  ])('reads %s', (typed, kind, octets) => {
    expect(parseQuery(typed)).toEqual({ terms: [{ kind, octets, negated: false }], problems: [] });
  });

  it.each([
    ['newer_than:3d', 'newer', 3, 'd'],
    ['newer_than:2W', 'newer', 2, 'w'],
    ['older_than:5m', 'older', 5, 'm'],
    ['older_than:1y', 'older', 1, 'y'],
    ['older_than:0d', 'older', 0, 'd'],
  ])('reads %s', (typed, kind, count, unit) => {
    expect(parseQuery(typed)).toEqual({ terms: [{ kind, count, unit, negated: false }], problems: [] });
  });

  it('says what is no size and no age', () => {
    for (const text of ['larger:big', 'smaller:-5', 'larger:5T', 'larger:1.2345k', 'larger:M'])
      expect(problems(text)[0], text).toEqual({ kind: 'size', text });
    for (const text of [
      'newer_than:3',
      'older_than:d',
      'newer_than:3h',
      'newer_than:1.5d',
      'older_than:99999d',
    ])
      expect(problems(text), text).toEqual([{ kind: 'age', text }]);
  });

  it('reads names of files', () => {
    expect(terms('filename:pdf -filename:"price list.xlsx"')).toEqual([
      word('pdf', { field: 'filename' }),
      not('price list.xlsx', { field: 'filename', phrase: true }),
    ]);
  });
});

describe('OR and parentheses', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((text) => word(text));

  it.each<[string, QueryTerm[]]>([
    ['a OR b ', [any([a], [b])]],
    ['a | b ', [any([a], [b])]],
    ['a ｜ b ', [any([a], [b])]],
    // As in Gmail: OR joins its neighbours, and nothing beyond.
    ['a b OR c d ', [a, any([b], [c]), d]],
    ['a OR b OR c ', [any([a], [b], [c])]],
    ['(a OR b) OR c ', [any([a], [b], [c])]],
    ['a OR (b c) ', [any([a], [b, c])]],
    ['(a b) OR (c d) ', [any([a, b], [c, d])]],
    ['a (b OR c) d ', [a, any([b], [c]), d]],
    ['(a b) c ', [a, b, c]],
    ['((a)) ', [a]],
    ['（a OR b）', [any([a], [b])]],
    ['-(a b) ', [any([not('a')], [not('b')])]],
    ['-(a OR b) ', [not('a'), not('b')]],
    ['-(a -b) ', [any([not('a')], [b])]],
    ['-(a (b OR c)) ', [any([not('a')], [not('b'), not('c')])]],
    ['-(-(a OR b)) ', [any([a], [b])]],
    ['a OR -b ', [any([a], [not('b')])]],
    ['from:(a OR b) ', [any([word('a', { field: 'from' })], [word('b', { field: 'from' })])]],
    ['-subject:(a b) ', [any([not('a', { field: 'subject' })], [not('b', { field: 'subject' })])]],
    ['subject:(a from:b) ', [word('a', { field: 'subject' }), word('b', { field: 'from' })]],
    ['is:(unread OR flagged)', [any(...['unread', 'flagged'].map((flag) => terms(`is:${flag}`)))]],
    ['a AND b ', [a, b]],
    // What is typed in words that are none of these stays a word.
    ['a or b ', [a, word('or'), b]],
    ['OR ', [word('OR')]],
    ['OR a ', [word('OR'), a]],
    ['a "OR" b ', [a, word('OR', { phrase: true }), b]],
    ['a|b ', [word('a|b')]],
    ['f(x) ', [word('f(x)')]],
    ['(f(x) OR a) ', [any([word('f(x)')], [a])]],
    ['a) b ', [word('a)'), b]],
    [':-) ', [word(':-)')]],
    // What is not finished yet.
    ['a OR ', [a]],
    ['a OR OR b ', [any([a], [b])]],
    ['a OR b', [any([a], [word('b', { prefix: true })])]],
    ['(a OR b', [any([a], [word('b', { prefix: true })])]],
    ['(a OR b)', [any([a], [b])]],
    ['-(a b', [any([not('a')], [not('b')])]],
    ['(', []],
    ['() a ', [a]],
    ['-() a ', [a]],
    ['a OR () b ', [a, b]],
    ['a OR is:blue b ', [a, b]],
    ['a OR', [a]],
  ])('reads %s', (typed, expected) => {
    expect(terms(typed)).toEqual(expected);
  });

  it('names the folder wherever it stands', () => {
    expect(namesFolder(parseQuery('a OR (b in:sent)'))).toBe(true);
    expect(namesFolder(parseQuery('-(a in:sent)'))).toBe(false);
    expect(leavesOf(terms('a OR (b -c) d ')).map((leaf) => leaf.kind)).toEqual([
      'text',
      'text',
      'text',
      'text',
    ]);
  });

  it('is bounded', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)} b `;
    expect(parseQuery(nested(MAX_DEPTH))).toEqual({ terms: [a, b], problems: [] });
    expect(parseQuery(nested(MAX_DEPTH + 1))).toEqual({ terms: [b], problems: [{ kind: 'deep', text: '' }] });
    expect(problems(`${nested(20)} ${nested(30)}`)).toEqual([{ kind: 'deep', text: '' }]);
    expect(terms('('.repeat(5000))).toEqual([]);
    expect(terms('-('.repeat(5000))).toEqual([]);
    const many = Array.from({ length: 50 }, (_, index) => `(w${index} OR v${index})`).join(' ');
    expect(leavesOf(terms(many))).toHaveLength(MAX_TERMS);
    expect(problems(many)).toEqual([{ kind: 'long', text: '' }]);
  });
});
