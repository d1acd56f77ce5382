import { describe, expect, it, vi } from 'vitest';
import { parseQuery } from '../../../src/common';
import sentences from '../../../src/locale/en-US.json';
import { dateFormat } from '../../../src/client-v2/dates';
import { EVERYTHING, isNarrowed, isSearch } from '../../../src/client-v2/mail-center/data/query';
import { dateGroup, dateTitles } from '../../../src/client-v2/mail-center/list/date-groups';
import { keptScroll, listItems, startsOf } from '../../../src/client-v2/mail-center/list/list-items';
import { formatView, parseView } from '../../../src/client-v2/mail-center/list/list-view';
import { peopleOf, shortName } from '../../../src/client-v2/mail-center/list/people';
import { commandsFor } from '../../../src/client-v2/mail-center/list/row-commands';
import { hasWord, toggleWord } from '../../../src/client-v2/mail-center/list/search-words';
import { SEARCH_OPERATORS, SEARCH_PROBLEMS } from '../../../src/client-v2/mail-center/list/search-operators';
import { initialsOf } from '../../../src/client-v2/mail-center/list/SenderAvatar';
import { idsBetween } from '../../../src/client-v2/mail-center/list/useSelection';
import { panesFor } from '../../../src/client-v2/mail-center/layout/useLayout';
import { row } from './rows';

const local = (year: number, month: number, day: number, hour = 12) =>
  new Date(year, month - 1, day, hour).toISOString();
// A Wednesday.
const now = new Date(2026, 2, 18, 9);
const group = (iso: string) => dateGroup(iso, (key) => key, 'en-US', now);

describe('the headings of the list', () => {
  it('names near days, then weeks, then months', () => {
    expect(group(local(2026, 3, 18, 1))).toBe('Today');
    expect(group(local(2026, 3, 17, 23))).toBe('Yesterday');
    expect(group(local(2026, 3, 16))).toBe('This week');
    expect(group(local(2026, 3, 15))).toBe('Last week');
    expect(group(local(2026, 3, 9))).toBe('Last week');
    expect(group(local(2026, 3, 8))).toBe('March');
    expect(group(local(2025, 12, 24))).toBe('December 2025');
    // A clock that runs ahead on the sender's side.
    expect(group(local(2026, 3, 19))).toBe('Today');
  });

  it('names each day once, however many mails it has', () => {
    let named = 0;
    const titleOf = dateTitles((key) => (named++, key), 'en-US', now);
    expect([1, 2, 3].map((hour) => titleOf(local(2026, 3, 18, hour)))).toEqual(['Today', 'Today', 'Today']);
    expect(titleOf(local(2026, 3, 17))).toBe('Yesterday');
    expect(named).toBe(2);
  });

  it('of thousands of days are made in no time', () => {
    const created = vi.spyOn(Intl, 'DateTimeFormat');
    const titleOf = dateTitles((key) => key, 'en-GB', now);
    for (let day = 0; day < 4000; day++) titleOf(new Date(now.getTime() - day * 86_400_000).toISOString());
    expect(created).toHaveBeenCalledTimes(2);
    created.mockRestore();
  });

  it('stand wherever the title changes, and the order stays', () => {
    const subjects = ['a1', 'a2', 'b1', 'a3'];
    const items = listItems(
      subjects.map((subject, id) => row(id, { subject })),
      ({ subject }) => subject[0],
    );
    expect(items.map((item) => (item.kind === 'heading' ? item.title : item.row.subject))).toEqual([
      'a',
      'a1',
      'a2',
      'b',
      'b1',
      'a',
      'a3',
    ]);
    expect(items.flatMap((item) => (item.kind === 'row' ? item.heading : []))).toEqual([0, 0, 3, 5]);
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
    expect(startsOf(items, { heading: 10, row: 100 })).toEqual([0, 10, 110, 210, 220, 320, 330]);
  });
});

describe('a list that changes', () => {
  const laid = (ids: number[]) => {
    const items = listItems(
      ids.map((id) => row(id)),
      () => 'Today',
    );
    return { items, starts: startsOf(items, { heading: 10, row: 100 }) };
  };

  it('keeps what is in view where it is', () => {
    // The second row begins 40 below the upper edge.
    expect(keptScroll(laid([1, 2, 3]), laid([8, 9, 1, 2, 3]), 70)).toBe(270);
    expect(keptScroll(laid([9, 1, 2, 3]), laid([1, 2, 3]), 270)).toBe(170);
  });

  it('goes by what comes next where the first has gone, and knows nothing where all have', () => {
    expect(keptScroll(laid([1, 2, 3]), laid([1, 3]), 70)).toBe(-30);
    expect(keptScroll(laid([1, 2]), laid([3, 4]), 70)).toBeNull();
  });
});

