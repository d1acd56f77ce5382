import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createFolder,
  deleteFolder,
  deleteMessages,
  fetchFlags,
  folderStatus,
  listFolders,
  moveMessages,
  renameFolder,
  searchUids,
  setFlags,
  withFolder,
  type Mailbox,
  type OpenFolder,
} from '../../../../src/server/imap';
import { codeOf, mail, openBed, type OpenBed } from '../mailboxes';

/**
 * imapflow says in its log alone that an answer was cut short, and why a command answered `false`. That nothing is
 * deleted by mistake rests on the texts and fields of that log: held here against the version that is installed.
 */
describe.each(['exchange', 'full'] as const)('what only the log of imapflow says, of %s', (profile) => {
  let local: OpenBed;
  let mailbox: Mailbox;
  beforeAll(async () => {
    local = await openBed(profile);
    await local.box.append({ raw: mail('one') }, { raw: mail('two') });
    mailbox = await local.open();
  });
  afterAll(() => local.stop());

  const inInbox = <T>(visit: (folder: OpenFolder) => Promise<T>) => withFolder(mailbox, 'INBOX', visit);

  it('is heard where a FETCH is cut short: nothing is missing that it does not name', async () => {
    const text = 'Some of the requested messages no longer exist.';
    local.bed.imapFault({ kind: 'refuse', line: /^UID FETCH/, text }, { times: 1 });
    const scans = await inInbox(async (folder) => [await fetchFlags(folder), await fetchFlags(folder)]);
    expect(scans.map(({ complete, flags }) => [complete, flags.size])).toEqual([
      [false, 0],
      [true, 2],
    ]);
    expect(mailbox.usable).toBe(true);
  });

  const commands: Array<[string, RegExp, () => Promise<unknown>]> = [
    ['LIST', /^LIST/, () => listFolders(mailbox)],
    ['STATUS', /^STATUS/, () => folderStatus(mailbox, 'INBOX')],
    ['CREATE', /^CREATE/, () => createFolder(mailbox, 'New')],
    ['RENAME', /^RENAME/, () => renameFolder(mailbox, 'Archive', 'Old')],
    ['DELETE', /^DELETE/, () => deleteFolder(mailbox, 'Archive')],
    ['SEARCH', /^UID SEARCH/, () => inInbox((folder) => searchUids(folder, { all: true }))],
    ['FETCH', /^UID FETCH/, () => inInbox((folder) => fetchFlags(folder))],
    ['STORE', /^UID STORE/, () => inInbox((folder) => setFlags(folder, [1], { seen: true }))],
    ['MOVE or COPY', /^UID (MOVE|COPY)/, () => inInbox((folder) => moveMessages(folder, [1], 'Archive'))],
    ['the STORE before EXPUNGE', /^UID STORE/, () => inInbox((folder) => deleteMessages(folder, [1]))],
    ['EXPUNGE', /^(UID )?EXPUNGE/, () => inInbox((folder) => deleteMessages(folder, [1]))],
  ];
  it.each(commands)('is why %s failed', async (_name, line, command) => {
    local.bed.imapFault({ kind: 'refuse', line, text: 'Not today.' });
    const code = await codeOf(command());
    local.bed.clearFaults();
    expect(code).toBe('server-unavailable');
    expect(mailbox.usable).toBe(true);
  });

  it.each([
    ['SELECT says how many messages there are', /^\* (\d+) EXISTS/, '* $1 EXISTS ('],
    ['SEARCH says which', /^\* (E?SEARCH)/, '* $1 ('],
  ])('is that where %s, nothing could be read', async (_what, line, instead) => {
    local.bed.imapFault({ kind: 'say', line, instead });
    const code = await codeOf(inInbox((folder) => searchUids(folder, { all: true })));
    local.bed.clearFaults();
    expect(code).toBe('server-unavailable');
    expect(await inInbox((folder) => searchUids(folder, { all: true }))).toHaveLength(2);
  });

  it('is of the last command alone', async () => {
    local.bed.imapFault({ kind: 'refuse', line: /^STATUS/, text: 'Not today.' }, { times: 1 });
    expect(await codeOf(folderStatus(mailbox, 'INBOX'))).toBe('server-unavailable');
    const cut = local.open();
    const other = await cut;
    await listFolders(other);
    other.client.close();
    expect(await codeOf(folderStatus(other, 'INBOX'))).toBe('connection-lost');
    expect(await folderStatus(mailbox, 'INBOX')).toMatchObject({ total: 2 });
  });
});
