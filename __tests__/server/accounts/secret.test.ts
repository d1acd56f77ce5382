import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailContext } from '../../../src/server/context';
import { WAKE } from '../../../src/server/push';
import { Worker } from '../../../src/server/worker/worker';
import { startBed, type LocalMicrosoft } from '../../bed';
import { bootApp, type BootedApp, type Caller } from '../boot';
import { begin, comeBack, save, settingsOf } from './world';

const PEOPLE = ['anna', 'bert', 'cleo'].map((name) => ({ name, address: `${name}@example.com` }));

describe('a new client secret', () => {
  let booted: BootedApp;
  let bed: LocalMicrosoft;
  let worker: Worker;

  const accounts = () => booted.app.db.getCollection('mailAccounts').model;
  const states = async () =>
    (await accounts().findAll()).map((row) => `${String(row.get('state'))} ${String(row.get('reason'))}`);
  const all = (state: string) => PEOPLE.map(() => state);
  const reach = (state: string) => expect.poll(states, { timeout: 30_000, interval: 50 }).toEqual(all(state));
  const connect = async (caller: Caller, address: string) => {
    const response = await comeBack(caller, await bed.authorize(await begin(caller), address));
    expect(response.headers.get('location')).toContain('mailConnected=');
  };
  /** Microsoft takes the secret no more, and every connection ends. */
  const expire = async () => {
    await reach('connected null');
    bed.entraFault('token', { kind: 'aadsts', code: 7000222 });
    for (const { address } of PEOPLE) {
      bed.expireAccessTokens(address);
      await bed.mailbox(address).kick();
    }
    await reach('blocked client-secret-expired');
  };

  beforeAll(async () => {
    bed = await startBed({ profile: 'exchange', users: PEOPLE });
    booted = await bootApp({ plugins: ['environment-variables'] });
    await save(booted, settingsOf(bed));
    for (const { name, address } of PEOPLE) await connect(await booted.user(name), address);
    const ctx: MailContext = { app: booted.app, log: booted.app.log };
    worker = new Worker(ctx, { tick: 200, lease: 5000, renew: 1000 });
    booted.app.on(WAKE, (id: string) => worker.wake(id));
    worker.start();
  });
  afterAll(async () => {
    await worker.stop();
    await booted.stop();
    await bed.stop();
  });

  it('lets every mailbox go on, and nobody has to sign in', async () => {
    await expire();
    const asked = bed.counters.authorize;
    bed.clearFaults();
    expect(await save(booted, settingsOf(bed))).toBe(200);
    await reach('connected null');
    expect(bed.counters.authorize).toBe(asked);
  });

  it('may come by a variable: also one that was gone for a while', async () => {
    const variable = async (value: string) => {
      const known = await booted.app.db.getCollection('environmentVariables').model.count();
      const action = known ? 'update?filterByTk=SECRET' : 'create';
      const body = { name: 'SECRET', type: 'secret', value };
      // The host's own transactions give up when SQLite is busy, as it is with the worker's.
      await expect
        .poll(() => booted.root.post(`environmentVariables:${action}`, { body }), { timeout: 10_000 })
        .toMatchObject({ status: 200 });
    };
    await variable(bed.clientSecret);
    await save(booted, { ...settingsOf(bed), clientSecret: '{{ $env.SECRET }}' });
    await expire();
    bed.clearFaults();
    await variable(bed.clientSecret);
    await reach('connected null');

    booted.app.environment.removeVariable('SECRET');
    for (const { address } of PEOPLE) await bed.mailbox(address).kick();
    await reach('blocked unknown-variable');
    await variable(bed.clientSecret);
    await reach('connected null');
  });
});
