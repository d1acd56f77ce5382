import type { Database } from '@nocobase/database';
import { z } from 'zod';
import { ACTIONS } from '../../../src/server/actions';
import { dice } from '../dice';

/** A request as it goes over the wire. */
export interface Target {
  name: string;
  method: 'GET' | 'POST';
  query: Record<string, unknown>;
  body?: unknown;
}

export interface Dice {
  below(limit: number): number;
  one<T>(list: readonly T[]): T;
}

export function diceOf(seed: number): Dice {
  const below = dice(seed);
  return { below, one: (list) => list[below(list.length)] };
}

const nested = (depth: number, open: string, close: string): unknown =>
  JSON.parse(`${open.repeat(depth)}1${close.repeat(depth)}`);

/** What no client sends by itself. */
const HOSTILE: readonly unknown[] = [
  ...[
    '9223372036854775807',
    '9223372036854775808',
    '18446744073709551616',
    '-1',
    '0',
    '00',
    '1.5',
    '1e9',
    '0x1f',
  ],
  ...[
    'NaN',
    'Infinity',
    '',
    ' ',
    'null',
    'undefined',
    'true',
    '\0',
    'a\0b',
    '\ud800',
    '\udc00x',
    '😀',
    '\u202e',
  ],
  ...[
    "' OR 1=1 --",
    '" OR ""="',
    '\\',
    '%',
    '_',
    '$1',
    ':id',
    '?',
    '{{$user.id}}',
    '{{',
    '{{ctx.x}}',
    '${x}',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '+275760-09-13',
    '0000-00-00',
    '9999-12-31T23:59:59-14:00',
  ],
  ...[
    'x'.repeat(300),
    'x'.repeat(5000),
    '會'.repeat(300),
    '1,2,x',
    ',',
    '[',
    '{',
    '[1]',
    '{"$gt":1}',
    '2024-13-45',
  ],
  ...[0, -1, 1.5, 1e308, 2 ** 53, 9.3e18, true, false, null],
  ...[
    [],
    {},
    [[]],
    [null],
    [{}],
    ['1', 2, null],
    { toString: 1 },
    { valueOf: null },
    { length: 5 },
    { $gt: 1 },
  ],
  ...[
    { $col: 'id' },
    { $in: [{ a: 1 }] },
    { id: { id: { id: 1 } } },
    { 0: 'a', 1: 'b' },
    { a: [1, [2, [3]]] },
  ],
  ...[JSON.parse('{"__proto__":{"x":1}}') as unknown, { constructor: { prototype: { x: 1 } } }],
  ...[Array<number>(3000).fill(1), Array.from({ length: 1001 }, (_, index) => String(index + 1))],
  ...[nested(30, '[', ']'), nested(30, '{"a":', '}'), nested(400, '{"$and":[', ']}'), nested(2000, '[', ']')],
];

/** Ids of rows that are the caller's. */
export type Ids = Record<string, unknown>;

interface Described {
  properties?: Record<string, Described>;
}

/** A request to one of our actions in which at least one value is hostile. */
export function ownRequest(dice: Dice, ids: Ids): Target {
  const name = dice.one(Object.keys(ACTIONS));
  const { method: allowed, schema } = ACTIONS[name];
  const method = allowed === 'both' ? dice.one(['GET', 'POST'] as const) : allowed;
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Described;
  const { values, ...query } = described.properties ?? {};
  const names = [...Object.keys(query), ...Object.keys(values?.properties ?? {})];
  // Two or three right ones beside it let it get further than the first check.
  const wrong = dice.one(names.length > 0 ? names : ['filterByTk']);
  const valueOf = (field: string) =>
    field === wrong || dice.below(8) === 0 ? dice.one(HOSTILE) : rightValue(dice, name, field, ids);
  const filled = (fields: readonly string[]): Record<string, unknown> => {
    const entries = fields.map((field): [string, unknown] => [field, valueOf(field)]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  };
  const body = dice.below(12) === 0 ? dice.one(HOSTILE) : filled(Object.keys(values?.properties ?? {}));
  return {
    ...{ name, method, query: filled(Object.keys(query).concat(names.length > 0 ? [] : ['filterByTk'])) },
    ...(method === 'POST' ? { body: typeof body === 'object' && body !== null ? body : {} } : {}),
  };
}

function rightValue(dice: Dice, action: string, field: string, ids: Ids): unknown {
  const [resource] = action.split(':');
  const row = { mailAttachments: 'attachmentId', mailMessages: 'messageId', mailIdentities: 'identityId' };
  const known: Ids = {
    ...ids,
    ids: [ids.messageId],
    filterByTk: ids[(row as Record<string, string>)[resource] ?? 'accountId'],
    id: undefined,
    address: 'someone@example.org',
    to: [{ name: 'Someone', address: 'someone@example.org' }],
    name: dice.one(['Folder', 'microsoft']),
    ...{ subject: 'Subject', html: '<p>text</p>', seen: true, q: 'in:inbox before:2024-01-01 text' },
    ...{
      limit: 5,
      show: 'all',
      enabled: false,
      values: { clientId: 'x' },
      provider: 'microsoft',
      returnTo: '/',
    },
  };
  return known[field];
}

const READS = ['mailAccounts', 'mailIdentities', 'mailFolders', 'mailMessages', 'mailAddresses'];

/** A read by the host's own `list` and `get` that no page builder makes. */
export function hostRequest(dice: Dice, db: Database, ids: Ids): Target {
  const collection = dice.one(READS);
  const fields = [
    ...db.getCollection(collection).fields.keys(),
    'createdAt',
    'account.address',
    'nowhere',
    '__proto__',
  ];
  const operators = [...db.operators.keys()];
  const condition = (): Record<string, unknown> => {
    const value = dice.below(6) === 0 ? dice.one([ids.accountId, 'text', true]) : dice.one(HOSTILE);
    const field = dice.one(fields);
    return dice.below(5) === 0 ? { [field]: value } : { [field]: { [dice.one(operators)]: value } };
  };
  const joined = () => ({
    [dice.one(['$and', '$or', '$not'])]: dice.one([[condition(), condition()], condition()]),
  });
  const filter = dice.one<() => unknown>([condition, condition, joined, () => dice.one(HOSTILE)])();
  const query: Record<string, unknown> = { filter: JSON.stringify(filter) };
  for (const name of ['page', 'pageSize', 'fields', 'appends', 'except', 'paginate', 'tree', 'isTemplate'])
    if (dice.below(10) === 0) query[name] = dice.one(HOSTILE);
  if (dice.below(5) === 0) query.sort = dice.one([...fields, ...fields.map((field) => `-${field}`), '-', '']);
  if (dice.below(4) === 0) query.filterByTk = dice.one(HOSTILE);
  if (dice.below(10) === 0) query.filter = dice.one(HOSTILE);
  return { name: `${collection}:${dice.one(['list', 'get'])}`, method: 'GET', query };
}