describe('the look of the list', () => {
  it('is what was kept, as far as that makes sense', () => {
    expect(parseView(formatView({ density: 'compact', preview: 0 }))).toEqual({
      density: 'compact',
      preview: 0,
    });
    for (const kept of [null, '', 'tiny 7'])
      expect(parseView(kept)).toEqual({ density: 'comfortable', preview: 1 });
    expect(parseView('compact 7')).toEqual({ density: 'compact', preview: 1 });
  });
});

describe('people of a row', () => {
  const t = (key: string) => key;
  const writer = (name: string, address: string) => ({ name, address });
  const conversation = (...participants: Array<{ name: string; address: string }>) =>
    row(1, {
      ...{ fromName: 'Karla Roth', fromAddress: 'karla@x.org', to: [writer('', 'info@y.org')] },
      conversation: { total: 4, unread: 0, flagged: 0, hasAttachments: false, participants },
    });

  it('are all who wrote, by their first names, oneself as “me”', () => {
    const all = conversation(
      ...[writer('Karla Roth', 'karla@x.org'), writer('Winter, Jonas', 'jw@x.org')],
      ...[writer('Alex Demo', 'ALEX@x.org'), writer('', 'billing@z.org')],
    );
    expect(peopleOf(all, false, ['alex@x.org'], t)).toEqual({
      label: 'Karla, Jonas, me, billing',
      person: writer('Karla Roth', 'karla@x.org'),
    });
  });

  it('are the sender with the whole name, alone or for one mail', () => {
    expect(peopleOf(conversation(writer('Karla Roth', 'karla@x.org')), false, [], t).label).toBe(
      'Karla Roth',
    );
    expect(peopleOf(row(1, { fromName: '', fromAddress: '' }), false, [], t).label).toBe('(no sender)');
  });

  it('are whom it goes to in Sent', () => {
    const two = conversation(writer('Karla Roth', 'karla@x.org'), writer('Me', 'me@x.org'));
    expect(peopleOf(two, true, ['me@x.org'], t).label).toBe('info@y.org');
    expect(peopleOf(row(1), true, [], t).label).toBe('(no recipient)');
  });

  it('have short names in every script', () => {
    const named = (name: string) => shortName(writer(name, 'a.b@x.org'));
    expect(['Dr. Ada Lund', '李雷', 'Roth, Karla', 'Mr.', '', 'boss@bank.com'].map(named)).toEqual([
      'Ada',
      '李雷',
      'Karla',
      'Mr.',
      'a.b',
      'a.b',
    ]);
  });
});

describe('dates in the list', () => {
  it('shows the time today and yesterday, the weekday this week, then the day', () => {
    const { listed } = dateFormat('de-DE');
    expect(listed(local(2026, 3, 18, 8), now)).toBe('08:00');
    expect(listed(local(2026, 3, 17, 23), now)).toBe('23:00');
    expect(listed(local(2026, 3, 16), now)).toBe('Mo');
    expect(listed(local(2026, 3, 15), now)).toBe('15. März');
    expect(listed(local(2025, 12, 24), now)).toBe('24.12.25');
    expect(listed(local(2026, 3, 19), now)).toBe('19. März');
    expect(listed('nonsense', now)).toBe('');
  });

  it('shows the time today, the day this year, else the date, in the user’s language', () => {
    const german = dateFormat('de-DE');
    expect(german.short(local(2026, 3, 18, 8), now)).toBe('08:00');
    expect(german.short(local(2026, 1, 5), now)).toBe('5. Jan.');
    expect(german.short(local(2024, 1, 5), now)).toBe('05.01.24');
    expect(dateFormat('zh-CN').short(local(2026, 1, 5), now)).toBe('1月5日');
  });

  it('shows nothing for a date that is none, and survives an unknown language', () => {
    expect(dateFormat('en-US').short('nonsense')).toBe('');
    expect(dateFormat('xx-invalid-language').full(local(2026, 3, 18))).toContain('2026');
  });
});

