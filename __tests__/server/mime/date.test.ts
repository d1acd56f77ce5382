import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseFile } from '../../bed/cases';
import { parseDate } from '../../../src/server/mime/date';
import { parseHeader } from '../../../src/server/mime/headers';

/** Of case 14, by file; null is the arrival. */
const CASE_14 = [
  ...['10:00', '09:00', '09:00', '09:00', '10:00', '10:00', '10:00', '10:00', '01:00', '09:00', '09:00'],
  null,
].map((time) => time && `2026-11-28T${time}:00.000Z`);

const dates = () =>
  CASE_14.map((_, index) => {
    const file = `input-${String(index + 1).padStart(2, '0')}.eml`;
    return parseHeader(caseFile('14-odd-dates', file)).date?.toISOString() ?? null;
  });

describe('a Date field', () => {
  it('is read as case 14 says', () => expect(dates()).toEqual(CASE_14));

  /** Two nodes must know one mail by one identity. */
  const hashes = new Set<string>();
  it.each(['UTC', 'Asia/Tokyo', 'Europe/Berlin'])('means the same where the process lives in %s', (TZ) => {
    const script = `
      globalThis.__PACKAGE_NAME__ = '';
      const { parseDate } = require(${JSON.stringify(join(import.meta.dirname, '../../../src/server/mime/date.ts'))});
      const { identityOf } = require(${JSON.stringify(join(import.meta.dirname, '../../../src/server/sync/headers/messageIdentity.ts'))});
      const date = parseDate('Sat, 28 Nov 2026 10:00:00');
      const hash = identityOf({ messageId: '<a@x>', date, from: 'a@x', subject: 's' });
      console.log(new Date(2026, 0, 1).getTimezoneOffset(), date.toISOString(), hash);`;
    const args = ['--import', 'tsx', '-e', script];
    const { stdout, stderr } = spawnSync(process.execPath, args, {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
    const [offset, date, hash] = stdout.trim().split(' ');
    expect(stderr).toBe('');
    expect(offset).toBe({ UTC: '0', 'Asia/Tokyo': '-540', 'Europe/Berlin': '-60' }[TZ]);
    expect(date).toBe('2026-11-28T10:00:00.000Z');
    hashes.add(hash ?? '');
    expect(hashes.size).toBe(1);
  });

  it.each([
    ['Sat, 28 Nov 2026 10:00 +0100', '2026-11-28T09:00:00.000Z'],
    ['28 Nov 2026 10:00:00 EST', '2026-11-28T15:00:00.000Z'],
    ['Sat, 28 Nov 2026 10:00:00 GMT+0100', '2026-11-28T09:00:00.000Z'],
    ['Sat, 28 Nov 2026 10:00:00 +01:00', '2026-11-28T09:00:00.000Z'],
    ['Sat, 28 Nov 2026 10:00:00 -0330', '2026-11-28T13:30:00.000Z'],
    ['Sat, 28 Nov 2026 10:00:00 +1400', '2026-11-27T20:00:00.000Z'],
    ['Sat, 28 Nov 2026 10:00:00 +1401', null],
    ['Sat, 28 Nov 2026 10:00:00 +0160', null],
    ['Sat, 28 Nov 2026 10:00:00 XYZ', null],
    ['Sat, 28 Nov 2026 10:00:00 +0200 (Mitteleuropäische Sommerzeit)', '2026-11-28T08:00:00.000Z'],
    ['Sat,28 November 2026 23:59:60 +0000', '2026-11-29T00:00:00.000Z'],
    ['28 Nov 49 10:00:00 +0000', '2049-11-28T10:00:00.000Z'],
    ['28 Nov 50 10:00:00 +0000', '1950-11-28T10:00:00.000Z'],
    ['28 Nov 126 10:00:00 +0000', '2026-11-28T10:00:00.000Z'],
    ['28-Nov-2026 10:00:00 +0100', '2026-11-28T09:00:00.000Z'],
    ['Sat Nov 28 10:00:00 CET 2026', '2026-11-28T09:00:00.000Z'],
    ['Sat Nov 28 10:00:00 2026 +0100', '2026-11-28T09:00:00.000Z'],
    ['2026-11-28T10:00:00Z', '2026-11-28T10:00:00.000Z'],
    ['2026-11-28T10:00:00.123+01:00', '2026-11-28T09:00:00.000Z'],
    ['Sat, 31 Jun 2026 10:00:00 +0000', null],
    ['Sat, 28 Nov 2026 24:00:00 +0000', null],
    ['Sat, 28 Foo 2026 10:00:00 +0000', null],
    ['11/28/2026 10:00:00', null],
    ['the day after tomorrow', null],
    ['', null],
  ])('%s', (value, expected) => expect(parseDate(value)?.toISOString() ?? null).toBe(expected));
});
