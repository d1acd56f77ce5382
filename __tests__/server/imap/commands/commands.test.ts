import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { countConnection, openConnections } from '../../../../src/server/imap/connection/connections';
import { listFolders } from '../../../../src/server/imap/commands/listFolders';
import { Mailbox } from '../../../../src/server/imap/connection/mailbox';
import { Sensor } from '../../../../src/server/imap/connection/sensor';
import { codeOf } from '../mailboxes';

describe('what a line of imapflow’s log says', () => {
  const heard = (log: (sensor: Sensor) => void) => {
    const sensor = new Sensor();
    const throttled: unknown[] = [];
    sensor.onThrottle = (error) => throttled.push(error);
    log(sensor);
    const { partial, swallowed } = sensor;
    return { partial, swallowed: [...swallowed], throttled, failure: sensor.takeFailure() };
  };
  const nothing = { partial: false, swallowed: [], throttled: [], failure: undefined };

  it.each<[string, (sensor: Sensor) => void, object]>([
    ['a warning of anything else', (sensor) => sensor.warn({ msg: 'Hm' }), {}],
    [
      'a FETCH cut short',
      (sensor) => sensor.warn({ msg: 'Partial FETCH response', err: 1 }),
      { partial: true },
    ],
    [
      'a response that it could not handle',
      (sensor) => sensor.warn({ msg: 'Failed to process untagged response', command: 'fetch', err: 1 }),
      { swallowed: ['FETCH'] },
    ],
    [
      'one without a name',
      (sensor) => sensor.warn({ msg: 'Failed to process untagged response', command: 7 }),
      { swallowed: [''] },
    ],
    [
      'a SEARCH with entries that are none',
      (sensor) => sensor.warn({ msg: 'Invalid entries in the SEARCH result' }),
      { swallowed: ['SEARCH'] },
    ],
    ['a failure', (sensor) => sensor.warn({ err: 'no' }), { failure: 'no' }],
    [
      'a throttled command',
      (sensor) => sensor.warn({ err: 'slow', throttleDelay: 5 }),
      { failure: 'slow', throttled: ['slow'] },
    ],
    [
      'a line of the server that it could not parse',
      (sensor) => sensor.error({ src: 's', msg: '* 12 FETCH (', err: 1 }),
      { swallowed: ['FETCH'] },
    ],
    ['one behind a zero', (sensor) => sensor.error({ src: 's', msg: '\0* list (' }), { swallowed: ['LIST'] }],
    ['one with a tag', (sensor) => sensor.error({ src: 's', msg: 'A1 OK', err: 2 }), { failure: 2 }],
    [
      'one in the middle of another',
      (sensor) => sensor.error({ src: 's', msg: 'x * LIST', err: 2 }),
      { failure: 2 },
    ],
    ['a line of its own', (sensor) => sensor.error({ src: 'c', msg: '* LIST', err: 3 }), { failure: 3 }],
    ['no line at all', (sensor) => sensor.error({ src: 's', msg: undefined, err: 4 }), { failure: 4 }],
    [
      'an error without a reason, which takes back none',
      (sensor) => {
        sensor.error({ err: 5 });
        sensor.error({ src: 's', msg: {} });
        sensor.warn({});
      },
      { failure: 5 },
    ],
  ])('is understood: %s', (_what, log, said) => expect(heard(log)).toEqual({ ...nothing, ...said }));

  it('is of the last command alone, and a failure is told once', () => {
    const sensor = new Sensor();
    sensor.warn({ msg: 'Partial FETCH response' });
    sensor.error({ src: 's', msg: '* 1 FETCH' });
    sensor.error({ err: 'no' });
    expect([sensor.takeFailure(), sensor.takeFailure()]).toEqual(['no', undefined]);
    sensor.error({ err: 'no' });
    sensor.reset();
    expect([sensor.takeFailure(), sensor.partial, sensor.swallowed.size]).toEqual([undefined, false, 0]);
  });
});

