import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  appendMessage,
  deleteMessages,
  fetchFlags,
  fetchMeta,
  fetchPart,
  fetchSource,
  fetchStructure,
  findByHeader,
  folderStatus,
  idle,
  listFolders,
  listUids,
  moveMessages,
  newestUids,
  setFlags,
  trialLogin,
  withFolder,
} from '../../../../src/server/imap';
import { ALICE, codeOf, mail, openBed, type OpenBed } from '../mailboxes';

describe.each(['exchange', 'full'] as const)('the verbs on %s', (profile) => {
  let local: OpenBed;
  beforeAll(async () => void (local = await openBed(profile)));
  afterAll(() => local.stop());

  it('lists folders with their roles, and odd names as they are', async () => {
    const { box, open } = local;
    for (const path of ['__proto__', 'Müll & Käse', '日本語', 'Projects/Archive'])
      await box.createFolder(path);
    const folders = new Map((await listFolders(await open())).map((folder) => [folder.path, folder]));
    const role = (path: string) => folders.get(path)?.role;
    expect(role('INBOX')).toBe('inbox');
    expect(role('Sent Items')).toBe('sent');
    expect(role('Deleted Items')).toBe('trash');
    expect(role('Junk Email')).toBe('junk');
    expect(role('Drafts')).toBe('drafts');
    expect(role('Archive')).toBe('archive');
    expect(role('Outbox')).toBe('outbox');
    expect(role('Conversation History')).toBe('other');
    expect(role('Projects/Archive')).toBe('other');
    expect(role('__proto__')).toBe('other');
    expect(folders.get('Projects/Archive')).toMatchObject({
      name: 'Archive',
      parentPath: 'Projects',
      delimiter: '/',
    });
    expect([...folders.keys()]).toEqual(expect.arrayContaining(['Müll & Käse', '日本語']));
  });

  it('reads an empty folder without an error', async () => {
    const mailbox = await local.open();
    await local.box.createFolder('Empty');
    await withFolder(mailbox, 'Empty', async (folder) => {
      expect(folder.exists).toBe(0);
      expect((await fetchFlags(folder)).flags.size).toBe(0);
      expect(await newestUids(folder, 50)).toEqual([]);
      expect(await listUids(folder, 1)).toEqual([]);
      expect(await fetchMeta(folder, [1, 2])).toEqual([]);
      await setFlags(folder, [1], { seen: true });
    });
    expect(await codeOf(withFolder(mailbox, 'No such folder', async () => 1))).toBe('folder-gone');
    expect(mailbox.usable).toBe(true);
  });

  it('fetches flags, sizes, sources and structure', async () => {
    const { box, open } = local;
    await box.createFolder('Fetched');
    const [first = 0, second = 0] = await box.append(
      { raw: mail('one'), folder: 'Fetched', flags: ['\\Seen'], date: new Date('2026-11-02T10:00:00Z') },
      { raw: mail('two'), folder: 'Fetched', flags: ['\\Flagged', '\\Answered'] },
    );
    await withFolder(await open(), 'Fetched', async (folder) => {
      expect(folder.exists).toBe(2);
      const { flags, complete } = await fetchFlags(folder);
      expect(complete).toBe(true);
      expect(flags.get(first)).toMatchObject({ seen: true, flagged: false });
      expect(flags.get(second)).toMatchObject({ seen: false, flagged: true, answered: true });
      // Without CONDSTORE it would be ignored by the server, and everything fetched: it is never sent there.
      const since = await fetchFlags(folder, { changedSince: '999999' });
      expect(since.flags.size).toBe(profile === 'exchange' ? 2 : 0);
      // `n:*` names the last message even below n.
      expect((await fetchFlags(folder, { from: second + 5 })).flags.size).toBe(0);
      const [meta] = await fetchMeta(folder, [first, 9999]);
      expect(meta?.receivedAt.toISOString()).toBe('2026-11-02T10:00:00.000Z');
      expect((await fetchSource(folder, first, 1000)).toString()).toContain('Subject: one');
      expect((await fetchSource(folder, first, 5)).length).toBe(5);
      expect(await codeOf(fetchSource(folder, 9999, 10))).toBe('message-gone');
      expect(await codeOf(fetchStructure(folder, 9999, 10))).toBe('message-gone');
      expect(await findByHeader(folder, 'Message-ID', '<two@example.com>')).toEqual([second]);
      expect(await newestUids(folder, 1)).toEqual([second]);
      const { structure, header } = await fetchStructure(folder, first, 10_000);
      expect(structure).toMatchObject({ part: '1', contentType: 'text/plain' });
      expect(header.toString()).toContain('Subject: one');
    });
  });

  it('changes flags, moves and deletes exactly what it is told to', async () => {
    const { box, open } = local;
    const raws = ['a', 'b', 'c'].map((subject) => ({ raw: mail(subject), folder: 'From' }));
    for (const path of ['From', 'To']) await box.createFolder(path);
    const [a = 0, b = 0, c = 0] = await box.append(...raws);
    // Marked by another client, not expunged yet: it is not ours to expunge.
    await box.flag('From', c, { add: ['\\Deleted'] });
    const mailbox = await open();
    const result = await withFolder(mailbox, 'From', async (folder) => {
      await setFlags(folder, [a], { seen: true, flagged: false });
      return moveMessages(folder, [a, 9999], 'To');
    });
    const moved = await box.list('To');
    expect(moved).toHaveLength(1);
    expect(moved[0]?.flags).toContain('\\Seen');
    expect([...(result.uids ?? [])]).toEqual([[a, moved[0]?.uid]]);
    expect(result.uidValidity).toBe((await folderStatus(mailbox, 'To')).uidValidity);
    await withFolder(mailbox, 'From', (folder) => deleteMessages(folder, [b]));
    expect((await box.list('From')).map((one) => one.uid)).toEqual([c]);
    const lost = withFolder(mailbox, 'From', (folder) => moveMessages(folder, [c], 'No such folder'));
    expect(await codeOf(lost)).toBe('folder-gone');
  });

  it('does the same without MOVE and UIDPLUS', async () => {
    const { box, open } = local;
    for (const path of ['Plain', 'Target']) await box.createFolder(path);
    const raws = ['d', 'e', 'f'].map((subject) => ({ raw: mail(subject), folder: 'Plain' }));
    const [d = 0, e = 0, f = 0] = await box.append(...raws);
    await box.flag('Plain', f, { add: ['\\Deleted'] });
    const mailbox = await open();
    mailbox.client.capabilities.delete('MOVE');
    mailbox.client.capabilities.delete('UIDPLUS');
    await withFolder(mailbox, 'Plain', async (folder) => {
      await moveMessages(folder, [d], 'Target');
      await deleteMessages(folder, [e]);
    });
    expect((await box.list('Plain')).map((one) => [one.uid, one.flags.includes('\\Deleted')])).toEqual([
      [f, true],
    ]);
    expect((await box.list('Target')).map((one) => one.subject)).toEqual(['d']);
  });

  it('refuses UIDs of another UIDVALIDITY', async () => {
    const mailbox = await local.open();
    expect(await codeOf(withFolder(mailbox, 'INBOX', async () => 1, { uidValidity: '1' }))).toBe(
      'message-gone',
    );
  });

  it('appends a mail', async () => {
    const mailbox = await local.open();
    const { uid } = await appendMessage(mailbox, 'Drafts', Buffer.from(mail('draft')), ['\\Draft']);
    const [draft] = await local.box.list('Drafts');
    expect(draft).toMatchObject({ uid, subject: 'draft' });
    expect(draft?.flags).toContain('\\Draft');
  });

  it('streams a large part without holding it', async () => {
    const size = 30 * 1024 * 1024;
    const encoded = Buffer.alloc(size, 7)
      .toString('base64')
      .replace(/(.{76})/g, '$1\r\n');
    const body = `--x\r\nContent-Type: text/plain\r\n\r\nsee file\r\n--x\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=big.bin\r\n\r\n${encoded}\r\n--x--`;
    const raw = mail('big', { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=x' }, body);
    const [uid = 0] = await local.box.append({ raw, folder: 'Archive' });
    const mailbox = await local.open();
    await withFolder(mailbox, 'Archive', async (folder) => {
      mailbox.client.stats(true);
      let octets = 0;
      for await (const chunk of fetchPart(folder, uid, '2', 'base64') as AsyncIterable<Buffer>) {
        // A slow reader: what has come over the wire meanwhile is what is held for him.
        if (octets === 0) await new Promise((resolve) => setTimeout(resolve, 1000));
        if (octets === 0) expect(mailbox.client.stats().received).toBeLessThan(6 * 1024 * 1024);
        octets += chunk.length;
        expect(chunk.equals(Buffer.alloc(chunk.length, 7))).toBe(true);
      }
      expect(octets).toBe(size);
    });
  }, 60_000);

  it('fails a part of a mail that is gone, instead of giving an empty file', async () => {
    const read = async () => {
      await withFolder(await local.open(), 'Archive', async (folder) => {
        for await (const chunk of fetchPart(folder, 4242, '2', 'base64')) void chunk;
      });
    };
    expect(await codeOf(read())).toBe('message-gone');
  });

  it('hears of a new mail, a flag and the end of its patience while idling', async () => {
    const { box, open } = local;
    const mailbox = await open();
    const { total } = await folderStatus(mailbox, 'INBOX');
    await withFolder(mailbox, 'INBOX', async () => undefined);
    expect(await idle(mailbox, 'INBOX', { timeout: 100 })).toBe('timeout');
    const heard = idle(mailbox, 'INBOX', { timeout: 20_000 });
    setTimeout(() => void box.append({ raw: mail('ping') }), 300);
    const started = Date.now();
    expect(await heard).toBe('exists');
    expect(Date.now() - started).toBeLessThan(3000);
    // What came before idling began is not missed either.
    await withFolder(mailbox, 'INBOX', async () => undefined);
    await box.append({ raw: mail('pong') });
    expect(await idle(mailbox, 'INBOX', { timeout: 20_000 })).toBe('exists');
    // Nor what came or went while another folder was open, or before this one was opened again.
    for (const between of ['Archive', 'INBOX']) {
      let looked = await folderStatus(mailbox, 'INBOX');
      await box.append({ raw: mail('pang') });
      await withFolder(mailbox, between, async () => undefined);
      expect(await idle(mailbox, 'INBOX', { timeout: 1000, looked })).toBe('missed');
      looked = await folderStatus(mailbox, 'INBOX');
      await box.expunge('INBOX', [(await box.list()).at(-1)?.uid ?? 0]);
      await withFolder(mailbox, between, async () => undefined);
      expect(await idle(mailbox, 'INBOX', { timeout: 1000, looked })).toBe('missed');
    }
    await withFolder(mailbox, 'INBOX', async () => undefined);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 200);
    expect(await idle(mailbox, 'INBOX', { timeout: 20_000, signal: abort.signal })).toBe('aborted');
    expect((await folderStatus(mailbox, 'INBOX')).total).toBe(total + 2);
  });

  it('tries a login', async () => {
    expect(await codeOf(trialLogin(local.bed.imap, { user: ALICE.address, accessToken: 'wrong' }))).toBe(
      'token-rejected',
    );
    expect(
      await codeOf(trialLogin({ ...local.bed.imap, port: 1 }, { user: ALICE.address, accessToken: 'x' })),
    ).toBe('server-unreachable');
  });
});
