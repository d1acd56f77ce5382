import { beforeEach, describe, expect, it } from 'vitest';
import { reminderTime, type Reminder } from '../../src/common';

describe('the time of a reminder', () => {
  let from: Date;
  beforeEach(() => {
    from = new Date('2026-03-27T22:30:00Z');
  });

  it.each<[string, Reminder, string, string]>([
    ['counts days where the person is', { days: 1 }, 'Europe/Berlin', '2026-03-28T07:00:00Z'],
    ['is 8:00 on the clock after it was put forward', { days: 2 }, 'Europe/Berlin', '2026-03-29T06:00:00Z'],
    ['is 8:00 on the other side of the date line', { days: 1 }, 'Pacific/Auckland', '2026-03-28T19:00:00Z'],
    ['may be in the next month', { days: 7 }, 'UTC', '2026-04-03T08:00:00Z'],
    ['is the day that was chosen', { on: '2026-12-24' }, 'America/New_York', '2026-12-24T13:00:00Z'],
    ['is the next morning if the day has passed', { on: '2026-03-01' }, 'UTC', '2026-03-28T08:00:00Z'],
    ['is UTC’s in a zone that nobody knows', { days: 1 }, 'Mars/Base', '2026-03-28T08:00:00Z'],
  ])('%s', (_what, reminder, zone, expected) => {
    expect(reminderTime(reminder, from, zone)).toEqual(new Date(expected));
  });
});
