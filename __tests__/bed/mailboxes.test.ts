import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ImapFlow } from 'imapflow';
import { startBed } from './index';
import { PROFILES } from './profiles';
import { imapClient, SCOPES, signIn, smtpClient } from './roundtrip';
import type { BedOptions, ImapFault, LocalMicrosoft } from './types';

const ADA = 'ada@example.com';
const BEN = 'ben@example.com';
const BOX = 'team@example.com';

const mail = (subject: string): string =>
  `From: Ben <${BEN}>\r\nTo: ${ADA}\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@example.com>\r\n\r\nHello\r\n`;

interface Failure extends Error {
  responseText?: string;
  response?: string;
  responseCode?: number;
  serverResponseCode?: string;
  code?: string;
}

/** What a promise was rejected with. */
async function failure(promise: Promise<unknown>): Promise<Failure> {
  const caught: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(caught instanceof Error)) throw new Error('it did not fail');
  return Object.assign(caught, {});
}

const event = (client: ImapFlow, name: 'exists' | 'expunge' | 'flags' | 'close'): Promise<unknown> =>
  new Promise((resolve) => client.once(name, resolve));

describe.each(PROFILES)('profile %s', (profile) => {
  let bed: LocalMicrosoft;
  let token: string;
  const clients: ImapFlow[] = [];

  const options: BedOptions = {
    profile,
    users: [
      { address: ADA, name: 'Ada' },
      { address: BEN, name: 'Ben' },
      { address: BOX, name: 'Team' },
    ],
    sendAs: { [ADA]: [BOX] },
    rewriteMessageId: true,
  };

  const connected = async (): Promise<ImapFlow> => {
    const client = imapClient(bed, ADA, token);
    clients.push(client);
    await client.connect();
    return client;
  };

  beforeAll(async () => {
    bed = await startBed(options);
    token = (await signIn(bed, ADA)).accessToken;
  });
  afterAll(() => bed.stop());
  afterEach(() => {
    bed.clearFaults();
    for (const client of clients.splice(0)) client.close();
  });

  it('logs in with XOAUTH2 and shows the folders of an Exchange mailbox', async () => {
    const before = bed.counters.imapLogins;
    const client = await connected();
    const paths = (await client.list()).map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'INBOX',
        'Sent Items',
        'Deleted Items',
        'Junk Email',
        'Drafts',
        'Archive',
        'Outbox',
      ]),
    );
    expect(bed.counters.imapLogins - before).toBe(1);
    expect([client.capabilities.has('CONDSTORE'), client.capabilities.has('SPECIAL-USE')]).toEqual(
      profile === 'full' ? [true, true] : [false, false],
    );
    await client.mailboxOpen('INBOX');
    expect(client.mailbox && client.mailbox.highestModseq !== undefined).toBe(profile === 'full');
  });

  it('refuses a token of somebody else, one for Graph, and one that has expired', async () => {
    const foreign = (await signIn(bed, BEN)).accessToken;
    const graph = (await signIn(bed, ADA, undefined, ['User.Read', 'offline_access'])).accessToken;
    const old = (await signIn(bed, BEN)).accessToken;
    bed.expireAccessTokens(BEN);
    for (const [user, bad] of [
      [ADA, foreign],
      [ADA, graph],
      [BEN, old],
    ] as const) {
      const error = await failure(imapClient(bed, user, bad).connect());
      expect(error.response).toMatch(profile === 'full' ? /AUTHENTICATIONFAILED/ : /AUTHENTICATE failed\./);
    }
    const onlyImap = SCOPES.filter((scope) => !scope.endsWith('SMTP.Send'));
    const receive = (await signIn(bed, ADA, undefined, onlyImap)).accessToken;
    expect((await failure(smtpClient(bed, ADA, receive).verify())).responseCode).toBe(535);
  });

  it('tells an idle client at once what the other side did', async () => {
    const box = bed.mailbox(ADA);
    await box.createFolder('Pushed');
    const client = await connected();
    await client.mailboxOpen('Pushed');
    const idling = client.idle();

    const arrived = event(client, 'exists');
    const [uid = 0] = await box.append({ raw: mail('pushed'), folder: 'Pushed' });
    expect(await arrived).toMatchObject({ path: 'Pushed', count: 1 });

    const flagged = event(client, 'flags');
    await box.flag('Pushed', uid, { add: ['\\Flagged'] });
    expect(await flagged).toMatchObject({ path: 'Pushed', seq: 1 });
    expect((await box.list('Pushed'))[0]?.flags).toEqual(['\\Flagged']);

    const gone = event(client, 'expunge');
    await box.move('Pushed', uid, 'Archive');
    expect(await gone).toMatchObject({ path: 'Pushed' });
    expect((await box.list('Archive')).map(({ subject }) => subject)).toContain('pushed');
    client.close();
    await idling.catch(() => undefined);
  });

  it('shows what one connection does to the others', async () => {
    const box = bed.mailbox(ADA);
    await box.createFolder('Shared');
    await box.append(...['a', 'b', 'c'].map((subject) => ({ raw: mail(subject), folder: 'Shared' })));
    const [one, two] = [await connected(), await connected()];
    await one.mailboxOpen('Shared');
    await two.mailboxOpen('Shared');
    await one.messageFlagsAdd('1', ['\\Seen'], { uid: true });
    const moved = await one.messageMove('2', 'Archive', { uid: true });
    expect(moved && moved.uidMap?.has(2)).toBe(true);
    await one.messageDelete('3', { uid: true });
    await two.noop();
    const seen = await two.fetchAll('1:*', { flags: true }, { uid: true });
    expect(seen.map(({ uid, flags }) => [uid, flags?.has('\\Seen')])).toEqual([[1, true]]);
    const appended = await two.append('Shared', mail('d'), ['\\Draft']);
    expect(appended && appended.uid).toBe(4);
    await one.noop();
    expect(await one.search({ subject: 'd' }, { uid: true })).toEqual([4]);
    await expect(box.list('Shared')).resolves.toHaveLength(2);
  });

  it('changes UIDVALIDITY, renames and deletes folders', async () => {
    const box = bed.mailbox(ADA);
    await box.createFolder('Old/Ünter 文件夹');
    await box.append({ raw: mail('kept'), folder: 'Old/Ünter 文件夹' });
    const client = await connected();
    const before = await client.status('Old/Ünter 文件夹', { uidValidity: true });
    await box.resetUidValidity('Old/Ünter 文件夹');
    const after = await client.status('Old/Ünter 文件夹', { uidValidity: true, messages: true });
    expect(after && before && after.uidValidity !== before.uidValidity).toBe(true);
    expect(after && after.messages).toBe(1);
    await box.renameFolder('Old', 'New');
    expect((await client.list()).map(({ path }) => path)).toContain('New/Ünter 文件夹');
    await box.deleteFolder('New/Ünter 文件夹');
    expect((await client.list()).map(({ path }) => path)).not.toContain('New/Ünter 文件夹');
  });

  it('delivers from one to the other and files the sender’s copy, with a new Message-ID', async () => {
    const before = { ...bed.counters };
    await smtpClient(bed, ADA, token).sendMail({
      from: `Ada <${ADA}>`,
      to: BEN,
      bcc: BOX,
      subject: 'Über',
      text: 'hello',
      messageId: '<mine@example.com>',
      headers: { Bcc: BOX },
    });
    const [arrived] = (await bed.mailbox(BEN).list()).filter(({ subject }) => subject === 'Über');
    const [copy] = (await bed.mailbox(ADA).list('Sent Items')).filter(({ subject }) => subject === 'Über');
    expect(copy?.flags).toEqual(['\\Seen']);
    expect(arrived?.flags).toEqual([]);
    expect(arrived?.messageId).toBe(copy?.messageId);
    expect(arrived?.messageId).not.toBe('<mine@example.com>');
    const source = (await bed.mailbox(BEN).source('INBOX', arrived?.uid ?? 0)).toString();
    expect(source).toContain('X-Microsoft-Original-Message-ID: <mine@example.com>\r\n');
    expect(source).not.toMatch(/^Bcc:/im);
    expect((await bed.mailbox(BOX).list()).map(({ subject }) => subject)).toContain('Über');
    expect(bed.counters.accepted - before.accepted).toBe(1);
    expect(bed.counters.smtpLogins - before.smtpLogins).toBe(1);
  });

  it('lets nobody send as somebody else, except where that was granted', async () => {
    const smtp = smtpClient(bed, ADA, token);
    const forged = await failure(smtp.sendMail({ from: BEN, to: BEN, text: 'x' }));
    expect([forged.responseCode, forged.response]).toEqual([550, expect.stringContaining('5.7.60')]);
    const header = smtp.sendMail({ from: BEN, to: BEN, text: 'x', envelope: { from: ADA, to: BEN } });
    expect((await failure(header)).responseCode).toBe(550);
    await smtp.sendMail({ from: BOX, to: BEN, subject: 'granted', text: 'x' });
    expect((await bed.mailbox(BEN).list()).map(({ subject }) => subject)).toContain('granted');
    const shared = await failure(smtpClient(bed, BOX, token).verify());
    expect([shared.responseCode, shared.response]).toEqual([535, expect.stringContaining('5.7.3')]);
    const unknown = await failure(smtp.sendMail({ from: ADA, to: 'nobody@example.com', text: 'x' }));
    expect([unknown.responseCode, unknown.response]).toEqual([550, expect.stringContaining('5.1.10')]);
    await smtp.sendMail({ from: ADA, to: 'somebody@outside.example.org', text: 'x' });
  });

  it.each<[ImapFault, RegExp]>([
    [{ kind: 'not-connected' }, /User is authenticated but not connected\./],
    [
      { kind: 'throttle', milliseconds: 40 },
      /Request is throttled\. Suggested Backoff Time: 40 milliseconds/,
    ],
  ])('answers commands as Exchange does: %o', async (fault, text) => {
    const client = await connected();
    bed.imapFault(fault, { address: ADA });
    const error = await failure(client.getMailboxLock('INBOX'));
    expect(`${error.response} ${error.responseText}`).toMatch(text);
    bed.clearFaults();
    const lock = await client.getMailboxLock('INBOX');
    lock.release();
  });

  it('is unavailable at login for a while', async () => {
    bed.imapFault({ kind: 'unavailable' }, { times: 1, address: ADA });
    const error = await failure(imapClient(bed, ADA, token).connect());
    expect(error.serverResponseCode).toBe('UNAVAILABLE');
    await connected();
  });

  it('says goodbye to expired sessions, cuts, kicks and refuses connections', async () => {
    for (const end of [
      () => bed.imapFault({ kind: 'token-expired-bye' }, { address: ADA }),
      () => bed.imapFault({ kind: 'cut' }, { address: ADA }),
      () => void bed.mailbox(ADA).kick(),
    ]) {
      const client = await connected();
      const closed = event(client, 'close');
      bed.imapFault({ kind: 'cut' }, { address: BEN });
      expect(client.usable).toBe(true);
      end();
      await closed;
    }
    const client = await connected();
    bed.imapFault({ kind: 'token-expired-bye' }, { times: 1 });
    const closed = event(client, 'close');
    await client.noop();
    expect(client.usable).toBe(true);
    await failure(client.getMailboxLock('INBOX'));
    await closed;
    bed.imapFault({ kind: 'refuse-connections' }, { times: 1 });
    await failure(imapClient(bed, ADA, token).connect());
    await connected();
  });

  it('fails to send in every way that Exchange does', async () => {
    const send = (): Promise<unknown> =>
      smtpClient(bed, ADA, token).sendMail({ from: ADA, to: BEN, subject: 'faulty', text: 'x' });
    bed.smtpFault({ kind: 'auth-disabled' }, { times: 1, address: ADA });
    expect((await failure(send())).response).toMatch(/^535 5\.7\.139 .*SmtpClientAuthentication is disabled/);
    bed.smtpFault({ kind: 'auth-failed' }, { times: 1 });
    expect((await failure(send())).response).toMatch(/^535 5\.7\.3 /);
    for (const [at, code, text] of [
      ['auth', 454, '4.7.0 Temporary authentication failure'],
      ['mail', 432, '4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded'],
      ['rcpt', 451, '4.7.500 Server busy'],
      ['data', 554, '5.2.0 STOREDRV.Submission.Exception'],
    ] as const) {
      bed.smtpFault({ kind: 'reply', at, code, text }, { times: 1 });
      expect((await failure(send())).response).toBe(`${code} ${text}`);
    }
    bed.smtpFault({ kind: 'refuse-connections' }, { times: 1 });
    await failure(send());
    bed.smtpFault({ kind: 'cut', at: 'data' }, { times: 1 });
    await failure(send());
    bed.smtpFault({ kind: 'cut', at: 'after-dot', delivered: false }, { times: 1 });
    await failure(send());
    const faulty = async () =>
      (await bed.mailbox(BEN).list()).filter(({ subject }) => subject === 'faulty').length;
    expect(await faulty()).toBe(0);
    bed.smtpFault({ kind: 'cut', at: 'after-dot' }, { times: 1 });
    await failure(send());
    expect(await faulty()).toBe(1);
    await send();
    expect(await faulty()).toBe(2);
  });

  it('stalls until the client gives up', async () => {
    bed.smtpFault({ kind: 'stall' }, { times: 1 });
    const smtp = smtpClient(bed, ADA, token, 300);
    expect((await failure(smtp.sendMail({ from: ADA, to: BEN, text: 'x' }))).code).toBe('ETIMEDOUT');
  });
});
