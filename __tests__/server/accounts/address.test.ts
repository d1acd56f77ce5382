import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { IdentityView } from '../../../src/common';
import { drainSends } from '../../../src/server/outbox';
import type { Caller } from '../boot';
import { startWorld, type World } from './world';

const ANNA = { name: 'Anna', address: 'anna@example.com', upn: 'anna@corp.local' };
/** The directory's `email` is out of date. */
const BERT = {
  name: 'Bert',
  address: 'bert@example.com',
  upn: 'b17@corp.local',
  emailClaim: 'old@example.com',
};
/** The sign-in service says nothing but the sign-in name. */
const CORA = { name: 'Cora', address: 'cora@example.com', upn: 'cora@corp.local', emailClaim: null };
/** An administrator's second account, for which the directory names the first one's address. */
const ADMIN = {
  name: 'Anna (admin)',
  address: 'admin@example.com',
  upn: 'admin@example.com',
  emailClaim: ANNA.address,
};

describe('the address of a mailbox whose owner signs in with another name', () => {
  let world: World;
  const callers = new Map<string, Caller>();

  beforeAll(async () => {
    world = await startWorld([ANNA, BERT, CORA, ADMIN]);
    for (const name of ['anna', 'bert', 'cora']) callers.set(name, await world.user(name));
  });
  afterEach(() => world.bed.clearFaults());
  afterAll(() => world.stop());

  const callerOf = (name: string): Caller => {
    const caller = callers.get(name);
    if (!caller) throw new Error(name);
    return caller;
  };
  const addressOf = async (caller: Caller, id: string) => (await world.account(caller, id)).address;
  const identities = async (caller: Caller, accountId: string): Promise<IdentityView[]> =>
    (await caller.get<IdentityView[]>('mailIdentities:list', { query: { filter: { accountId } } })).data;
  const save = (caller: Caller, accountId: string, id: unknown, address: string) =>
    caller.post<IdentityView>('mailIdentities:save', {
      body: { id, accountId, address, name: 'Me', signature: '', isDefault: true },
    });

  it('is what the server takes as sender: shown, sent from, and opened by the sign-in name', async () => {
    const anna = callerOf('anna');
    const id = await world.connected(anna, ANNA.address);
    expect(await addressOf(anna, id)).toBe(ANNA.address);
    expect((await identities(anna, id)).map(({ address }) => address)).toEqual([ANNA.address]);
    const { status } = await anna.post('mailMessages:send', {
      body: {
        accountId: id,
        to: [{ name: '', address: ANNA.address }],
        cc: [],
        bcc: [],
        subject: 'Hi',
        html: '<p>x</p>',
      },
    });
    expect(status).toBe(200);
    await drainSends({ app: world.app, log: world.app.log }, id);
    const mailbox = world.bed.mailbox(ANNA.address);
    const [sent] = await mailbox.list('INBOX');
    const raw = await mailbox.source('INBOX', sent?.uid ?? 0);
    expect(raw.toString()).toMatch(/^From: .*<?anna@example\.com>?/m);
  });

  it('is another account’s only where the server says so', async () => {
    const anna = callerOf('anna');
    const id = await world.connected(anna, ADMIN.address);
    expect(await addressOf(anna, id)).toBe(ADMIN.address);
    // Where nobody can say it, it is refused rather than mixed with the other account.
    world.bed.smtpFault({ kind: 'auth-disabled' });
    await anna.post('mailAccounts:disconnect', { query: { filterByTk: id } });
    const url = await world.connect(anna, ADMIN.address);
    expect(url.searchParams.get('mailError')).toBe('address-exists');
  });

  it('is named by its owner where the server refuses what the sign-in service says, and stays so', async () => {
    const bert = callerOf('bert');
    const id = await world.connected(bert, BERT.address);
    expect(await addressOf(bert, id)).toBe(BERT.emailClaim);
    const [own] = await identities(bert, id);
    const denied = await save(bert, id, own?.id, 'anna@example.com');
    expect(denied.body).toMatchObject({ errors: [{ code: 'send-as-denied' }] });
    expect(await addressOf(bert, id)).toBe(BERT.emailClaim);
    expect((await save(bert, id, own?.id, BERT.address)).data).toMatchObject({
      address: BERT.address,
      name: 'Me',
    });
    expect(await addressOf(bert, id)).toBe(BERT.address);
    expect(await identities(bert, id)).toHaveLength(1);
    expect(await world.connected(bert, BERT.address)).toBe(id);
    expect(await addressOf(bert, id)).toBe(BERT.address);
  });

  it('is the likeliest where the server cannot tell', async () => {
    world.bed.smtpFault({ kind: 'auth-disabled' });
    const bert = callerOf('cora');
    const other = await world.connected(bert, BERT.address);
    expect(await addressOf(bert, other)).toBe(BERT.emailClaim);
    const id = await world.connected(bert, CORA.address);
    expect(await addressOf(bert, id)).toBe(CORA.upn);
  });
});
