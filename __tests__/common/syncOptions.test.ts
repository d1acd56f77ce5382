import { describe, expect, it } from 'vitest';
import { paceOf } from '../../src/common';

const NOW = Date.parse('2024-07-15T12:00:00Z');
const UNKNOWN = { rate: null, secondsLeft: null };
const load = { progressDone: 40, progressTotal: 100, progressRate: 7, progressAt: new Date(NOW - 59_999) };

describe('the pace of a load', () => {
  it('says how long it still takes, in seconds begun', () => {
    expect(paceOf(load, NOW)).toEqual({ rate: 7, secondsLeft: 9 });
    expect(paceOf({ ...load, progressRate: 0.1 }, NOW)).toEqual({ rate: 0.1, secondsLeft: 600 });
    expect(paceOf({ ...load, progressAt: '2024-07-15T11:59:59Z' }, NOW).rate).toBe(7);
  });

  it.each([
    ['all is here', { progressDone: 100 }],
    ['more is here than was to be', { progressDone: 101 }],
    ['it has said nothing for a minute', { progressAt: new Date(NOW - 60_000) }],
    ['it has never said anything', { progressAt: null }],
    ['it has never said anything yet', { progressAt: undefined }],
    ['its rate is not known', { progressRate: null }],
    ['its rate is not known yet', { progressRate: undefined }],
    ['it all but stands still', { progressRate: 0.099 }],
  ])('is not known when %s', (_why, changed) => {
    expect(paceOf({ ...load, ...changed }, NOW)).toEqual(UNKNOWN);
  });
});
