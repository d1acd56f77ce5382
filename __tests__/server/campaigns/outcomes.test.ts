import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignView, Id, MessageView, OperationView, SuppressionView } from '../../../src/common';
import { feedCampaigns } from '../../../src/server/campaigns/feed';
import { table } from '../../../src/server/store/db/rows';
import { wipeAccount } from '../../../src/server/store/accounts/wipe';
import { sweep } from '../../../src/server/outbox/register';
import { Caller } from '../caller';
import { ANNA, BEN } from '../outbox/scene';
import { CampaignWorld } from './world';

const ADA = 'ada@fabrikam.example';
const ORIGIN = 'https://crm.contoso.example';

describe.each([{ rewriteMessageId: false }, { rewriteMessageId: true }])(
  'what becomes of a bulk email (%o)',
  (options) => {
    let world: CampaignWorld;

    beforeAll(async () => {
      world = await CampaignWorld.start(options);
    });
    afterAll(() => world?.scene.stop());
    afterEach(async () => {
      world.scene.bed.clearFaults();
      await world.clear();
    });

    const suppressions = async () =>
      (await world.scene.booted.root.get<SuppressionView[]>('mailSuppressions:list')).data;
    /** Sends something to Ben and Ada, and reads what arrives. */
    const sent = async (subject: string, input: object = {}): Promise<{ id: Id; mail: MessageView }> => {
      const { id } = await world.create({ subject, ...input });
      await world.add(id, {
        addresses: [
          { name: 'Ben', address: BEN.address },
          { name: '', address: ADA },
        ],
      });
      await world.act('start', id, { missing: 'empty', origin: ORIGIN });
      expect((await world.finish(id)).state).toBe('done');
      await world.anna.turn();
      await world.scene.ben.turn();
      return { id, mail: await world.scene.ben.message(subject) };
    };
    const rawOf = async (mail: MessageView) =>
      String(
        (await world.scene.ben.caller.get('mailMessages:source', { query: { filterByTk: String(mail.id) } }))
          .body,
      ).replace(/\r?\n[ \t]+/g, ' ');

    it('is known once they answer', async () => {
      const { id, mail } = await sent('Answer me');
      // What the writer adds isn't an answer.
      const copy = await world.anna.message('Answer me', 'sent');
      const own = { messageId: copy.id, kind: 'reply' as const, quote: false };
      await world.anna.send({ to: [BEN], subject: 'Re: Answer me', html: 'And?', source: own });
      await world.anna.sends();
      await world.anna.turn();
      expect((await world.get(id)).counts.answered).toBe(0);

      const source = { messageId: mail.id, kind: 'reply' as const, quote: false };
      await world.scene.ben.send({ to: [ANNA], subject: 'Re: Answer me', html: '<p>Yes</p>', source });
      await world.scene.ben.sends();
      await world.anna.turn();
      expect((await world.get(id)).counts).toMatchObject({ answered: 1, bounced: 0 });
      const [answered] = await world.recipients(id, { state: 'answered' });
      expect(answered).toMatchObject({ address: BEN.address, outcome: 'answered', state: 'sent' });
      expect(answered.messageId).not.toBeNull();
    });

    it('is known if it bounces, and an address that does not exist gets none anymore', async () => {
      const { id } = await sent('Bounce');
      const copies = (await world.anna.messages('sent')).filter(({ subject }) => subject === 'Bounce');
      for (const copy of copies) {
        const [{ address }] = copy.to;
        const status = address === ADA ? '5.1.10' : '5.7.1';
        const raw = [
          ...[
            'From: postmaster@contoso.example',
            `To: ${ANNA.address}`,
            'Subject: Undeliverable',
            'MIME-Version: 1.0',
          ],
          'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
          ...[
            '',
            '--b',
            'Content-Type: text/plain',
            '',
            'It failed.',
            '--b',
            'Content-Type: message/delivery-status',
            '',
          ],
          ...[
            'Reporting-MTA: dns; mx.contoso.example',
            '',
            `Final-Recipient: rfc822; ${address}`,
            'Action: failed',
          ],
          ...[`Status: ${status}`, '', '--b', 'Content-Type: text/rfc822-headers', ''],
          ...[`Message-ID: ${copy.messageId}`, 'Subject: Bounce', '', '--b--', ''],
        ];
        await world.scene.bed.mailbox(ANNA.address).append({ raw: Buffer.from(raw.join('\r\n')) });
      }
      await world.anna.turn();
      expect((await world.get(id)).counts).toMatchObject({ bounced: 2, sent: 2 });
      expect((await suppressions()).map(({ address, reason }) => [address, reason])).toEqual([
        [ADA, 'bounced'],
      ]);
    });

    it('lets its recipients unsubscribe with a click, a button, or neither if they were not asked', async () => {
      const { mail: without } = await sent('No link');
      expect(await rawOf(without)).not.toMatch(/list-unsubscribe/i);

      const { id, mail } = await sent('With link', { unsubscribe: true, language: 'de-DE' });
      const raw = await rawOf(mail);
      expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
      const [, link = ''] = /^List-Unsubscribe: <(https:[^>]+)>/m.exec(raw) ?? [];
      expect(link.startsWith(`${ORIGIN}/api/mailCampaigns:unsubscribe?token=`)).toBe(true);
      expect(raw).toContain('Abbestellen');
      const nobody = new Caller(world.anna.caller.url);
      const local = link.replace(ORIGIN, nobody.url);

      const page = await nobody.fetch('GET', local, { headers: { 'Accept-Language': 'de-AT,en;q=0.5' } });
      const text = await page.text();
      expect([page.status, text]).toEqual([200, expect.stringContaining('<form method="post">')]);
      expect(text).toContain('keine Serien-E-Mails');
      expect(await suppressions()).toEqual([]);
      const tampered = local.replace(
        /token=(..)/,
        (_, start: string) => `token=${start === 'AA' ? 'BB' : 'AA'}`,
      );
      for (const wrong of [
        tampered,
        local.slice(0, -1),
        local.replace(/token=.*/, 'token='),
        local.replace(/\?.*/, ''),
      ])
        expect((await nobody.fetch('POST', wrong)).status).toBe(400);
      expect(await suppressions()).toEqual([]);

      const body = new FormData();
      body.append('List-Unsubscribe', 'One-Click');
      expect((await nobody.fetch('POST', local, { body })).status).toBe(200);
      expect((await suppressions()).map(({ address, reason }) => [address, reason])).toEqual([
        [BEN.address, 'unsubscribed'],
      ]);
      expect((await world.get(id)).counts.unsubscribed).toBe(1);
      expect(await world.recipients(id, { state: 'unsubscribed' })).toMatchObject([
        { address: BEN.address, unsubscribed: true },
      ]);

      // The next one leaves them out, even if they were added before.
      const next = await world.create({ subject: 'Next' });
      const added = await world.add(next.id, { addresses: [BEN, { name: '', address: ADA }] });
      expect(added).toEqual({ added: 1, leftOut: { suppressed: 1 } });
      await world.post(
        'mailSuppressions:create',
        { addresses: ['@FABRIKAM.example'] },
        world.scene.booted.root,
      );
      expect(await world.check(next.id)).toMatchObject({ ready: 0, suppressed: 1 });
      const { status, body: answer } = await world.anna.caller.post(
        `mailCampaigns:start?filterByTk=${String(next.id)}`,
        {
          body: { missing: 'empty' },
        },
      );
      expect([status, JSON.stringify(answer)]).toEqual([400, expect.stringContaining('campaign-empty')]);

      // It works even after the bulk email has been deleted.
      await table(world.scene.ctx, 'mailSuppressions').destroy({ where: {} });
      await world.act('destroy', id);
      expect((await nobody.fetch('POST', local)).status).toBe(200);
      expect(await suppressions()).toHaveLength(1);
    });

    it('goes on after a recipient was refused, stops at what would hit everybody, and can be sent again', async () => {
      const { id } = await world.create({ subject: 'Refused' });
      await world.add(id, { addresses: [{ name: '', address: 'nobody-here@contoso.example' }, BEN] });
      await world.act('start', id, { missing: 'empty' });
      expect(await world.finish(id)).toMatchObject({ state: 'done', counts: { sent: 1, failed: 1 } });
      expect(await world.recipients(id, { state: 'failed' })).toMatchObject([
        { reason: 'recipient-rejected' },
      ]);
      // Nothing of it stays in the outbox, where it would count.
      expect(await table(world.scene.ctx, 'mailOperations').count({ where: { state: 'failed' } })).toBe(0);
      expect(await world.act('retry', id)).toMatchObject({ state: 'running', endedAt: null });
      expect(await world.finish(id)).toMatchObject({ state: 'done', counts: { sent: 1, failed: 1 } });

      const spam = { kind: 'reply', at: 'data', code: 550, text: '5.7.1 This looks like spam' } as const;
      world.scene.bed.smtpFault(spam, { times: 1 });
      const other = await world.create({ subject: 'Spam' });
      await world.add(other.id, { addresses: [BEN, { name: '', address: ADA }] });
      await world.act('start', other.id, { missing: 'empty' });
      const paused = await world.finish(other.id);
      expect(paused).toMatchObject({ state: 'paused', counts: { failed: 1 } });
      expect(paused.reason).not.toBeNull();
      await world.act('retry', other.id);
      expect(await world.finish(other.id)).toMatchObject({
        state: 'done',
        reason: null,
        counts: { sent: 2 },
      });
    });

    it('keeps its files until all have got them, and is gone with its account', async () => {
      const upload = await world.anna.upload('price.txt', 'ten');
      const { id, files } = await world.create({ subject: 'Files', uploadIds: [upload.id] });
      expect(files).toMatchObject([{ filename: 'price.txt' }]);
      expect(files[0].id).not.toBe(upload.id);
      const addresses = Array.from({ length: 7 }, (_, at) => ({
        name: '',
        address: `f${at}@fabrikam.example`,
      }));
      await world.add(id, { addresses: [...addresses, BEN] });
      const test = await world.act<OperationView>('test', id, { key: 'a-key-of-sixteen-chars' });
      expect(test).toMatchObject({ kind: 'send', recipients: [{ address: ANNA.address }] });
      await world.act('start', id, { missing: 'empty' });
      await table(world.scene.ctx, 'mailUploads').update(
        { createdAt: new Date(0) },
        { where: {}, silent: true },
      );
      await sweep(world.scene.ctx);
      expect(await world.finish(id)).toMatchObject({ counts: { sent: 8 } });
      await world.scene.ben.turn();
      expect(await world.scene.ben.message('Files')).toMatchObject({ hasAttachments: true });
      expect((await world.get(id)).files).toHaveLength(1);

      const other = await world.create({ subject: 'Other' });
      await world.add(other.id, { addresses });
      await world.act('start', other.id, { missing: 'empty' });
      await feedCampaigns(world.scene.ctx);
      const list = () => table(world.scene.ctx, 'mailCampaignRecipients').count();
      expect(await list()).toBeGreaterThan(0);
      const view: CampaignView = await world.get(other.id);
      expect(view.counts.total).toBe(7);
    });
  },
);

describe('an account that is disconnected', () => {
  it('takes its bulk emails with it', async () => {
    const world = await CampaignWorld.start();
    try {
      const { id } = await world.create();
      await world.add(id, { addresses: [BEN] });
      await wipeAccount(world.scene.ctx, world.anna.accountId);
      for (const name of ['mailCampaigns', 'mailCampaignRecipients'] as const)
        expect(await table(world.scene.ctx, name).count(), name).toBe(0);
    } finally {
      await world.scene.stop();
    }
  });
});
