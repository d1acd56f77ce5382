import { expect, it } from 'vitest';
import type { Id, MessageBody, UnsubscribeNotice } from '../../../../src/common';
import { table } from '../../../../src/server/store/db/rows';
import { ANNA, BEN, useScene, type Scene } from '../scene';

let scene: Scene;
useScene((started) => (scene = started));

const PASSED = 'Authentication-Results: spf=pass smtp.mailfrom=x.org; dkim=pass header.d=x.org';
const POST = 'List-Unsubscribe-Post: List-Unsubscribe=One-Click';

async function received(subject: string, ...fields: string[]): Promise<Id> {
  const raw = [`From: list@x.org`, `To: ${ANNA.address}`, `Subject: ${subject}`, ...fields, '', 'News.'].join(
    '\r\n',
  );
  await scene.bed.mailbox(ANNA.address).append({ raw });
  await scene.anna.turn();
  const where = { accountId: scene.anna.accountId, subject };
  return (await table(scene.ctx, 'mailMessages').findOne({ where }))?.get('id') as Id;
}

async function noticeOf(id: Id): Promise<UnsubscribeNotice | undefined> {
  const query = { filterByTk: String(id) };
  const { data } = await scene.anna.caller.get<MessageBody>('mailMessages:body', { query });
  const found = data.notices?.find(({ kind }) => kind === 'unsubscribe');
  return found?.kind === 'unsubscribe' ? found : undefined;
}

const key = 'unsubscribe-key-0001';
const leave = (id: Id, who = scene.anna, body: object = {}) =>
  who.caller.post('mailMessages:unsubscribe', { body: { id, key, ...body } });

it('sends one message to the list, from the address that it knows, and remembers it', async () => {
  const id = await received('By mail', `List-Unsubscribe: <mailto:${BEN.address}?subject=out%2042>`);
  expect(await noticeOf(id)).toEqual({ kind: 'unsubscribe', way: 'mail', target: BEN.address, done: false });
  expect((await leave(id)).status).toBe(200);
  expect((await leave(id)).status).toBe(200);
  await scene.anna.sends();
  await scene.ben.turn();
  const found = (await scene.ben.messages()).filter(({ subject }) => subject === 'out 42');
  expect(found).toMatchObject([{ fromAddress: ANNA.address }]);
  expect((await noticeOf(id))?.done).toBe(true);
});

it('asks by itself only what the sender has signed, and no server of a private network', async () => {
  const field = 'List-Unsubscribe: <https://127.0.0.1/leave>, <mailto:out@x.org>';
  const signed = await received('Signed', field, POST, PASSED);
  expect(await noticeOf(signed)).toMatchObject({ way: 'request', target: '127.0.0.1' });
  expect((await leave(signed)).body).toMatchObject({ errors: [{ code: 'unsubscribe-failed' }] });
  expect((await noticeOf(signed))?.done).toBe(false);
  const others = [
    await received('Unsigned', field, POST),
    await received('Not one click', field, PASSED),
    await received('Signed elsewhere', field, POST, PASSED.replace(': ', ': mx.x.org; ')),
  ];
  for (const id of others) expect(await noticeOf(id)).toMatchObject({ way: 'mail', target: 'out@x.org' });
});

it('leaves a page to its reader', async () => {
  const id = await received('Page', 'List-Unsubscribe: <https://x.org/leave?a>');
  expect(await noticeOf(id)).toEqual({
    ...{ kind: 'unsubscribe', way: 'page', target: 'x.org', url: 'https://x.org/leave?a', done: false },
  });
  expect((await leave(id)).status).toBe(400);
  const plain = await received('No list');
  expect(await noticeOf(plain)).toBeUndefined();
  expect((await leave(plain)).status).toBe(400);
});

it('is nobody’s to do but its reader’s, by POST, with a key', async () => {
  const id = await received('Mine', `List-Unsubscribe: <mailto:${BEN.address}>`);
  expect((await leave(id, scene.ben)).status).toBe(404);
  expect((await leave(id, scene.anna, { key: 'x' })).status).toBe(400);
  const { status } = await scene.anna.caller.get('mailMessages:unsubscribe', { query: { id: String(id) } });
  expect(status).toBe(405);
  const nobody = await fetch(`${scene.booted.url}/api/mailMessages:unsubscribe`, { method: 'POST' });
  expect([401, 403]).toContain(nobody.status);
  expect((await noticeOf(id))?.done).toBe(false);
});
