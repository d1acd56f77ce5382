import { describe, expect, it } from 'vitest';
import { foldText as clientFold } from '../../../../src/common';
import { hitFinder, type HitPlace } from '../../../../src/client-v2/components/hits/find-hits';
import { foldText as serverFold, needleOf, tokensOf } from '../../../../src/server/store/search/tokenize';

/** A text with what is marked of it in brackets. */
function marked(search: string, text: string, place: HitPlace = 'text', most = 1000): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of hitFinder(search)?.(text, place, most) ?? []) {
    shown += `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
  }
  return shown + text.slice(at);
}

describe('what is searched for', () => {
  it.each([
    ['report ', 'Report of the reports', '[Report] of the reports'],
    ['rep', 'Report of the reports', '[Rep]ort of the [rep]orts'],
    ['report of', 'Report of offers', '[Report] [of] [of]fers'],
    ['"the report"', 'See the report: the, report', 'See [the report]: [the, report]'],
    ['grusse ', 'Viele Grüße!', 'Viele [Grüße]!'],
    ['GRÜSSE ', 'viele gru\u0308\u00dfe', 'viele [gru\u0308\u00dfe]'],
    ['grü', 'Grüße', '[Grü]ße'],
    ['strass', 'Straße', '[Straß]e'],
    ['cafe ', 'Café CAFÉ cafe\u0301', '[Café] [CAFÉ] [cafe\u0301]'],
    ['会议 ', '请查收会议纪要,会议', '请查收[会议]纪要,[会议]'],
    ['议', '会议', '会[议]'],
    ['会议2026纪 ', '会议2026纪要', '[会议2026纪]要'],
    ['안녕 ', '안녕하세요', '[안녕]하세요'],
    ['สวัสดี', 'คำว่าสวัสดีครับ', 'คำว่า[สวัสดี]ครับ'],
    ['anna@x.org ', 'to anna@x.org, anna', 'to [anna@x.org], anna'],
    ['a OR (b -c) ', 'a b c', '[a] [b] c'],
    ['-(a OR b) ', 'a b', 'a b'],
    ['is:unread ', 'is unread', 'is unread'],
    ['from:anna ', 'anna', 'anna'],
    ['ab abc ', 'abc ab', '[abc] [ab]'],
    ['aa', 'aaa', '[aa]a'],
    ['', 'x', 'x'],
    ['***', 'x ***', 'x ***'],
  ])('%s is marked in %s', (search, text, expected) => {
    expect(marked(search, text)).toBe(expected);
  });

  it('is marked in its field', () => {
    expect(marked('from:anna ', 'Anna', 'from')).toBe('[Anna]');
    expect(marked('from:anna ', 'Anna', 'subject')).toBe('Anna');
    expect(marked('cc:anna ', 'Anna', 'to')).toBe('[Anna]');
    expect(marked('subject:offer ', 'Offer', 'subject')).toBe('[Offer]');
    expect(marked('filename:offer ', 'Offer', 'text')).toBe('Offer');
    expect(marked('anna ', 'Anna', 'from')).toBe('[Anna]');
  });

  it('is marked so often and no more', () => {
    const text = 'word '.repeat(5000);
    expect(hitFinder('word ')?.(text, 'text', 1000)).toHaveLength(1000);
    expect(hitFinder('会')?.('会'.repeat(5000), 'text', 1000)).toHaveLength(1000);
  });

  it('is what the server finds', () => {
    const texts = [
      'Grüße aus Köln',
      '会议纪要2026',
      'ﬁne ＡＢＣ①',
      'Ёлка Łódź İstanbul',
      'a.b-c_d',
      'x@y.de',
    ];
    for (const text of texts) {
      expect(clientFold(text)).toBe(serverFold(text));
      for (const word of text.split(/[\s._@-]/)) {
        const tokens = tokensOf(text, 100);
        const found = needleOf(word, false)?.tokens.every((token) => tokens.includes(token)) ?? false;
        expect(marked(`${word} `, text).includes('['), `${word} in ${text}`).toBe(found);
      }
    }
  });
});