/** A connection that answers what it is told to. */
function connection(more: object = {}) {
  const client = Object.assign(new EventEmitter(), {
    usable: true,
    isClosed: false,
    close: () => undefined,
    ...more,
  });
  const sensor = new Sensor();
  return { client, sensor, mailbox: new Mailbox(client as never, sensor) };
}

describe('a command', () => {
  it('that is answered by nothing has failed, for the reason that the log gives', async () => {
    const { mailbox, sensor, client } = connection();
    expect(await mailbox.run(async () => 0)).toBe(0);
    expect(await codeOf(mailbox.run(async () => false))).toBe('connection-lost');
    expect(await codeOf(mailbox.run(async () => undefined))).toBe('connection-lost');
    const refused = async () => (sensor.error({ err: { responseStatus: 'NO' } }), false as const);
    expect(await codeOf(mailbox.run(refused))).toBe('server-unavailable');
    const failed = () => Promise.reject(Object.assign(new Error('no'), { responseStatus: 'NO' }));
    expect(await codeOf(mailbox.run(failed, { opening: true }))).toBe('folder-refused');
    Object.assign(client, { byeReason: 'AccessTokenExpired' });
    expect(await codeOf(mailbox.run(async () => false))).toBe('token-rejected');
  });

  it('is not given on a connection that is gone, and its answer counts for nothing', async () => {
    for (const gone of [{ usable: false }, { isClosed: true }]) {
      const { mailbox, client } = connection();
      const cut = async () => Object.assign(client, gone);
      expect(await codeOf(mailbox.run(cut))).toBe('connection-lost');
      let given = 0;
      expect(await codeOf(mailbox.run(async () => ++given))).toBe('connection-lost');
      expect(given).toBe(0);
    }
  });

  it('fails for the first reason for which its connection was given up', async () => {
    const { mailbox } = connection({ usable: false });
    mailbox.fail({ code: 'ETIMEOUT', message: 'Request is throttled' });
    mailbox.fail({ code: 'ECONNRESET' });
    expect(mailbox.reason({ code: 'CERT_HAS_EXPIRED' }).code).toBe('throttled');
  });
});

describe('a list of folders', () => {
  const entry = (path: string, ...flags: string[]) => ({
    ...{ path, name: path, parentPath: '', delimiter: '/', flags: new Set(flags) },
  });
  const listed = async (...entries: object[]) =>
    (await listFolders(connection({ list: async () => entries }).mailbox)).map(
      ({ path, selectable }) => `${path} ${selectable}`,
    );

  it('names each path once, and rather one that can be opened', async () => {
    expect(await listed(entry('INBOX', '\\Noselect'), entry('INBOX'))).toEqual(['INBOX true']);
    expect(await listed(entry('INBOX'), entry('INBOX', '\\Noselect'))).toEqual(['INBOX true']);
    expect(await listed(entry('a', '\\NonExistent'), entry('b'))).toEqual(['a false', 'b true']);
    expect(await listed(entry('a', '\\Noselect'), entry('a', '\\Noselect'))).toEqual(['a false']);
  });

  it('takes a slash for the delimiter where the server names none', async () => {
    const { mailbox } = connection({ list: async () => [{ ...entry('a'), delimiter: '', parentPath: 'b' }] });
    expect(await listFolders(mailbox)).toMatchObject([{ delimiter: '/', parentPath: 'b', role: 'other' }]);
  });
});

it('connections of an account are counted until they close, by whichever side', () => {
  const [one, other, gone] = [connection(), connection(), connection({ usable: false })];
  expect(openConnections('4711')).toBe(0);
  for (const { mailbox } of [one, other, gone]) countConnection('4711', mailbox);
  const elsewhere = connection();
  countConnection('4712', elsewhere.mailbox);
  expect(openConnections('4711')).toBe(2);
  one.client.emit('close');
  one.client.emit('close');
  expect(openConnections('4711')).toBe(1);
  other.client.emit('close');
  gone.client.emit('close');
  elsewhere.client.emit('close');
  expect(openConnections('4711')).toBe(0);
});
