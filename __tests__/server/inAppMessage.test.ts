import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import de from '../../src/locale/de-DE.json';
import en from '../../src/locale/en-US.json';
import type { MailContext } from '../../src/server/context';
import type { AccountState, ErrorCode, Id } from '../../src/common';
import { notify } from '../../src/server/inAppMessage';
import { setState } from '../../src/server/store/accounts/accounts';
import { table } from '../../src/server/store/db/rows';
import { bootApp, type BootedApp, type Caller } from './boot';

interface InboxMessage {
  title: string;
  content: string;
  channelName: string;
  status: string;
  options: { url: string };
}

const NOTICE = {
  title: 'notice.title',
  content: 'notice.reconnect',
  params: { address: 'gerda@example.com' },
  path: '/admin/mail',
};

describe('a notice', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let user: Caller;
  let userId: number;

  beforeAll(async () => {
    booted = await bootApp({ plugins: ['notification-manager', 'notification-in-app-message'] });
    ctx = { app: booted.app, log: booted.app.log };
    await booted.app.db
      .getRepository('systemSettings')
      .update({ filterByTk: 1, values: { enabledLanguages: ['en-US', 'de-DE'] } });
    user = await booted.user('gerda');
    userId = user.userId ?? 0;
    await booted.app.db.getRepository('users').update({ filterByTk: userId, values: { appLang: 'de-DE' } });
  });
  afterAll(() => booted.stop());

  const inbox = async (caller: Caller) => {
    const { data } = await caller.get<{ messages: InboxMessage[] }>('myInAppMessages:list');
    return data.messages;
  };

  it('reaches each person in the own language, in one channel of ours, with a link', async () => {
    await notify(ctx, [1, userId], NOTICE);
    await notify(ctx, [userId], NOTICE);
    const [german, ...more] = await inbox(user);
    expect(more).toHaveLength(1);
    expect(german).toMatchObject({
      title: de['notice.title'].replace('{{address}}', 'gerda@example.com'),
      ...{ status: 'unread', options: { url: '/admin/mail' } },
    });
    expect(german.content).toBe(de['notice.reconnect']);
    const [english] = await inbox(booted.root);
    expect(english.title).toBe(en['notice.title'].replace('{{address}}', 'gerda@example.com'));
    expect(english.content).toBe(en['notice.reconnect']);
    expect(english.channelName).toBe(german.channelName);
    const { data: channels } = await booted.root.get<unknown[]>('notificationChannels:list');
    expect(channels).toHaveLength(1);
  });

  it('shows values as they are, whatever is in them', async () => {
    const address = `{{#each this}}x{{/each}} <b>o'neil & co</b> {{t("x")}}`;
    await notify(ctx, [1], { ...NOTICE, params: { address } });
    const [message] = await inbox(booted.root);
    expect(message.title).toBe(en['notice.title'].replace('{{address}}', () => address));
  });

  it('comes once when an account waits for somebody, and again once it has worked in between', async () => {
    const address = 'trouble@example.com';
    const row = await table(ctx, 'mailAccounts').create({
      ...{ userId, provider: 'microsoft', identity: address, address, state: 'connected' },
    });
    const become = (state: AccountState, reason: ErrorCode | null = null) =>
      setState(ctx, row.get('id') as Id, state, { reason });
    const told = async () => (await inbox(user)).filter(({ title }) => title.includes(address));
    await become('reconnect', 'session-expired');
    await become('reconnect', 'session-expired');
    await become('unreachable', 'server-unreachable');
    await become('throttled', 'throttled');
    await become('reconnect', 'session-expired');
    await expect.poll(told).toHaveLength(1);
    expect((await told())[0].content).toBe(de['notice.reconnect']);
    await become('receive-only', 'smtp-disabled');
    await expect.poll(told).toHaveLength(2);
    await become('connected');
    await become('receive-only', 'smtp-disabled');
    await expect.poll(told).toHaveLength(3);
  });

  it('is not claimed for what is over by then: it comes when it is so again', async () => {
    const address = 'over@example.com';
    const row = await table(ctx, 'mailAccounts').create({
      ...{ userId, provider: 'microsoft', identity: address, address, state: 'connected' },
    });
    const id = row.get('id') as Id;
    const told = async () => (await inbox(user)).filter(({ title }) => title.includes(address));
    // Another node finds the account well, between what this one wrote of it and what it would tell.
    const meanwhile = () => setState(ctx, id, 'connected');
    // It waits for the promise that a listener gives back.
    booted.app.db.once('mailEvents.beforeCreate', meanwhile as () => void);
    await setState(ctx, id, 'reconnect', { reason: 'session-expired' });
    expect((await row.reload()).get()).toMatchObject({ state: 'connected', notifiedReason: null });
    await setState(ctx, id, 'reconnect', { reason: 'session-expired' });
    await expect.poll(told).toHaveLength(1);
  });

  it('to nobody is no error', async () => {
    await notify(ctx, [], NOTICE);
    await notify(ctx, [999_999], NOTICE);
  });
});

it('is given up quietly where the host has no notifications', async () => {
  const booted = await bootApp();
  try {
    await notify({ app: booted.app, log: booted.app.log }, [1], NOTICE);
  } finally {
    await booted.stop();
  }
});
