import { describe, expect, it } from 'vitest';
import { sweep } from '../../../../src/server/outbox/register';
import { table } from '../../../../src/server/store/db/rows';
import { dueDrafts } from '../../../../src/server/store/outbox/drafts';
import { BEN } from '../scene';
import { KEY, useWriting } from './writing';

const DAY = 24 * 60 * 60_000;

describe('a message being written', () => {
  const w = useWriting();

  describe('in the mailbox', () => {
    it('has one copy, which other programs can continue', async () => {
      const [to, bcc] = [
        [BEN, { name: 'Half', address: 'half@' }],
        [{ name: '', address: 'boss@contoso.example' }],
      ];
      const file = await w.anna.upload('plan.txt', 'the plan');
      const { id } = await w.saved({ draft: w.values({ to, bcc, uploadIds: [file.id] }) });
      expect(await w.onServer()).toEqual([]);
      await w.rest();
      expect(await w.onServer()).toEqual(['Offer']);
      const [mail] = await w.box().list('Drafts');
      expect(mail?.flags).toEqual(expect.arrayContaining(['\\Draft', '\\Seen']));
      const raw = await w.source();
      expect(raw).toMatch(/^Bcc: boss@contoso\.example\r$/m);
      expect(raw).toMatch(/^To: .*ben@contoso\.example/m);
      expect(raw).not.toContain('half@');
      expect(raw).toContain('plan.txt');
      expect(raw).toContain('Dear Ben');
      expect(raw).not.toMatch(/^X-Mail-Operation/im);
      expect(await w.list()).toEqual([]);
      expect(await w.get(id)).toMatchObject({ version: 1 });
      expect(await w.anna.messages('drafts')).toMatchObject([{ subject: 'Offer', draft: true, seen: true }]);
    });

    it('is replaced: never none, never two in the end, and here under one entry', async () => {
      await w.saved();
      await w.rest();
      for (const turn of [2, 3]) {
        await w.saved({ base: turn - 1, turn, draft: w.values({ subject: `Offer ${turn}` }) });
        await w.rest();
        expect(await w.onServer()).toEqual([`Offer ${turn}`]);
      }
      await w.anna.turn();
      expect(await w.anna.messages('drafts')).toMatchObject([{ subject: 'Offer 3' }]);
      // Nothing has changed since.
      const [before] = await w.box().list('Drafts');
      await w.saved({ base: 3, turn: 4, close: true, draft: w.values({ subject: 'Offer 3' }) });
      await w.anna.turn();
      expect(await w.box().list('Drafts')).toEqual([before]);
    });

    it('is there at once when the composer closes', async () => {
      await w.saved({ close: true });
      await w.anna.turn();
      expect(await w.onServer()).toEqual(['Offer']);
    });

    it.each(['before', 'after'] as const)(
      'is one when the process dies %s the copy was appended',
      async (when) => {
        await w.saved();
        await w.rest();
        await w.saved({ base: 1, turn: 2, draft: w.values({ subject: 'Newer' }), close: true });
        const drafts = table(w.scene.ctx, 'mailDrafts');
        if (when === 'before') await drafts.update({ appending: 2 }, { where: {} });
        else {
          const row = await drafts.findOne({ where: {} });
          const before = { uid: row?.get('uid'), filedVersion: 1, appending: 2, stale: [] };
          await w.anna.turn();
          // The copy lies there, and nobody has noted it.
          await drafts.update(before, { where: {} });
          await w.saved({ base: 2, turn: 3, draft: w.values({ subject: 'Newer' }), close: true });
        }
        await w.anna.turn();
        await w.anna.turn();
        expect(await w.onServer()).toEqual(['Newer']);
        expect(await w.list()).toEqual([]);
      },
    );

    it('goes when the draft is discarded, and comes back with it', async () => {
      const { id } = await w.saved({ close: true });
      await w.anna.turn();
      await w.act('discard', id);
      await w.anna.turn();
      expect(await w.onServer()).toEqual([]);
      await w.act('restore', id);
      await w.anna.turn();
      expect(await w.onServer()).toEqual(['Offer']);
    });

    it('goes once the message has been sent, and not before', async () => {
      await w.saved({ draft: w.values({ to: [BEN] }), close: true });
      await w.anna.turn();
      w.scene.bed.smtpFault(
        { kind: 'reply', at: 'mail', code: 451, text: '4.7.500 Server busy' },
        { times: 1 },
      );
      await w.anna.send({ key: KEY, to: [BEN], subject: 'Offer', html: 'x' });
      expect(await table(w.scene.ctx, 'mailDrafts').count({ where: { state: 'open' } })).toBe(0);
      expect(await w.save({ base: 1, turn: 2 })).toEqual({ outcome: 'sent' });
      await w.anna.sends();
      await w.anna.turn();
      expect(await w.onServer()).toEqual(['Offer']);
      await w.anna.letTimePass();
      await w.anna.sends();
      await w.rest();
      expect(await w.onServer()).toEqual([]);
      expect(await table(w.scene.ctx, 'mailDrafts').count()).toBe(0);
      expect((await w.scene.bed.mailbox(BEN.address).list('INBOX')).at(-1)?.subject).toBe('Offer');
      // A request that was on its way all the time.
      expect(await w.save({ base: 1, turn: 3 })).toEqual({ outcome: 'sent' });
      expect(await w.save({ base: 0, turn: 3 })).toEqual({ outcome: 'sent' });
    });

    it('goes with a message that failed and was given up', async () => {
      await w.saved({ close: true });
      await w.anna.turn();
      const { id } = await w.anna.send({ key: KEY, to: [BEN], subject: 'Offer', html: 'x' });
      expect((await w.anna.caller.post('mailOperations:discard', { query: { filterByTk: id } })).status).toBe(
        200,
      );
      await w.rest();
      expect(await w.onServer()).toEqual([]);
    });
  });

  it('waits for a mailbox whose folders are not known yet, and makes none twice', async () => {
    const other = await w.scene.connect(w.anna.caller, BEN.address);
    await table(w.scene.ctx, 'mailFolders').destroy({ where: { accountId: other.accountId } });
    const { id } = await w.saved({ draft: w.values({ accountId: other.accountId }), close: true });
    expect(await table(w.scene.ctx, 'mailOperations').count()).toBe(0);
    // It doesn't hold up others meanwhile: it's due again later.
    expect(await dueDrafts(w.scene.ctx, 10)).toEqual([]);
    await other.turn();
    await w.rest();
    await other.turn();
    const drafts = await w.scene.bed.mailbox(other.address).list('Drafts');
    expect(drafts.map(({ subject }) => subject)).toEqual(['Offer']);
    const named = { where: { accountId: other.accountId, role: 'drafts' } };
    expect(await table(w.scene.ctx, 'mailFolders').count(named)).toBe(1);
    await w.act('discard', id);
    await other.turn();
  });

  it('stays here alone if the mailbox would not take it, with the reason', async () => {
    const big = await w.anna.upload('big.bin', new Blob([Buffer.alloc(30_000_000)]));
    const more = await w.anna.upload('more.bin', new Blob([Buffer.alloc(30_000_000)]));
    const { id } = await w.saved({ draft: w.values({ uploadIds: [big.id, more.id] }), close: true });
    await w.anna.turn();
    expect(await w.onServer()).toEqual([]);
    const where = { kind: 'draft', state: 'failed', reason: 'message-too-large' };
    expect(await table(w.scene.ctx, 'mailOperations').count({ where })).toBe(1);
    // With less, it is there, and nothing is left of the failure.
    await w.saved({ base: 1, turn: 2, draft: w.values({ uploadIds: [] }), close: true });
    await w.anna.turn();
    expect(await w.onServer()).toEqual(['Offer']);
    expect(await table(w.scene.ctx, 'mailOperations').count()).toBe(0);
    expect((await w.get(id)).uploads).toEqual([]);
  });

  it('is written from another mailbox: its copy moves there', async () => {
    const other = await w.scene.connect(w.anna.caller, BEN.address);
    await other.turn();
    await w.saved({ close: true });
    await w.anna.turn();
    await w.saved({ base: 1, turn: 2, draft: w.values({ accountId: other.accountId }), close: true });
    await w.anna.turn();
    await other.turn();
    expect(await w.onServer()).toEqual([]);
    expect((await w.scene.bed.mailbox(other.address).list('Drafts')).map(({ subject }) => subject)).toEqual([
      'Offer',
    ]);
  });

  it('keeps its files for as long as it lives, and is forgotten a day after it is over', async () => {
    const file = await w.anna.upload('plan.txt', 'the plan');
    const { id } = await w.saved({ draft: w.values({ uploadIds: [file.id] }) });
    await sweep(w.scene.ctx, Date.now() + 30 * DAY);
    expect((await w.get(id)).uploads).toMatchObject([{ filename: 'plan.txt' }]);
    await w.act('discard', id);
    await sweep(w.scene.ctx, Date.now() + 2 * DAY);
    await sweep(w.scene.ctx, Date.now() + 2 * DAY);
    expect(await table(w.scene.ctx, 'mailDrafts').count()).toBe(0);
    expect(await table(w.scene.ctx, 'mailUploads').count()).toBe(0);
    // Deleted in the mailbox by another program.
    await w.saved({ key: 'the-key-of-another-one', close: true });
    await w.anna.turn();
    await sweep(w.scene.ctx, Date.now() + 2 * DAY);
    expect(await table(w.scene.ctx, 'mailDrafts').count()).toBe(1);
    const [mail] = await w.box().list('Drafts');
    await w.box().expunge('Drafts', [mail?.uid ?? 0]);
    await w.anna.turn();
    await w.anna.turn();
    await sweep(w.scene.ctx, Date.now() + 2 * DAY);
    expect(await table(w.scene.ctx, 'mailDrafts').count()).toBe(0);
  });
});
