import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountView, Id, MessageView } from '../../../src/common';
import { ANNA, Scene, type Person } from '../outbox/scene';
import { begin, comeBack } from './world';

const DESK = 'desk@contoso.example';
const MAY = { address: DESK, fullAccess: [ANNA.address], sendAs: [ANNA.address] };
/** The worker comes round every few seconds, after a failure later. */
const SOON = { timeout: 45_000, interval: 200 };

describe('a worker that serves a shared mailbox beside its parent', { timeout: 180_000 }, () => {
  let scene: Scene;
  let anna: Person;
  let desk: Id;

  const account = async (id: Id): Promise<AccountView> =>
    (await anna.caller.get<AccountView>('mailAccounts:get', { query: { filterByTk: id } })).data;
  const states = async () => {
    const both = await Promise.all([account(anna.accountId), account(desk)]);
    return both.map(({ state, reason }) => [state, reason]);
  };
  const ask = () => anna.caller.post('mailAccounts:sync', { query: { filterByTk: desk } });
  const well = [
    ['connected', null],
    ['connected', null],
  ];

  beforeAll(async () => {
    scene = await Scene.start({ shared: [MAY] }, { worker: true });
    anna = scene.anna;
    await scene.bed.mailbox(DESK).append({ raw: 'Subject: For all of us\r\nFrom: x@y.example\r\n\r\nHello' });
    const { data } = await anna.caller.post<{ id: Id }>('mailAccounts:addShared', {
      body: { accountId: anna.accountId, address: DESK },
    });
    desk = data.id;
  });
  afterAll(() => scene?.stop());

  it('loads and follows both', async () => {
    await expect.poll(states, SOON).toEqual(well);
    const subjects = async () =>
      (
        await anna.caller.get<MessageView[]>('mailMessages:list', { query: { filter: { accountId: desk } } })
      ).data.map(({ subject }) => subject);
    expect(await subjects()).toEqual(['For all of us']);
    await scene.bed.mailbox(DESK).append({ raw: 'Subject: Another\r\nFrom: x@y.example\r\n\r\nHello' });
    await expect.poll(subjects, SOON).toContain('Another');
  });

  it('says that the access was withdrawn, of the shared mailbox alone, and goes on once it is back', async () => {
    await scene.bed.share({ address: DESK });
    await scene.bed.mailbox(DESK).kick();
    await expect.poll(states, SOON).toEqual([
      ['connected', null],
      ['unavailable', 'shared-mailbox-denied'],
    ]);
    await scene.bed.share(MAY);
    await ask();
    await expect.poll(states, SOON).toEqual(well);
  });

  it('asks for one sign-in for both, and goes on with both after it', async () => {
    scene.bed.revoke(ANNA.address);
    scene.bed.expireAccessTokens(ANNA.address);
    for (const address of [ANNA.address, DESK]) await scene.bed.mailbox(address).kick();
    await expect.poll(states, SOON).toEqual([
      ['reconnect', 'password-changed'],
      ['reconnect', 'password-changed'],
    ]);
    const url = await begin(anna.caller, { accountId: String(desk) });
    await comeBack(anna.caller, await scene.bed.authorize(url, ANNA.address));
    await expect.poll(states, SOON).toEqual(well);
  });
});
