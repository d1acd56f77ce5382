import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import winston from 'winston';
import { Caller } from '../boot';
import { begin, settingsOf, startWorld, type World } from '../accounts/world';

const ANNA = { name: 'Anna', address: 'anna@example.com' };

let world: World;
let written = '';

beforeAll(async () => {
  world = await startWorld([ANNA]);
  const logger = world.app.requestLogger as winston.Logger;
  logger.level = 'info';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  logger.clear();
  logger.add(new winston.transports.Stream({ stream, level: 'info', format: winston.format.json() }));
});
afterAll(() => world?.stop());

it('writes no client secret, no text of a mail and no authorization code into the host’s request log', async () => {
  const anna = await world.user('anna');
  const values = settingsOf(world.bed);
  const body = { name: 'microsoft', enabled: true, values };
  for (const action of ['mailProviders:save', 'mailProviders:check']) {
    await world.root.post(action, { body });
    // Refused before our own code is reached.
    await new Caller(world.url, 'no-token').post(action, { body });
    await anna.post(action, { body });
  }
  const accountId = await world.connected(anna, ANNA.address);
  const compose = {
    accountId,
    to: [{ name: '', address: ANNA.address }],
    subject: 'private',
    html: 'private',
  };
  expect((await anna.post('mailMessages:send', { body: compose })).status).toBe(200);
  const back = await world.bed.authorize(await begin(anna), ANNA.address);
  const response = await anna.fetch('GET', back, { headers: { Authorization: '' } });
  expect(response.headers.get('location')).toContain('mailConnected=');

  // The log itself works.
  for (const action of ['mailProviders:save', 'mailMessages:send', 'mailAccounts:callback'])
    expect(written).toContain(action);
  const { searchParams } = new URL(back);
  for (const secret of [values.clientSecret, 'private', searchParams.get('code'), searchParams.get('state')])
    expect(written).not.toContain(secret);
});
