import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { startBed } from '../../__tests__/bed/index';
import { ALEX, demoShared, demoUsers, KIM, SAM, seedMailbox, SUPPORT } from '../../__tests__/bed/seed';
import type { LocalMicrosoft } from '../../__tests__/bed/types';
import {
  DEMO_USER,
  pointAtStandIn,
  prepareSampleApp,
  SECOND_USER,
  signIn,
} from '../../__tests__/e2e/prepare';
import type { Caller } from '../../__tests__/server/caller';
import { ROOT } from '../build/project.mts';
import { startHost, type Host } from '../host.mts';

/** The people in the tour, by what their mailboxes show. */
export type Person = 'demo' | 'second' | 'root';

/** The demo's host with everything in it that a picture needs. */
export interface TourWorld {
  host: Host;
  /** The page with customers and their emails. */
  pageUid: string;
  callers: Record<Person, Caller>;
  stop(): Promise<void>;
}

/**
 * Starts it. The demo user has two mailboxes and the shared one, and messages in the outbox that could not be
 * sent; the second user has connected no mailbox; the administrator has to sign in to their mailbox again.
 */
export async function startTourWorld(say: (sentence: string) => void): Promise<TourWorld> {
  say('Starting the local stand-in for Microsoft …');
  const bed = await startBed({ profile: 'npm', users: demoUsers, shared: [demoShared] });
  const dir = await mkdtemp(path.join(ROOT, '.host-tour-'));
  const stops = [() => rm(dir, { recursive: true, force: true }), () => bed.stop()];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    for (const user of [...demoUsers, SUPPORT]) await seedMailbox(bed.mailbox(user.address), user);
    const host = await startHost({ dir, port: 0, env: { NODE_EXTRA_CA_CERTS: bed.caFile }, say });
    stops.push(() => host.stop());
    await pointAtStandIn(host, bed);
    const { pageUid } = await prepareSampleApp(host);
    const [demo, second, root] = await Promise.all(
      [DEMO_USER, SECOND_USER, host.root].map((user) => signIn(host, user)),
    );
    if (!demo || !second || !root) throw new Error('nobody is signed in');
    say('Connecting mailboxes …');
    const enabledLanguages = ['en-US', 'de-DE', 'zh-CN'];
    await must(root.post('systemSettings:put', { body: { enabledLanguages } }), 'languages');
    await configure(root, bed);
    await fillDemoUser(demo, bed);
    await loseSignIn(root, bed);
    return { host, pageUid, callers: { demo, second, root }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function configure(root: Caller, bed: LocalMicrosoft): Promise<void> {
  const { clientId, clientSecret, authority, imap, smtp, tenantId } = bed;
  const values = {
    ...{ clientId, clientSecret, authority, tenant: tenantId },
    ...{ cloud: 'custom', tenantKind: 'organization', resource: 'https://outlook.office.com/' },
    imapServer: `${imap.host}:${imap.port}`,
    smtpServer: `${smtp.host}:${smtp.port}`,
  };
  await must(
    root.post('mailProviders:save', { body: { name: 'microsoft', enabled: true, values } }),
    'settings',
  );
}

async function fillDemoUser(demo: Caller, bed: LocalMicrosoft): Promise<void> {
  const id = await connect(demo, bed, ALEX.address);
  await connect(demo, bed, KIM.address);
  await must(
    demo.post('mailAccounts:addShared', { body: { accountId: id, address: SUPPORT.address } }),
    'shared mailbox',
  );
  for (const [subject, address] of [
    ['Certificate for the humidity meters', 'dana.byuer@example.com'],
    ['Trade fair: our list for the hall', 'hall.office@example.com'],
  ]) {
    const compose = {
      ...{ key: randomUUID(), accountId: id, to: [{ name: '', address }], cc: [], bcc: [], subject },
      ...{ html: '<p>Please find the list below.</p>', uploadIds: [], attachmentIds: [] },
    };
    await must(demo.post('mailMessages:send', { body: compose }), 'message');
  }
  await until(
    async () => (await states(demo, 'mailOperations:list')).every((state) => state === 'failed'),
    'failed messages',
  );
}

/** An account whose sign-in was taken away, as an administrator of the tenant would. */
async function loseSignIn(root: Caller, bed: LocalMicrosoft): Promise<void> {
  await connect(root, bed, SAM.address);
  bed.revoke(SAM.address);
  bed.expireAccessTokens(SAM.address);
  // Otherwise the open connection would stay open.
  await bed.mailbox(SAM.address).kick();
  await until(
    async () =>
      (await states(root, 'mailAccounts:list')).every((state) => !['connected', 'syncing'].includes(state)),
    'a lost sign-in',
  );
}

/** Signs in at the stand-in, as a browser would, and waits until everything is loaded. */
async function connect(caller: Caller, bed: LocalMicrosoft, address: string): Promise<string> {
  const { url } = await must(
    caller.post<{ url: string }>('mailAccounts:connect', {
      body: { provider: 'microsoft', returnTo: '/admin/mail' },
    }),
    'sign-in',
  );
  const back = await caller.fetch('GET', await bed.authorize(url, address), {
    headers: { Authorization: '' },
  });
  const id = new URL(back.headers.get('location') ?? '', caller.url).searchParams.get('mailConnected');
  if (!id) throw new Error(`The mailbox of ${address} was not connected`);
  await until(
    async () => (await states(caller, 'mailAccounts:list')).every((state) => state === 'connected'),
    `the mailbox of ${address}`,
  );
  return id;
}

const states = async (caller: Caller, action: string): Promise<string[]> =>
  (await must(caller.get<Array<{ state: string }>>(action), action)).map(({ state }) => state);

async function must<T>(call: Promise<{ status: number; body: unknown; data: T }>, what: string): Promise<T> {
  const { status, body, data } = await call;
  if (status >= 300) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
  return data;
}

/** Waits until the condition is true, for at most a minute. */
async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Not there within a minute: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
