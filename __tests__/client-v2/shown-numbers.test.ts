import { describe, expect, it } from 'vitest';
import { formatSize } from '../../src/client-v2/components/attachments/format-size';
import { timeLeft } from '../../src/client-v2/components/shared/time-left';
import { paceText } from '../../src/client-v2/mail-center/sync-options/pace-text';

const t = (text: string, values: Record<string, unknown> = {}) =>
  text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name]));

describe('a size', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1500, '2 kB'],
    [9400, '9 kB'],
    [999_000, '999 kB'],
    [1_000_000, '1 MB'],
    [3_440_000, '3.4 MB'],
    [9_990_000, '10 MB'],
    [10_440_000, '10 MB'],
    [2_500_000_000, '2.5 GB'],
    [5_000_000_000_000, '5,000 GB'],
    // What a server says may be anything.
    [-5, '0 bytes'],
    [Number.NaN, '0 bytes'],
    [Infinity, '0 bytes'],
  ])('of %d octets is %s', (octets, shown) => expect(formatSize(octets, 'en-US')).toBe(shown));

  it('is written as people there write it', () => {
    expect(formatSize(3_400_000, 'de-DE')).toBe('3,4 MB');
    expect(formatSize(5, 'de-DE')).toBe('5 Byte');
  });
});

describe('the pace of a load', () => {
  it.each([
    [0, 'less than a minute left'],
    [29, 'less than a minute left'],
    [30, 'about 1 minutes left'],
    [5340, 'about 89 minutes left'],
    [5400, 'about 2 hours left'],
    [10 * 3600, 'about 10 hours left'],
  ])('with %i seconds left is %s', (seconds, shown) => expect(timeLeft(seconds, t)).toBe(shown));

  it.each([
    [4.44, '4.4 mails/s · about 1 minutes left'],
    [9.99, '10 mails/s · about 1 minutes left'],
    [10.4, '10 mails/s · about 1 minutes left'],
    [1200, '1,200 mails/s · about 1 minutes left'],
  ])('of %d a second is %s', (rate, shown) =>
    expect(paceText({ rate, secondsLeft: 60 }, t, new Intl.NumberFormat('en-US'))).toBe(shown),
  );

  it('is not told where nobody can tell', () => {
    const number = new Intl.NumberFormat('en-US');
    expect(paceText({ rate: null, secondsLeft: 60 }, t, number)).toBeNull();
    expect(paceText({ rate: 5, secondsLeft: null }, t, number)).toBeNull();
  });
});
