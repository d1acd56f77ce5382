import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  connect,
  fetchFlags,
  folderStatus,
  idle,
  listFolders,
  searchUids,
  withFolder,
} from '../../../../src/server/imap';
import type { MailError } from '../../../../src/server/errors';
import { ALICE, codeOf, mail, openBed, type OpenBed } from '../mailboxes';

describe('what only Exchange does', () => {
  let local: OpenBed;
  beforeEach(async () => {
    local = await openBed('exchange');
    await local.box.append({ raw: mail('one') }, { raw: mail('two') });
  });
  afterEach(() => local.stop());

  it('waits as long as the throttle line says, and says so at once', async () => {
    const mailbox = await local.open();
    local.bed.imapFault({ kind: 'throttle', milliseconds: 92_415 }, { times: 1 });
    const started = Date.now();
    const error = await listFolders(mailbox).catch((caught: MailError) => caught);
    expect(error).toMatchObject({ code: 'throttled', retryAfter: 92_415 });
    expect(Date.now() - started).toBeLessThan(2000);
  });

  it('knows an expired token, during a command and while idling', async () => {
    const first = await local.open();
    local.bed.imapFault({ kind: 'token-expired-bye' }, { times: 1 });
    expect(await codeOf(listFolders(first))).toBe('token-rejected');
    local.bed.clearFaults();
    const second = await local.open();
    const idling = codeOf(idle(second, 'INBOX', { timeout: 20_000 }));
    setTimeout(() => local.bed.imapFault({ kind: 'token-expired-bye' }), 300);
    expect(await idling).toBe('token-rejected');
  });

  it('knows a mailbox that is not connected, and a server that is down for a while', async () => {
    const { bed } = local;
    bed.imapFault({ kind: 'not-connected' });
    const trial = async () => {
      const mailbox = await local.open();
      await listFolders(mailbox);
    };
    expect(await codeOf(trial())).toBe('mailbox-unavailable');
    bed.clearFaults();
    bed.imapFault({ kind: 'unavailable' });
    expect(await codeOf(trial())).toBe('server-unavailable');
    bed.clearFaults();
    bed.imapFault({ kind: 'refuse-connections' });
    expect(await codeOf(connect(bed.imap, { user: ALICE.address, accessToken: 'x' }))).toBe(
      'server-unreachable',
    );
  });

  it('never takes a cut connection for an empty folder', async () => {
    const mailbox = await local.open();
    await withFolder(mailbox, 'INBOX', async (folder) => {
      await local.box.kick();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await codeOf(fetchFlags(folder))).toBe('connection-lost');
      expect(await codeOf(searchUids(folder, { all: true }))).toBe('connection-lost');
    });
    expect(await codeOf(folderStatus(mailbox, 'INBOX'))).toBe('connection-lost');
    expect(mailbox.usable).toBe(false);
    const other = await local.open();
    const idling = codeOf(idle(other, 'INBOX', { timeout: 20_000 }));
    setTimeout(() => void local.box.kick(), 300);
    expect(await idling).toBe('connection-lost');
    const third = await local.open();
    local.bed.imapFault({ kind: 'cut' }, { times: 1 });
    expect(await codeOf(listFolders(third))).toBe('connection-lost');
  });
});
