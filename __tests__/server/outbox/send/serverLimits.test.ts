import { describe, expect, it } from 'vitest';
import type { AccountView } from '../../../../src/common';
import { learnMessageSize } from '../../../../src/server/accounts/messageSize';
import { findAccount } from '../../../../src/server/store/accounts/accounts';
import { BEN, useScene, type Person, type Scene } from '../scene';

const MEGABYTE = 1_000_000;

describe('the size that the server accepts', () => {
  let scene: Scene;
  let anna: Person;
  useScene((started) => {
    scene = started;
    anna = started.anna;
  });

  const known = async () => {
    const { data } = await anna.caller.get<AccountView[]>('mailAccounts:list', { query: {} });
    return data[0].maxMessageSize;
  };
  const learn = async () => {
    const account = await findAccount(scene.ctx, anna.accountId);
    if (account) await learnMessageSize(scene.ctx, account, new AbortController().signal);
  };
  const sendOne = async () => {
    await anna.send({ to: [BEN], subject: 'x', html: 'x' });
    await anna.sends();
  };

  it('is asked for before anything is sent, and heard again whenever something is', async () => {
    expect(await known()).toBeNull();
    scene.bed.smtpFault({ kind: 'offers', size: 12 * MEGABYTE });
    await learn();
    expect(await known()).toBe(12 * MEGABYTE);
    expect(scene.bed.counters.smtpLogins).toBe(0);
    scene.bed.clearFaults();
    scene.bed.smtpFault({ kind: 'offers', size: 8 * MEGABYTE });
    await sendOne();
    expect(await known()).toBe(8 * MEGABYTE);
    const told = scene.booted.pushed.filter(({ message }) =>
      JSON.stringify(message.payload).includes('"account"'),
    ).length;
    await sendOne();
    const again = scene.booted.pushed.filter(({ message }) =>
      JSON.stringify(message.payload).includes('"account"'),
    ).length;
    expect(again).toBe(told);
  });

  it('stays what it was while the server can’t be asked', async () => {
    scene.bed.smtpFault({ kind: 'offers', size: 8 * MEGABYTE });
    await sendOne();
    scene.bed.smtpFault({ kind: 'refuse-connections' });
    await learn();
    expect(await known()).toBe(8 * MEGABYTE);
  });

  it('is no limit of our own, and is kept where a server names one beyond all reason', async () => {
    scene.bed.smtpFault({ kind: 'offers', size: 9_000_000_000 });
    await sendOne();
    expect(await known()).toBe(2 ** 31 - 1);
  });

  it('refuses what it can’t take, with both sizes, before it is stored', async () => {
    scene.bed.smtpFault({ kind: 'offers', size: 8 * MEGABYTE });
    await sendOne();
    const files = [
      await anna.upload('a.bin', new Blob([new Uint8Array(3 * MEGABYTE)])),
      await anna.upload('b.bin', new Blob([new Uint8Array(3 * MEGABYTE)])),
    ];
    const post = (count: number, locale = 'en-US') => {
      const uploadIds = files.slice(0, count).map(({ id }) => id);
      const body = anna.compose({ to: [BEN], subject: 'x', html: 'x', uploadIds });
      return anna.caller.post('mailMessages:send', { body, headers: { 'X-Locale': locale } });
    };
    const { status, body } = await post(2);
    expect({ status, body }).toMatchObject({
      status: 413,
      body: {
        errors: [
          {
            code: 'message-too-large',
            message:
              'This message is too large: the mail server accepts up to 8 MB, which leaves 5 MB for attachments.',
          },
        ],
      },
    });
    expect(JSON.stringify((await post(2, 'de-DE')).body)).toContain('bleiben 5 MB für Anhänge');
    const before = scene.bed.counters.accepted;
    expect((await post(1)).status).toBe(200);
    await anna.sends();
    expect(scene.bed.counters.accepted).toBe(before + 1);
  });

  it('says how much it was if it turns out only when the message is sent', async () => {
    scene.bed.smtpFault({ kind: 'offers', size: 8 * MEGABYTE });
    await sendOne();
    const { id: uploadId } = await anna.upload('a.bin', new Blob([new Uint8Array(3 * MEGABYTE)]));
    const { id } = await anna.send({ to: [BEN], subject: 'x', html: 'x', uploadIds: [uploadId] });
    scene.bed.clearFaults();
    scene.bed.smtpFault({ kind: 'offers', size: 2 * MEGABYTE });
    await anna.sends();
    expect(await anna.operation(id)).toMatchObject({
      ...{ state: 'failed', reason: 'message-too-large' },
      params: { context: 'server', megabytes: 2, attached: 1 },
    });
  });
});
