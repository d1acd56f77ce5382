import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offsetAt, startOfDay } from '../../src/common';

const MINUTE = 60_000;

describe('a day', () => {
  const server = process.env.TZ;
  beforeAll(() => {
    // Where the server stands must not matter.
    process.env.TZ = 'Pacific/Auckland';
  });
  afterAll(() => {
    if (server === undefined) delete process.env.TZ;
    else process.env.TZ = server;
  });

  it.each([
    // In July clocks are ahead of UTC by two hours, whatever they are when somebody asks.
    ['Europe/Berlin', '2024-07-15', '2024-07-14T22:00:00.000Z'],
    ['Europe/Berlin', '2024-11-15', '2024-11-14T23:00:00.000Z'],
    // The days on which the clocks change, and those after them.
    ['Europe/Berlin', '2024-03-31', '2024-03-30T23:00:00.000Z'],
    ['Europe/Berlin', '2024-04-01', '2024-03-31T22:00:00.000Z'],
    ['Europe/Berlin', '2024-10-27', '2024-10-26T22:00:00.000Z'],
    ['Europe/Berlin', '2024-10-28', '2024-10-27T23:00:00.000Z'],
    ['America/New_York', '2024-03-10', '2024-03-10T05:00:00.000Z'],
    ['America/New_York', '2024-03-11', '2024-03-11T04:00:00.000Z'],
    ['America/New_York', '2024-11-03', '2024-11-03T04:00:00.000Z'],
    ['America/New_York', '2024-11-04', '2024-11-04T05:00:00.000Z'],
    // Zones that are not whole hours from UTC, and one that changes by half an hour.
    ['Asia/Kolkata', '2024-07-15', '2024-07-14T18:30:00.000Z'],
    ['Asia/Kathmandu', '2024-07-15', '2024-07-14T18:15:00.000Z'],
    ['America/St_Johns', '2024-07-15', '2024-07-15T02:30:00.000Z'],
    ['Australia/Lord_Howe', '2024-07-15', '2024-07-14T13:30:00.000Z'],
    ['Australia/Lord_Howe', '2024-12-15', '2024-12-14T13:00:00.000Z'],
    ['Pacific/Kiritimati', '2024-07-15', '2024-07-14T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2024-07-15', '2024-07-15T11:00:00.000Z'],
    // There is no midnight where the clocks go forward then: the day begins at one o'clock.
    ['Africa/Cairo', '2024-04-26', '2024-04-25T22:00:00.000Z'],
    ['Asia/Beirut', '2024-03-31', '2024-03-30T22:00:00.000Z'],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    // Where they go back at midnight the day before is longer; where they go back to midnight the day begins once.
    ['America/Sao_Paulo', '2018-02-18', '2018-02-18T03:00:00.000Z'],
    ['America/Havana', '2024-11-03', '2024-11-03T04:00:00.000Z'],
    // A day that there was not: what comes after it.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
    ['UTC', '2024-07-15', '2024-07-15T00:00:00.000Z'],
  ])('begins in %s on %s at %s', (zone, day, instant) => {
    expect(startOfDay(day, zone).toISOString()).toBe(instant);
  });

  it.each(['', 'Mars/Olympus', 'Europe/Berlin; --', '__proto__', '\0', 'x'.repeat(1000)])(
    'begins in UTC where nobody knows the zone %j',
    (zone) => {
      expect(startOfDay('2024-07-15', zone).toISOString()).toBe('2024-07-15T00:00:00.000Z');
    },
  );

  it('begins at the edges of the calendar too', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kolkata', 840, -840]) {
      for (const day of ['0100-01-01', '9999-12-31'])
        expect(startOfDay(day, zone).getTime(), `${zone} ${day}`).not.toBeNaN();
    }
  });

  it('follows the one before it, in every zone and every year', () => {
    const days = (year: number) =>
      Array.from({ length: 366 }, (_, index) => new Date(Date.UTC(year, 0, 1 + index)));
    for (const zone of ['Europe/Berlin', 'America/Havana', 'Australia/Lord_Howe', 'Africa/Casablanca']) {
      const starts = days(2025).map((day) => startOfDay(day.toISOString().slice(0, 10), zone).getTime());
      for (const [index, start] of starts.slice(1).entries()) {
        const hours = (start - starts[index]) / (60 * MINUTE);
        expect([23, 23.5, 24, 24.5, 25], `${zone} ${index}`).toContain(hours);
      }
    }
  });
});

describe('how far a zone is ahead', () => {
  it('is what its clocks showed then', () => {
    const summer = new Date('2024-07-15T12:00:00.987Z');
    const winter = new Date('2024-11-15T12:00:00.987Z');
    expect(offsetAt('Europe/Berlin', summer) / MINUTE).toBe(120);
    expect(offsetAt('Europe/Berlin', winter) / MINUTE).toBe(60);
    expect(offsetAt('America/St_Johns', summer) / MINUTE).toBe(-150);
    expect(offsetAt('Asia/Kolkata', summer) / MINUTE).toBe(330);
    expect(offsetAt(-90, summer) / MINUTE).toBe(-90);
    expect(offsetAt('nowhere', summer)).toBe(0);
    // A second before 1970 is none of the next one.
    expect(offsetAt('Asia/Kolkata', new Date(-1)) / MINUTE).toBe(330);
  });
});
