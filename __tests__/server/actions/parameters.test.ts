import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { presentOffset, zoneOf } from '../../../src/server/actions/zone';
import { readCursor, writeCursor } from '../../../src/server/actions/listCursor';
import * as parameters from '../../../src/server/actions/parameters';
import { missing, readRequest } from '../../../src/server/actions/request';
import type { MailError } from '../../../src/server/errors';

const { before, flag, limit, loose, prose, rowId, rowIds, text, whole } = parameters;

/** What the schema makes of a value; of one that it refuses, the kind of its sentence. */
function made(schema: z.ZodType, value: unknown): unknown {
  try {
    return readRequest(z.object({ x: schema }), { x: value }).x;
  } catch (error) {
    const { code, params } = error as MailError;
    expect([code, params.field]).toEqual(['invalid-input', 'x']);
    return `refused: ${String(params.context)}`;
  }
}

describe('a parameter', () => {
  it.each([
    [rowId, '1', '1'],
    [rowId, 7, 7],
    [rowId, '9223372036854775807', '9223372036854775807'],
    [rowId, '9223372036854775808', 'refused: id'],
    [rowId, '0', 'refused: id'],
    [rowId, '-1', 'refused: id'],
    [rowId, ' 1', 'refused: id'],
    [rowId, '1\n', 'refused: id'],
    [rowId, '1e3', 'refused: id'],
    [rowId, '00000000000000000001', 'refused: id'],
    [rowId, 0, 'refused: value'],
    [rowId, -1, 'refused: value'],
    [rowId, 1.5, 'refused: value'],
    [rowId, 2 ** 53, 'refused: value'],
    [rowId, NaN, 'refused: value'],
    [rowId, undefined, 'refused: value'],
    [rowId, null, 'refused: value'],
    [rowId, { toString: 1 }, 'refused: value'],
    [rowId, ['1'], 'refused: value'],
    [rowIds, ['1', 1, '2'], [1, '2']],
    [rowIds, [], []],
    [rowIds, '1', 'refused: value'],
    [rowIds, Array<number>(1000).fill(3), [3]],
    [rowIds, Array<number>(1001).fill(3), 'refused: many'],
    [text(3), 'abc', 'abc'],
    [text(3), 'abcd', 'refused: long'],
    [text(3), 'a\0', 'refused: characters'],
    [text(3), '\ud83d', 'refused: characters'],
    [text(3), '😀', '😀'],
    [text(3), 1, 'refused: value'],
    [prose(9), 'a\0\ud83d\ude00\ude00', 'a\ufffd😀\ufffd'],
    [prose(3), 'abcd', 'refused: long'],
    [prose(3), {}, 'refused: value'],
    [whole(1, 100), '1', 1],
    [whole(1, 100), 100, 100],
    [whole(1, 100), '101', 'refused: number'],
    [whole(1, 100), 0, 'refused: number'],
    [whole(1, 100), 1.5, 'refused: number'],
    [whole(1, 100), '', 'refused: number'],
    [whole(1, 100), 'NaN', 'refused: number'],
    [whole(1, 100), '1.0', 'refused: number'],
    [whole(1, 100), ' 5', 'refused: number'],
    [whole(1, 100), ['5'], 'refused: number'],
    [whole(1, 100), null, 'refused: number'],
    [limit, undefined, 50],
    [limit, '100', 100],
    [flag, 'true', true],
    [flag, '1', true],
    [flag, 'false', false],
    [flag, '0', false],
    [flag, '', false],
    [flag, true, true],
    [flag, 'toString', 'refused: value'],
    [flag, 1, 'refused: value'],
    [loose, 'x', 'x'],
    [loose, ['x'], ''],
    [loose, undefined, ''],
    [before, undefined, null],
    [before, null, null],
    [before, '', 'refused: cursor'],
    [before, 'x'.repeat(401), 'refused: long'],
  ] as Array<[z.ZodType, unknown, unknown]>)('%# %j is %j', (schema, value, expected) => {
    expect(made(schema, value)).toEqual(expected);
  });

  it('is named as a form calls it, whatever it lies in', () => {
    const schema = z.object({
      values: z.object({
        compose: z.object({ to: z.array(z.object({ address: text(3) })) }).optional(),
        kind: z.union([z.object({ a: z.literal(1) }), z.object({ a: z.object({ b: rowId }) })]).optional(),
        mode: z.enum(['one', 'two']).optional(),
        only: z.strictObject({}).optional(),
      }),
    });
    const refused = (values: unknown) => {
      try {
        return readRequest(schema, { values });
      } catch (error) {
        return (error as MailError).params;
      }
    };
    expect(refused({ compose: { to: [{ address: 'a' }, { address: 'abcd' }] } })).toEqual({
      ...{ field: 'to', context: 'long', max: 3 },
    });
    expect(refused({ kind: { a: { b: 'x' } } })).toEqual({ field: 'kind.a.b', context: 'id' });
    expect(refused({ mode: 'three' })).toEqual({ field: 'mode', context: 'choice', choices: 'one, two' });
    expect(refused({ only: { x: 1 } })).toEqual({ field: 'only', context: 'unknown', names: 'x' });
    expect(refused({ only: { ['x'.repeat(500)]: 1 } })).toMatchObject({ names: 'x'.repeat(100) });
    expect(refused([])).toEqual({ field: 'values', context: 'value' });
    expect(refused(undefined)).toEqual({ field: 'values', context: 'value' });
    expect(refused({ stranger: 1 })).toEqual({ values: {} });
    expect(() => missing('accountId')).toThrowError(
      expect.objectContaining({ params: { field: 'accountId', context: 'missing' } }) as Error,
    );
  });
});

