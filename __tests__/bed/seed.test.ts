import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { startBed } from './index';
import { ALEX, demoCustomers, demoUsers, seedMailbox } from './seed';
import type { LocalMicrosoft, StoredMail } from './types';

const FOLDERS = [
  'INBOX',
  'Sent Items',
  'Archive',
  'Junk Email',
  'Drafts',
  'Customers/Küstenwerk GmbH',
  'Customers/明溪示例贸易',
  'Projects/Trade fair',
];

describe('the demo’s mailboxes', () => {
  const now = new Date();
  let bed: LocalMicrosoft;
  const mails: Array<{ folder: string; stored: StoredMail; parsed: ParsedMail }> = [];

  beforeAll(async () => {
    bed = await startBed({ profile: 'npm', users: demoUsers });
    for (const user of demoUsers) await seedMailbox(bed.mailbox(user.address), user, now);
    const box = bed.mailbox(ALEX.address);
    for (const folder of FOLDERS) {
      for (const stored of await box.list(folder)) {
        const parsed = await simpleParser(await box.source(folder, stored.uid), { skipImageLinks: true });
        mails.push({ folder, stored, parsed });
      }
    }
  });
  afterAll(() => bed.stop());

  it('holds a believable number in each folder, some unread and some flagged', async () => {
    expect(mails.length).toBeGreaterThanOrEqual(90);
    for (const folder of FOLDERS) expect(mails.some((mail) => mail.folder === folder)).toBe(true);
    const inbox = mails.filter(({ folder }) => folder === 'INBOX');
    const count = (flag: string) => inbox.filter(({ stored }) => stored.flags.includes(flag)).length;
    expect(inbox.length - count('\\Seen')).toBeGreaterThanOrEqual(5);
    expect(count('\\Flagged')).toBeGreaterThanOrEqual(2);
    expect(count('\\Answered')).toBeGreaterThanOrEqual(5);
  });

  it('has dates of the last months, never of the future, in the order of arrival', () => {
    const dates = mails.map(({ parsed }) => parsed.date?.getTime() ?? 0);
    expect(Math.max(...dates)).toBeLessThanOrEqual(now.getTime());
    expect(Math.min(...dates)).toBeGreaterThan(now.getTime() - 120 * 86_400_000);
    const inbox = mails
      .filter(({ folder }) => folder === 'INBOX')
      .map(({ parsed }) => parsed.date?.getTime() ?? 0);
    expect(inbox).toEqual([...inbox].sort((a, b) => a - b));
  });

  it('connects conversations by References that lead to mails which exist', () => {
    const ids = new Set(mails.map(({ parsed }) => parsed.messageId));
    const answers = mails.filter(({ parsed }) => parsed.inReplyTo);
    expect(answers.length).toBeGreaterThanOrEqual(15);
    const known = answers.filter(({ parsed }) => ids.has(parsed.inReplyTo));
    expect(known.length).toBe(answers.length);
    for (const { parsed } of answers) {
      const references = [parsed.references ?? []].flat();
      expect(references.at(-1)).toBe(parsed.inReplyTo);
    }
  });

  it('is the same mail in the sender’s and the recipients’ mailboxes', async () => {
    const sent = await bed.mailbox('kim.demo@example.com').list('Sent Items');
    const ids = new Set(mails.map(({ stored }) => stored.messageId));
    expect(sent.filter(({ messageId }) => ids.has(messageId)).length).toBeGreaterThanOrEqual(4);
  });

  it('names every sample customer, only domains kept for examples, and no host that exists', () => {
    const everything = mails.map(({ parsed }) => parsed);
    const addresses = everything.flatMap((mail) =>
      [mail.from, mail.to, mail.cc].flat().flatMap((list) => list?.value.map(({ address }) => address) ?? []),
    );
    for (const { email } of demoCustomers) expect(addresses).toContain(email);
    for (const address of addresses) expect(address).toMatch(/[@.]example\.(com|org|net)$/);
    for (const { html } of everything) {
      for (const [, host] of (html || '').matchAll(/https?:\/\/([^/"')?]+)/g))
        expect(host).toMatch(/\.invalid$|\.example\.com$/);
    }
  });

  it('has attachments that open, inline images, remote images and mail from right to left', () => {
    const attachments = mails.flatMap(({ parsed }) => parsed.attachments);
    const ofType = (type: string) => attachments.filter(({ contentType }) => contentType === type);
    expect(
      ofType('application/pdf').every(({ content }) => content.toString('latin1').startsWith('%PDF-1.4')),
    ).toBe(true);
    expect(ofType('application/pdf').length).toBeGreaterThanOrEqual(5);
    expect(ofType('image/png').some(({ related, cid }) => related && cid)).toBe(true);
    expect(Math.max(...ofType('text/csv').map(({ size }) => size))).toBeGreaterThan(1_000_000);
    const html = mails.map(({ parsed }) => parsed.html || '');
    expect(html.some((text) => text.includes('dir="rtl"'))).toBe(true);
    expect(html.some((text) => /<img src="https:\/\/[^"]+\.invalid\//.test(text))).toBe(true);
  });
});
