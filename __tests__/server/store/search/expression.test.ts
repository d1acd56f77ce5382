import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../../src/common';
import {
  expressionOf,
  isIndexed,
  searchable,
  type Condition,
} from '../../../../src/server/store/search/expression';
import { againstOf, asciiOf } from '../../../../src/server/store/search/mysql';
import { tsqueryOf, vectorOf } from '../../../../src/server/store/search/postgres';
import { matchOf } from '../../../../src/server/store/search/fts5';
import { accountMark, streamOf } from '../../../../src/server/store/search/text';

const mark = accountMark(7);
const expression = (typed: string) => {
  const { terms } = parseQuery(typed);
  return expressionOf(searchable(terms).filter(isIndexed));
};

describe('the words of a query', () => {
  it('are those of its texts, each in its field', () => {
    expect(expression('offer from:anna -draft "two words" is:unread inv')).toEqual({
      all: [
        { tokens: ['offer'], prefix: false, field: 'w' },
        { tokens: ['anna'], prefix: false, field: 'f' },
        { tokens: ['two', 'words'], prefix: false, field: 'w' },
        { tokens: ['inv'], prefix: true, field: 'w' },
      ],
      none: [{ tokens: ['draft'], prefix: false, field: 'w' }],
    });
    for (const typed of ['', 'is:unread', '!!! ...', 'before:2024'])
      expect(expression(typed)).toEqual({ all: [], none: [] });
  });

  it('are written as each database wants them', () => {
    const read = expression('from:anna -draft "two words" inv');
    const m = (token: string) => mark + token;
    expect(tsqueryOf(read, [7])).toBe(
      `(('${m('fanna')}') & ('${m('wtwo')}' <-> '${m('wwords')}') & ('${m('winv')}':*) & !('${m('wdraft')}'))`,
    );
    expect(matchOf(read, [7])).toBe(
      `(("${m('fanna')}" AND "${m('wtwo')}" + "${m('wwords')}" AND "${m('winv')}" *) NOT ("${m('wdraft')}"))`,
    );
    expect(againstOf(read, 7)).toBe(
      `+${m('fanna')} +"${m('wtwo')} ${m('wwords')}" +${m('winv')}* -${m('wdraft')}`,
    );
    expect(tsqueryOf(expression('a '), [7, 8])).toBe(`(('${m('wa')}')) | (('${accountMark(8)}wa'))`);
  });

  it('are written as choices, as far as an index can make them', () => {
    const m = (token: string) => mark + token;
    const read = expression('a (b OR (c -d)) (e OR -f) filename:g (h OR is:unread) ');
    expect(tsqueryOf(read, [7])).toBe(
      `(('${m('wa')}') & ((('${m('wb')}')) | (('${m('wc')}') & !('${m('wd')}'))))`,
    );
    expect(matchOf(read, [7])).toBe(
      `("${m('wa')}" AND (("${m('wb')}") OR (("${m('wc')}") NOT ("${m('wd')}"))))`,
    );
    expect(againstOf(read, 7)).toBe(`+${m('wa')} +((+${m('wb')}) (+${m('wc')} -${m('wd')}))`);
  });

  it('hold no sign that means something to a database', () => {
    const hostile = `'; DROP TABLE x; -- \\ " ' * + - ( ) ~ < > : & | ! ' " a'b"c\\d {x} NEAR/2 %_ o'x@y.z"`;
    const { all, none } = expression(hostile);
    const words = [...(all as Condition[]), ...none].flatMap(({ tokens }) => tokens);
    expect(words.length).toBeGreaterThan(5);
    for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}\p{M}._%+@-]+$/u);
    const mail = {
      ...{ id: 1, accountId: 7, receivedAt: new Date(), from: [], to: [], cc: [], bcc: [], files: [] },
      ...{ subject: hostile, text: hostile },
    };
    for (const token of streamOf(mail)) {
      expect(token).toMatch(/^[\p{L}\p{N}\p{M}._%+@-]+$/u);
      expect(asciiOf(token)).toMatch(/^[a-z0-9_]{4,80}$/);
    }
  });

  it('keep their beginnings when they are spelled in ASCII', () => {
    expect(asciiOf('会议').startsWith(asciiOf('会'))).toBe(true);
    expect(asciiOf('a.b@c')).not.toBe(asciiOf('a_b@c'));
    expect(asciiOf('д'.repeat(100)).length).toBeLessThanOrEqual(80);
  });
});

describe('a stored mail', () => {
  it('has its words under its account and their fields', () => {
    const stream = streamOf({
      ...{
        id: 1,
        accountId: 7,
        receivedAt: new Date(),
        subject: 'Offer',
        text: 'Hello',
        files: ['plan.pdf'],
      },
      from: [{ name: 'Anna', address: 'a@x.de' }],
      to: [{ name: '', address: 'b@x.de' }],
      cc: [{ name: 'Carl', address: '' }],
      bcc: [],
    });
    const of = (field: string) =>
      stream.filter((token) => token.startsWith(mark + field)).map((token) => token.slice(4));
    expect(of('s')).toEqual(['offer']);
    expect(of('f')).toEqual(['anna', 'a', 'x', 'de', 'a@x.de']);
    expect(of('t')).toEqual(['b', 'x', 'de', 'carl', 'b@x.de']);
    expect(of('c')).toEqual(['carl']);
    expect(of('w')).toEqual([...of('s'), ...of('f'), ...of('t'), 'plan', 'pdf', 'hello']);
    expect(vectorOf(['a', 'b', 'a'])).toBe("'a':1,3 'b':2");
  });
});
