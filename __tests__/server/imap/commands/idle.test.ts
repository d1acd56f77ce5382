import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, idle, withFolder, type Mailbox } from '../../../../src/server/imap';
import { connectionLimiterFor } from '../../../../src/server/semaphore';
import { mail, openBed, type OpenBed } from '../mailboxes';

/** Long enough that whoever misses what happens is seen to wait. */
const timeout = 5_000;

describe('waiting on a folder', () => {
  let local: OpenBed;
  let mailbox: Mailbox;
  beforeAll(async () => {
    local = await openBed('full');
    await local.box.append({ raw: mail('one') });
  });
  beforeEach(async () => void (mailbox = await local.open()));
  afterAll(() => local.stop());

  /** Does it while the server answers SELECT, before anybody hears of the answer. */
  const whileOpening = (act: () => void) => mailbox.client.once('mailboxOpen', act);

  it('ends at once for who called it off while the folder was being opened', async () => {
    const abort = new AbortController();
    whileOpening(() => abort.abort());
    expect(await idle(mailbox, 'INBOX', { timeout, signal: abort.signal })).toBe('aborted');
    expect(mailbox.usable).toBe(true);
  });

  it('ends at once for who called it off before, and while it waits', async () => {
    const abort = new AbortController();
    const waiting = idle(mailbox, 'INBOX', { timeout, signal: abort.signal });
    await expect.poll(() => mailbox.client.idling, { timeout }).toBe(true);
    abort.abort();
    expect(await waiting).toBe('aborted');
    expect(await idle(mailbox, 'INBOX', { timeout, signal: abort.signal })).toBe('aborted');
  });

  it.each(['exists', 'expunge', 'flags'] as const)(
    'tells of %s that the server reported while the folder was being opened',
    async (event) => {
      whileOpening(() => mailbox.client.emit(event, { path: 'INBOX' } as never));
      expect(await idle(mailbox, 'INBOX', { timeout })).toBe(event);
    },
  );

  it('tells of what was reported between the last look and the wait', async () => {
    await withFolder(mailbox, 'INBOX', async () => mailbox.client.emit('flags', { path: 'INBOX' } as never));
    expect(await idle(mailbox, 'INBOX', { timeout })).toBe('flags');
  });

  it('tells once: a folder that is opened anew has told nothing yet', async () => {
    await withFolder(mailbox, 'INBOX', async () => mailbox.client.emit('flags', { path: 'INBOX' } as never));
    await withFolder(mailbox, 'INBOX', async () => undefined);
    expect(await idle(mailbox, 'INBOX', { timeout: 300 })).toBe('timeout');
  });

  it('says that a folder has changed since it was looked at, by either count', async () => {
    const { uidNext, exists } = await withFolder(mailbox, 'INBOX', async (folder) => folder);
    const since = (looked: { uidNext: number | null; total: number }) =>
      idle(mailbox, 'INBOX', { timeout: 300, looked });
    expect(await since({ uidNext, total: exists })).toBe('timeout');
    expect(await since({ uidNext, total: exists + 1 })).toBe('missed');
    expect(await since({ uidNext: uidNext - 1, total: exists })).toBe('missed');
    expect(await since({ uidNext: null, total: exists })).toBe('timeout');
  });

  it('leaves no listener behind', async () => {
    const { client } = mailbox;
    const count = () => ['exists', 'expunge', 'flags', 'close'].map((event) => client.listenerCount(event));
    await withFolder(mailbox, 'INBOX', async () => undefined);
    const before = count();
    for (let wait = 0; wait < 12; wait++) await idle(mailbox, 'INBOX', { timeout: 1 });
    expect(count()).toEqual(before);
  });
});

it('opens no connection for who called it off while others had the door', async () => {
  const local = await openBed('full');
  const door = connectionLimiterFor(local.bed.imap);
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const holders = Array.from({ length: 8 }, () => door.run(() => held));
  const abort = new AbortController();
  const { signal } = abort;
  const { imapLogins } = local.bed.counters;
  const opening = connect(local.bed.imap, { user: local.address, accessToken: 'x' }, { signal });
  // The door opens and the caller leaves in the same moment: the queue knows nothing of it any more.
  letGo();
  await Promise.all(holders.map((holder) => holder.then(() => abort.abort())));
  await expect(opening).rejects.toThrow(/abort/i);
  expect(local.bed.counters.imapLogins).toBe(imapLogins);
  await local.stop();
});