describe('search and filters', () => {
  it('puts words into a search and takes them out again', () => {
    expect(toggleWord('  offer ', 'has:attachment')).toBe('offer has:attachment');
    expect(toggleWord('offer Has:Attachment 2026', 'has:attachment')).toBe('offer 2026');
    expect(hasWord('xhas:attachment', 'has:attachment')).toBe(false);
  });

  it('hide nothing until something is typed or chosen', () => {
    expect(isNarrowed(EVERYTHING)).toBe(false);
    expect(isNarrowed({ ...EVERYTHING, search: '   ', everywhere: true })).toBe(false);
    expect(isSearch({ ...EVERYTHING, search: ' anna' })).toBe(true);
    expect(isNarrowed({ ...EVERYTHING, show: 'unread' })).toBe(true);
    expect(isSearch({ ...EVERYTHING, show: 'unread' })).toBe(false);
  });

  it('offer operators that are understood', () => {
    for (const { example } of SEARCH_OPERATORS)
      expect(parseQuery(example), example).toMatchObject({ terms: [expect.anything()], problems: [] });
  });

  it('have a sentence for all that is not', () => {
    const odd = ['before:x', 'is:x', 'has:x', 'label:x', 'larger:x', 'newer_than:x', 'from: ', 'form:x'];
    for (const typed of [...odd, 'x'.repeat(2000), '('.repeat(9) + 'x'])
      for (const { kind } of parseQuery(typed).problems)
        expect(sentences).toHaveProperty([SEARCH_PROBLEMS[kind]]);
    for (const { meaning } of SEARCH_OPERATORS) expect(sentences).toHaveProperty([meaning]);
  });
});

describe('rows', () => {
  it('makes initials of any name', () => {
    expect(initialsOf('Sofia Keller', '')).toBe('SK');
    expect(initialsOf('李雷', 'l@x.example')).toBe('李');
    expect(initialsOf('', 'billing@x.example')).toBe('B');
    expect(initialsOf('"Dr." Ada von Lund', '')).toBe('DL');
    expect(initialsOf('😀', '')).toBe('?');
  });

  it('selects a range in either direction, none from a row that is gone', () => {
    const rows = [1, 2, 3, 4].map((id) => row(id));
    expect(idsBetween(rows, '3', '1')).toEqual(['1', '2', '3']);
    expect(idsBetween(rows, '2', '4')).toEqual(['2', '3', '4']);
    expect(idsBetween(rows, '9', '4')).toEqual([]);
    expect(idsBetween(rows, null, '4')).toEqual([]);
  });

  it('shows as many panes as there is room for', () => {
    expect([390, 768, 1440].map(panesFor)).toEqual(['one', 'two', 'three']);
  });
});

describe('the menu of a row', () => {
  it('offers what can be done, and leaves out the rest', () => {
    const [read, unread] = [row(1), row(2, { seen: false, flagged: true })];
    expect(commandsFor([read], 'inbox')).toEqual([
      ['open', 'window', 'reply', 'replyAll', 'forward', 'forwardAsFiles'],
      ['unread', 'flag'],
      ['archive', 'spam', 'move', 'label', 'link', 'remind', 'snooze', 'remove'],
    ]);
    expect(commandsFor([unread], 'archive')[1]).toEqual(['read', 'unflag']);
    expect(commandsFor([unread], 'archive')[2]).toEqual([
      'spam',
      'move',
      'label',
      'link',
      'remind',
      'remove',
    ]);
    expect(commandsFor([read, unread], 'junk')).toEqual([
      ['forwardAsFiles'],
      ['read', 'flag'],
      ['archive', 'notSpam', 'move', 'label', 'link', 'remove'],
    ]);
    // Most of the list may not be loaded.
    expect(commandsFor([read, unread], 'junk', true)[0]).toEqual(['read', 'flag']);
    expect(commandsFor([read, unread], 'junk', true)[1]).not.toContain('link');
    expect(commandsFor([read], 'sent')[0]).toContain('sendAgain');
    expect(commandsFor([row(1, { draft: true })], 'drafts')).toEqual([
      ['edit'],
      ['unread', 'flag'],
      ['move', 'label', 'link', 'remove'],
    ]);
    // Elsewhere, such as in the trash, it's read like any other message.
    expect(commandsFor([row(1, { draft: true })], 'trash')[0]).toEqual(['open', 'window']);
    expect(commandsFor([read], 'sent')[2]).toEqual(['archive', 'move', 'label', 'link', 'remind', 'remove']);
  });
});
