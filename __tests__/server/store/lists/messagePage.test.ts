import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id, MessageView } from '../../../../src/common';
import { saveBody } from '../../../../src/server/store/messages/bodies';
import { deleteMessages } from '../../../../src/server/store/messages/messageRows';
import { fillAddressDates } from '../../../../src/server/store/search/addressDates';
import { indexMissing, unindexedAccounts } from '../../../../src/server/store/search/register';
import { inTransaction } from '../../../../src/server/store/db/transaction';
import { wipeAccount } from '../../../../src/server/store/accounts/wipe';
import { bootApp, type BootedApp, type Caller } from '../../boot';
import { createMailbox } from '../mailbox';

interface Page {
  rows: MessageView[];
  next: string | null;
  unknownFolders: string[];
}

const ANNA = { name: 'Anna Müller', address: 'Anna.Mueller@Example.org' };
const BERT = { name: 'Bert', address: 'bert@shop.example' };

describe('a list of mails', () => {
  let booted: BootedApp;
  let caller: Caller;
  let other: Caller;
  let box: Awaited<ReturnType<typeof createMailbox>>;
  let second: Awaited<ReturnType<typeof createMailbox>>;

  const page = async (query: Record<string, unknown>, headers?: Record<string, string>) => {
    const { status, body } = await caller.get<{ data: MessageView[]; meta: Omit<Page, 'rows'> }>(
      'mailMessages:page',
      { query, headers },
    );
    expect(status, JSON.stringify(body)).toBe(200);
    return { rows: body.data, ...body.meta };
  };
  const subjects = async (query: Record<string, unknown>) =>
    (await page({ folderId: String(box.folders.inbox), ...query })).rows.map(({ subject }) => subject);

  beforeAll(async () => {
    booted = await bootApp();
    caller = await booted.user('anna');
    other = await booted.user('bert');
    box = await createMailbox(booted, caller, 'desk');
    second = await createMailbox(booted, caller, 'shop');
    const at = (day: number) => `2024-03-${String(day).padStart(2, '0')}T10:00:00.123Z`;
    await box.store(box.folders.inbox, [
      {
        subject: 'Quarterly report',
        from: ANNA,
        text: 'The figures of the spring campaign.',
        receivedAt: at(1),
      },
      {
        subject: 'Report of the quarter',
        from: BERT,
        cc: [ANNA],
        text: 'spring',
        receivedAt: at(2),
        seen: false,
      },
      { subject: '会议纪要', from: ANNA, text: '请查收昨天的会议纪要。', receivedAt: at(3), flagged: true },
      {
        subject: 'Invoice',
        from: BERT,
        to: [ANNA],
        files: ['Rechnung-4711.pdf'],
        text: 'Grüße',
        receivedAt: at(4),
      },
      { subject: 'ยินดีต้อนรับ', text: 'คำว่าสวัสดีครับ', receivedAt: at(5) },
    ]);
    await box.store(box.folders.sent, [
      { subject: 'Re: Invoice', to: [BERT], text: 'Paid', receivedAt: at(6) },
    ]);
    await second.store(second.folders.inbox, [
      { subject: 'Invoice of the shop', from: BERT, receivedAt: at(7) },
    ]);
  });
  afterAll(() => booted.stop());

  it.each([
    ['report ', ['Report of the quarter', 'Quarterly report']],
    ['rep', ['Report of the quarter', 'Quarterly report']],
    ['rep ', []],
    ['"quarterly report"', ['Quarterly report']],
    ['"report quarterly"', []],
    ['spring report campaign ', ['Quarterly report']],
    ['report -campaign ', ['Report of the quarter']],
    ['-report -invoice', ['ยินดีต้อนรับ', '会议纪要']],
    ['-"quarterly report" spring ', ['Report of the quarter']],
    ['GRUSSE ', ['Invoice']],
    ['grüs', ['Invoice']],
    ['rechnung ', ['Invoice']],
    ['4711', ['Invoice']],
    ['会议 ', ['会议纪要']],
    ['议', ['会议纪要']],
    ['要 ', ['会议纪要']],
    ['昨天的会议', ['会议纪要']],
    ['议会 ', []],
    ['สวัสดี', ['ยินดีต้อนรับ']],
    ['from:anna ', ['会议纪要', 'Quarterly report']],
    ['from:muller report ', ['Quarterly report']],
    ['from:anna.mueller@example.org ', ['会议纪要', 'Quarterly report']],
    ['from:anna.mueller@exam', ['会议纪要', 'Quarterly report']],
    ['from:shop.example -from:anna ', ['Invoice', 'Report of the quarter']],
    ['to:anna ', ['Invoice', 'Report of the quarter']],
    ['cc:anna ', ['Report of the quarter']],
    ['subject:spring ', []],
    ['subject:report is:unread', ['Report of the quarter']],
    ['is:flagged', ['会议纪要']],
    ['-is:read', ['Report of the quarter']],
    ['has:attachment', ['Invoice']],
    ['-has:attachment report ', ['Report of the quarter', 'Quarterly report']],
    ['after:2024-03-02 before:2024-03-04 ', ['会议纪要', 'Report of the quarter']],
    ['in:sent', ['Re: Invoice']],
    ['in:"Sent Items" paid ', ['Re: Invoice']],
    ['in:sent in:inbox', []],
    ['-in:inbox invoice ', []],
    [`"'; drop table x; --" OR * ( ) + - ~ < > @ \\ " '`, []],
    ['-absent', ['ยินดีต้อนรับ', 'Invoice', '会议纪要', 'Report of the quarter', 'Quarterly report']],
  ])('finds %s', async (q, expected) => {
    expect(await subjects({ q })).toEqual(expected);
  });

  it('begins a day where the reader’s begins', async () => {
    const q = 'after:2024-03-05 in:inbox';
    const folderId = String(box.folders.inbox);
    expect((await page({ q, folderId }, { 'X-Timezone': '-11:00' })).rows).toHaveLength(0);
    expect((await page({ q, folderId }, { 'X-Timezone': '+13:00' })).rows).toHaveLength(1);
  });

  it('says which folders it does not know', async () => {
    const folderId = String(box.folders.inbox);
    expect(await page({ q: 'in:nowhere report ', folderId })).toMatchObject({
      rows: [],
      unknownFolders: ['nowhere'],
    });
    expect((await page({ q: '-in:nowhere report ', folderId })).rows).toHaveLength(2);
  });

  it('goes over accounts, and over every folder for the same thing', async () => {
    const found = async (query: Record<string, unknown>) =>
      (await page({ q: 'invoice ', ...query })).rows.map(({ subject }) => subject);
    expect(await found({})).toEqual(['Invoice of the shop', 'Re: Invoice', 'Invoice']);
    expect(await found({ role: 'inbox' })).toEqual(['Invoice of the shop', 'Invoice']);
    expect(await found({ accountId: String(second.accountId) })).toEqual(['Invoice of the shop']);
    expect(await found({ accountIds: `${box.accountId},${second.accountId}`, role: 'sent' })).toEqual([
      'Re: Invoice',
    ]);
  });

  it('finds the mails with a person, also before their addresses have a date', async () => {
    const mails = async () =>
      (await page({ address: ' ANNA.mueller@example.org ' })).rows.map(({ subject }) => subject);
    const expected = ['Invoice', '会议纪要', 'Report of the quarter', 'Quarterly report'];
    expect(await mails()).toEqual(expected);
    const addresses = booted.app.db.getCollection('mailAddresses').model;
    await addresses.update({ receivedAt: null }, { where: {} });
    expect(await mails()).toEqual(expected);
    for (const { ctx, accountId } of [box, second]) while ((await fillAddressDates(ctx, accountId)) > 0);
    expect(await addresses.count({ where: { receivedAt: null } })).toBe(0);
    expect(await mails()).toEqual(expected);
    expect((await page({ address: BERT.address, q: 'spring ' })).rows).toHaveLength(1);
  });

  it('pages through everything once, whatever comes and goes meanwhile', async () => {
    const many = Array.from({ length: 25 }, (_, index) => ({
      subject: `Many ${index}`,
      text: index % 2 === 0 ? 'even' : 'odd',
      // Some share a moment: then their ids decide.
      receivedAt: new Date(Date.UTC(2024, 4, 1 + Math.floor(index / 3), 0, 0, 0, 7)).toISOString(),
      seen: index % 5 !== 0,
    }));
    const ids = await second.store(second.folders.sent, many);
    const folderId = String(second.folders.sent);
    const walk = async (query: Record<string, unknown>, between?: (round: number) => Promise<unknown>) => {
      const seen: Id[] = [];
      let before: string | null = null;
      for (let round = 0; round < 30; round++) {
        const { rows, next }: Page = await page({
          folderId,
          limit: 4,
          ...(before ? { before } : {}),
          ...query,
        });
        seen.push(...rows.map(({ id }) => String(id)));
        if (!next) return seen;
        before = next;
        await between?.(round);
      }
      throw new Error('endless');
    };
    const newest = [...ids].map(String).reverse();
    expect(await walk({})).toEqual(newest);
    expect(await walk({ q: 'even ' })).toEqual(newest.filter((_, index) => index % 2 === 0));
    expect(await walk({ q: '-even' })).toEqual(newest.filter((_, index) => index % 2 === 1));
    expect(await walk({ show: 'unread' })).toHaveLength(5);
    expect(await walk({ address: 'nobody@example.com' })).toHaveLength(25 + 0);
    const arriving = (round: number) =>
      second.store(second.folders.sent, [
        { subject: `New ${round}`, text: 'even', receivedAt: new Date().toISOString() },
      ]);
    expect(await walk({}, arriving)).toEqual(newest);
  });

  it('gives a thread’s mails', async () => {
    const [row] = (await page({ q: 'paid ' })).rows;
    const { rows } = await page({ threadKey: row.threadKey, accountId: String(box.accountId) });
    expect(rows.map(({ id }) => id)).toContain(row.id);
  });

  it('finds a body that comes later, and nothing of what is deleted', async () => {
    const [id] = await box.store(box.folders.inbox, [
      { subject: 'Later', receivedAt: '2024-06-01T00:00:00Z' },
    ]);
    expect(await subjects({ q: 'later ' })).toEqual(['Later']);
    expect(await subjects({ q: 'zebra ' })).toEqual([]);
    const place = {
      id,
      accountId: box.accountId,
      folderId: box.folders.inbox,
      uidValidity: '1',
      uid: 1,
      size: 1,
    };
    await saveBody(
      box.ctx,
      { ...place, bodyState: 'pending' },
      { body: { text: 'a zebra', html: '' }, attachments: [], preview: '', shows: () => false },
    );
    expect(await subjects({ q: 'zebra ' })).toEqual(['Later']);
    expect(await subjects({ q: 'subject:later zebra ' })).toEqual(['Later']);
    await inTransaction(box.ctx, (transaction) => deleteMessages(box.ctx, [id], transaction));
    expect(await subjects({ q: 'zebra ' })).toEqual([]);
    expect(
      await booted.app.db.getCollection('mailSearch').model.count({ where: { mailMessageId: id } }),
    ).toBe(0);
  });

  it('finds mails that were stored before there was a search: by subject at once, by text once they are indexed', async () => {
    const third = await createMailbox(booted, caller, 'old');
    const ids = await third.store(third.folders.inbox, [
      { subject: 'Old 100% _paper_', from: BERT, text: 'about zebras', receivedAt: '2020-01-01T00:00:00Z' },
      { subject: 'Older', from: ANNA, text: 'about lions', receivedAt: '2019-01-01T00:00:00Z' },
    ]);
    await booted.app.db.getCollection('mailSearch').model.destroy({ where: { mailMessageId: ids } });
    const found = async (q: string) =>
      (await page({ q, folderId: String(third.folders.inbox) })).rows.map(({ subject }) => subject);
    expect(await found('old')).toEqual(['Old 100% _paper_', 'Older']);
    expect(await found('from:anna ')).toEqual(['Older']);
    expect(await found('subject:_paper_ ')).toEqual(['Old 100% _paper_']);
    expect(await found('-paper old')).toEqual(['Older']);
    expect(await unindexedAccounts(third.ctx)).toEqual([third.accountId]);
    expect(await indexMissing(third.ctx, third.accountId)).toBe(2);
    expect(await indexMissing(third.ctx, third.accountId)).toBe(0);
    expect(await found('zebras -lions')).toEqual(['Old 100% _paper_']);
    await wipeAccount(third.ctx, third.accountId);
    expect((await page({ q: 'zebras ' })).rows).toEqual([]);
  });

  it('refuses what is another person’s, and what makes no sense', async () => {
    for (const query of [
      { folderId: String(box.folders.inbox) },
      { accountId: String(box.accountId) },
      { accountIds: String(box.accountId) },
    ])
      expect((await other.get('mailMessages:page', { query })).status).toBe(404);
    expect((await other.get('mailMessages:page', { query: { q: 'report ' } })).data).toEqual([]);
    expect((await booted.nobody.get('mailMessages:page')).status).toBe(401);
    for (const query of [
      { limit: 0 },
      { limit: 101 },
      { limit: 'x' },
      { before: 'x' },
      { before: Buffer.from('1 1; drop').toString('base64url') },
      { show: 'none' },
      { q: 'x'.repeat(3000) },
      { folderId: "1' or 1=1" },
      { accountIds: 'a,b' },
    ])
      expect(
        (await caller.get('mailMessages:page', { query })).status,
        JSON.stringify(query),
      ).toBeGreaterThanOrEqual(400);
  });
});