describe('a place in a list', () => {
  const cursor = (written: string) => readCursor(Buffer.from(written).toString('base64url'));

  it('comes back as it was given', () => {
    for (const time of ['0001-01-01T00:00:00.000Z', '2026-11-29T01:02:03.004Z', '9999-12-31T23:59:59.999Z']) {
      const place = { receivedAt: new Date(time), id: '9223372036854775807' };
      expect(readCursor(writeCursor(place))).toEqual(place);
      const bySubject = { ...place, key: ' 会议 😀\nx ' };
      expect(readCursor(writeCursor(bySubject))).toEqual(bySubject);
    }
  });

  it.each([
    '',
    '1',
    '1 ',
    ' 1',
    '1 0',
    '1 -1',
    '1 x',
    'x 1',
    '1 1 a\0b',
    '1  1',
    '1 1\n',
    '1 9223372036854775808',
  ])('is nothing that was not given: %j', (written) => {
    expect(cursor(written)).toBeNull();
  });

  it('is within the years that every database knows', () => {
    expect(cursor('-62135596800000 1')).not.toBeNull();
    expect(cursor('-62135596800001 1')).toBeNull();
    expect(cursor('253402300799999 1')).not.toBeNull();
    expect(cursor('253402300800000 1')).toBeNull();
  });
});

describe('where a caller is', () => {
  const http = (header: string) => ({ get: () => header }) as unknown as Parameters<typeof presentOffset>[0];

  it.each([
    ['+08:00', 480],
    ['-03:30', -210],
    ['+14:00', 840],
    ['-14:00', -840],
    ['+14:01', 0],
    ['+5:30', 0],
    ['', 0],
    ['Europe/Berlin', 0],
  ])('is told by the header %j', (header, minutes) => {
    expect(presentOffset(http(header))).toBe(minutes);
  });

  it('is rather what the request names', () => {
    expect(zoneOf(http('+08:00'), 'Europe/Berlin')).toBe('Europe/Berlin');
    expect(zoneOf(http('+08:00'), undefined)).toBe(480);
    // Named, and not known: UTC, as any other zone that is not known.
    expect(zoneOf(http('+08:00'), '')).toBe('');
  });
});
