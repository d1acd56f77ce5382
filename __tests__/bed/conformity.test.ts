import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FetchMessageObject, ImapFlow, SearchObject } from 'imapflow';
import { hasDovecot } from './dovecot/server';
import { startBed } from './index';
import { oddMails } from './odd';
import { imapClient, signIn } from './roundtrip';
import { ALEX, seedMailbox } from './seed';
import type { LocalMicrosoft } from './types';

/** All part numbers of a body structure. */
function partsOf(node: FetchMessageObject['bodyStructure']): string[] {
  if (!node) return [];
  return [...(node.part ? [node.part] : []), ...(node.childNodes ?? []).flatMap(partsOf)];
}

// The server in memory is only as good as its likeness to a real one.
describe.skipIf(!hasDovecot())('the server in memory answers as Dovecot does', () => {
  const beds: LocalMicrosoft[] = [];
  const clients: ImapFlow[] = [];

  beforeAll(async () => {
    const now = new Date('2026-05-04T12:00:00Z');
    for (const profile of ['exchange', 'npm'] as const) {
      const bed = await startBed({ profile, users: [ALEX] });
      beds.push(bed);
      const box = bed.mailbox(ALEX.address);
      await seedMailbox(box, ALEX, now);
      await box.createFolder('Odd');
      await box.append(...oddMails.map((mail) => ({ ...mail, folder: 'Odd', date: now })));
      const { accessToken } = await signIn(bed, ALEX.address);
      const client = imapClient(bed, ALEX.address, accessToken);
      await client.connect();
      clients.push(client);
    }
  });
  afterAll(async () => {
    for (const client of clients) client.close();
    for (const bed of beds) await bed.stop();
  });

  /** The same question to both. */
  async function ask<T>(question: (client: ImapFlow) => Promise<T>): Promise<[T, T]> {
    const [dovecot, memory] = clients;
    if (!dovecot || !memory) throw new Error('two clients were expected');
    return [await question(dovecot), await question(memory)];
  }

  async function within<T>(client: ImapFlow, folder: string, work: () => Promise<T>): Promise<T> {
    const lock = await client.getMailboxLock(folder);
    try {
      return await work();
    } finally {
      lock.release();
    }
  }

  it('about folders', async () => {
    const [dovecot, memory] = await ask(async (client) => {
      const folders = await client.list();
      const statuses = await Promise.all(
        folders.map(({ path }) => client.status(path, { messages: true, unseen: true, uidNext: true })),
      );
      return folders
        .map(({ path, delimiter, specialUse }, index) => {
          const status = statuses[index];
          return { path, delimiter, specialUse, ...(status || {}) };
        })
        .sort((a, b) => a.path.localeCompare(b.path));
    });
    expect(memory).toEqual(dovecot);
    expect(memory.length).toBeGreaterThan(12);
  });

  it.each(['INBOX', 'Sent Items', 'Odd'])('about every mail in %s, and every part of it', async (folder) => {
    const [dovecot, memory] = await ask((client) =>
      within(client, folder, async () => {
        const mails = await client.fetchAll('1:*', {
          uid: true,
          flags: true,
          envelope: true,
          bodyStructure: true,
          internalDate: true,
          size: true,
          headers: ['references', 'content-type'],
          source: true,
        });
        const parts: Array<Record<string, string>> = [];
        for (const { uid, bodyStructure } of mails) {
          const names = partsOf(bodyStructure);
          const bodyParts = [
            'TEXT',
            'HEADER',
            ...names,
            ...names.map((name) => `${name}.MIME`),
            { key: 'TEXT', start: 3, maxLength: 20 },
          ];
          const found = await client.fetchOne(String(uid), { bodyParts }, { uid: true });
          const contents = found && found.bodyParts ? [...found.bodyParts] : [];
          parts.push(
            Object.fromEntries(contents.map(([name, data]) => [name, data?.toString('latin1') ?? 'none'])),
          );
        }
        return mails.map((mail, index) => ({
          ...mail,
          id: undefined,
          flags: [...(mail.flags ?? [])].filter((flag) => flag !== '\\Recent').sort(),
          headers: mail.headers?.toString(),
          source: mail.source?.toString('latin1'),
          parts: parts[index],
        }));
      }),
    );
    expect(memory.length).toBe(dovecot.length);
    expect(memory.length).toBeGreaterThan(5);
    dovecot.forEach((mail, index) => expect(memory[index]).toEqual(mail));
  });

  it.each<SearchObject>([
    { seen: false },
    { flagged: true, answered: false },
    { subject: 'Order' },
    { subject: 'Prüfstand' },
    { subject: '回复' },
    { from: 'dana' },
    { to: ALEX.address, not: { from: 'shop@' } },
    { body: 'calibration' },
    { text: 'mingxi' },
    { header: { 'list-id': true } },
    { header: { references: '@brightwell' } },
    { since: '2026-04-20' },
    { sentBefore: '2026-04-20' },
    { larger: 5000 },
    { or: [{ from: 'pat.curator' }, { from: 'robin.planner' }] },
    { uid: '3:7,12' },
  ])('about a search for %o', async (query) => {
    const [dovecot, memory] = await ask((client) =>
      within(client, 'INBOX', () => client.search(query, { uid: true })),
    );
    expect(memory).toEqual(dovecot);
  });
});
