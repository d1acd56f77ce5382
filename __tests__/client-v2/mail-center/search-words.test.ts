import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  NOTHING_KEPT,
  readSearches,
  withRecent,
  withSaved,
  withoutRecent,
  withoutSaved,
  writeSearches,
} from '../../../src/client-v2/mail-center/search/kept-searches';
import { suggestionsFor, type Sources } from '../../../src/client-v2/mail-center/search/suggestions';
import { typedWord } from '../../../src/client-v2/mail-center/search/typed-word';

describe('the word that is being typed', () => {
  it.each([
    ['ann|', '', 'ann', 0, 3],
    ['x from:an|', 'from', 'an', 2, 9],
    ['x -from:an|', 'from', 'an', 2, 10],
    ['from:an|na b', 'from', 'an', 0, 9],
    ['from:| x', 'from', '', 0, 5],
    ['x | y', '', '', 2, 2],
    ['from:"Anna M|', 'from', 'Anna M', 0, 12],
    ['from:"Anna M" |', '', '', 14, 14],
    ['from:"Anna M"|', '', '', 13, 13],
    ['from:(anna OR b|)', 'from', 'b', 14, 15],
    ['(a OR from:b|) c', 'from', 'b', 6, 12],
    ['(from:a)|', '', '', 8, 8],
    ['in：se|', 'in', 'se', 0, 5],
  ])('is found in %s', (typed, operator, value, start, end) => {
    const cursor = typed.indexOf('|');
    expect(typedWord(typed.replace('|', ''), cursor)).toMatchObject({ operator, value, start, end });
  });
});

describe('suggestions', () => {
  const sources: Sources = {
    kept: {
      recent: ['anna offer', 'from:bert'],
      saved: [{ name: 'Open offers', search: 'subject:offer -is:answered' }],
    },
    people: [
      { name: 'Anna Berg', address: 'anna@x.org' },
      { name: '', address: 'b@x.org' },
    ],
    folders: [
      { name: 'Gesendet', role: 'sent' },
      { name: 'Kunden 2026', role: 'other' },
      { name: 'Alte Sendungen', role: 'other' },
      { name: 'Gesendet', role: 'sent' },
    ],
    labels: [
      { name: 'Work', color: 'blue' },
      { name: 'Big customers', color: 'red' },
      { name: 'a|b', color: 'red' },
    ],
    meaningOf: (meaning) => meaning,
    texts: { recent: 'Recent' },
  };
  const at = (typed: string) => {
    const cursor = typed.indexOf('|');
    const text = typed.replace('|', '');
    return suggestionsFor(text, typedWord(text, cursor), sources);
  };
  /** What the search is then, with the cursor in it. */
  const written = (typed: string) =>
    at(typed).map(({ text, cursor }) => `${text.slice(0, cursor)}|${text.slice(cursor)}`);

  it('are what was searched before, where nothing is typed', () => {
    expect(at('|').map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      'saved Open offers',
      'recent anna offer',
      'recent from:bert',
    ]);
    expect(at('offer|').filter(({ kind }) => kind !== 'person')).toMatchObject([
      { kind: 'saved' },
      { kind: 'recent', text: 'anna offer' },
    ]);
    expect(at('anna offer|').filter(({ kind }) => kind === 'recent')).toEqual([]);
  });

  it('are operators, values, people and folders', () => {
    expect(written('fr|')).toEqual(['from:bert|', 'from:|', 'from:anna@x.org |', 'from:b@x.org |']);
    expect(written('x -su|')).toEqual(['x -subject:|']);
    expect(written('ha|')[0]).toBe('has:attachment |');
    expect(written('is:un|')).toEqual(['is:unread |']);
    expect(written('older_than:|')).toEqual(['older_than:1m |', 'older_than:6m |', 'older_than:1y |']);
    expect(written('is:unread|')).toEqual([]);
    expect(written('to:an| x')[0]).toBe('to:anna@x.org| x');
    expect(written('from:(b OR an|)')[0]).toBe('from:(b OR anna@x.org|)');
    expect(written('in:|')).toEqual(['in:sent |', 'in:"Kunden 2026" |', 'in:"Alte Sendungen" |']);
    expect(written('-in:send|')).toEqual(['-in:sent |', '-in:"Alte Sendungen" |']);
    expect(written('x |')).toEqual([]);
    expect(written('label:|')).toEqual(['label:Work |', 'label:"Big customers" |', 'label:a|b |']);
    expect(written('-label:cu|')).toEqual(['-label:"Big customers" |']);
    expect(at('label:w|')).toMatchObject([{ kind: 'label', label: 'Work', color: 'blue', done: true }]);
  });
});

describe('the searches that are kept', () => {
  const stored = new Map<string, string>();
  beforeEach(() => {
    stored.clear();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    });
    return () => vi.unstubAllGlobals();
  });

  it('are the last ten, each once, and each person’s own', () => {
    let kept = NOTHING_KEPT;
    for (let index = 0; index < 12; index++)
      kept = withRecent(kept, `word ${String.fromCharCode(97 + index)}`);
    kept = withRecent(kept, 'word c');
    expect(kept.recent).toHaveLength(10);
    expect(kept.recent.slice(0, 2)).toEqual(['word c', 'word l']);
    // What was typed on is one search.
    expect(withRecent(withRecent(NOTHING_KEPT, 'off'), 'offer').recent).toEqual(['offer']);
    kept = withSaved(withSaved(kept, { name: 'A', search: 'x' }), { name: 'B', search: 'x' });
    writeSearches(1, kept);
    expect(readSearches(1)).toEqual(kept);
    expect(kept.saved).toEqual([{ name: 'B', search: 'x' }]);
    expect(readSearches(2)).toEqual(NOTHING_KEPT);
    expect(withoutRecent(kept, 'word c').recent[0]).toBe('word l');
    expect(withoutSaved(kept, 'x').saved).toEqual([]);
  });

  it('survive whatever somebody else wrote there', () => {
    for (const text of ['', 'x', 'null', '[]', '{"recent":{},"saved":[1,null,{"name":"","search":"x"}]}']) {
      stored.set('mail-center:searches:1', text);
      expect(readSearches(1), text).toEqual(NOTHING_KEPT);
    }
    stored.set('mail-center:searches:1', JSON.stringify({ recent: [1, 'x', ' ', 'y'.repeat(2000)] }));
    expect(readSearches(1).recent).toEqual(['x']);
  });
});
