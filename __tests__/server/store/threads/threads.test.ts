import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id, ThreadView } from '../../../../src/common';
import type { MailContext } from '../../../../src/server/context';
import { applyChanges } from '../../../../src/server/store/messages/applyChanges';
import { saveBody } from '../../../../src/server/store/messages/bodies';
import { buildThreads } from '../../../../src/server/store/threads/buildThreads';
import { purgeFolders, purgeVanished } from '../../../../src/server/store/folders/purge';
import { saveFolders } from '../../../../src/server/store/folders/saveFolders';
import * as local from '../../../../src/server/store/outbox/localChanges';
import type { MessageDraft } from '../../../../src/server/store/messageDraft';
import { table } from '../../../../src/server/store/db/rows';
import { inTransaction } from '../../../../src/server/store/db/transaction';
import { bootApp, type BootedApp } from '../../boot';
import { dice } from '../../dice';
import { expectThreads, storedMails, type Mail } from './threadCounts';
import { addAccount, draft, person, type Account } from './threadMails';

describe('threads in the store', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let accounts = 0;

  beforeAll(async () => {
    booted = await bootApp();
    ctx = { app: booted.app, log: booted.app.log };
  });
  afterAll(() => booted.stop());

  const fresh = (folders = 3, userId: Id = booted.root.userId ?? 0): Promise<Account> =>
    addAccount(ctx, userId, `box${++accounts}@example.com`, folders);
  const store = (account: Account, inserted: MessageDraft[], folder = 0) =>
    applyChanges(ctx, null, {
      place: { accountId: account.id, folderId: account.folders[folder], uidValidity: '1' },
      ...{ inserted, flags: [], vanished: [], cursor: {} },
    });
  const mailsOf = (account: Account) => storedMails(ctx, account.id);
  const threadOf = async (account: Account, subject: string): Promise<string | undefined> =>
    (await mailsOf(account)).find((mail) => mail.subject === subject)?.threadKey;

  const expectCounted = (account: Account, what = '') => expectThreads(ctx, account.id, what);

  it('are counted right after whatever happens to mails', async () => {
    const account = await fresh(4);
    const roll = dice(7);
    const idsOf = (some: ReadonlyArray<{ id: Id }>): Id[] => some.map(({ id }) => id);
    const pick = <T>(all: readonly T[]): T[] => all.filter(() => roll(4) === 0).slice(0, 6);
    let uid = 0;
    const line = () => Array.from({ length: roll(3) }, () => `<${roll(60)}@x>`);
    const mail = (): MessageDraft => {
      const named = line();
      const subject = roll(3) === 0 ? 'Re: Of today' : `Subject ${roll(20)}`;
      const people = {
        from: [person(['anna', 'bert', 'carla'][roll(3)] ?? '')],
        to: [person('anna'), person('bert')],
      };
      const flags = { seen: roll(2) === 0, flagged: roll(4) === 0, file: roll(5) === 0 };
      return draft(++uid, {
        at: roll(500),
        messageId: `<${roll(60)}@x>`,
        references: named,
        subject,
        ...people,
        ...flags,
      });
    };
    const placeOf = ({ id, folderId, uidValidity, uid: at }: Mail) => ({
      id,
      folderId,
      uidValidity,
      uid: at,
    });
    const folder = () => roll(account.folders.length);
    const change = (
      work: (transaction: Parameters<Parameters<typeof inTransaction>[1]>[0]) => Promise<void>,
    ) => inTransaction(ctx, work);
    const steps: Array<(mails: Mail[]) => Promise<unknown>> = [
      () => store(account, Array.from({ length: 4 + roll(8) }, mail), folder()),
      () => store(account, Array.from({ length: 4 + roll(8) }, mail), folder()),
      // A mail that vanished from one folder, or is on its way, turns up in another.
      (mails) => {
        const gone = mails.filter(({ vanishedAt }) => vanishedAt !== null);
        const found = pick(gone).map((one) => ({
          ...mail(),
          identityHash: one.identityHash,
        }));
        return store(account, found, folder());
      },
      (mails) => {
        const flags = pick(mails).map(({ id }) => ({
          ...{ id, answered: false, draft: false },
          seen: roll(2) === 0,
          flagged: roll(2) === 0,
        }));
        const place = { accountId: account.id, folderId: account.folders[0], uidValidity: '1' };
        const vanished = pick(mails).map(({ id }) => id);
        return applyChanges(ctx, null, { place, inserted: [], flags, vanished, cursor: {} });
      },
      (mails) =>
        change((t) =>
          local.setLocalFlags(
            ctx,
            pick(mails).map(({ id }) => id),
            { seen: roll(2) === 0 },
            t,
          ),
        ),
      (mails) =>
        change((t) =>
          local.moveLocally(
            ctx,
            pick(mails).map(({ id }) => id),
            account.folders[folder()],
            t,
          ),
        ),
      (mails) =>
        change(async (t) => {
          for (const one of mails.filter(({ uidValidity }) => uidValidity === 'moving')) {
            if (roll(3) === 0) await local.markForAdoption(ctx, one.id, one.folderId, t);
            else if (roll(2) === 0)
              await local.settleMove(ctx, { ...placeOf(one), uidValidity: '1', uid: ++uid }, t);
            else
              await local.putBack(
                ctx,
                { ...placeOf(one), folderId: account.folders[0], uidValidity: '1', uid: ++uid },
                t,
              );
          }
        }),
      (mails) => change((t) => local.hideLocally(ctx, idsOf(pick(mails)), t)),
      (mails) => change((t) => local.showLocally(ctx, idsOf(pick(mails)), t)),
      async (mails) => {
        const [one] = pick(mails);
        if (!one) return;
        const file = {
          part: '2',
          encoding: '7bit',
          filename: 'a',
          contentType: 'a/b',
          size: 1,
          contentId: null,
          inline: false,
        };
        const attachments = roll(2) === 0 ? [file] : [];
        const place = { ...placeOf(one), accountId: account.id, size: 1, bodyState: 'pending' };
        await saveBody(ctx, place, {
          body: { text: 'x', html: '' },
          attachments,
          preview: 'x',
          shows: () => false,
        });
      },
      () => purgeVanished(ctx, null, account.id, new Date(Date.now() + 1000)),
    ];
    for (let index = 0; index < 4; index++) await store(account, Array.from({ length: 15 }, mail), index);
    await expectCounted(account, 'the beginning');
    expect(new Set((await mailsOf(account)).map(({ threadKey }) => threadKey)).size).toBeLessThan(50);
    for (let round = 0; round < 40; round++) {
      const mails = await mailsOf(account);
      // Clicks come while the mailbox is being synced.
      const [one, other] = [steps[roll(steps.length)], steps[4 + roll(5)]];
      await Promise.all([one?.(mails), roll(3) === 0 ? other?.(mails) : undefined]);
      await expectCounted(account, `round ${round}`);
    }
    const place = { accountId: account.id, folderId: account.folders[1], uidValidity: '2' };
    await applyChanges(ctx, null, {
      place,
      inserted: [],
      flags: [],
      vanished: [],
      cursor: { loadedFrom: 1 },
    });
    await expectCounted(account, 'UIDs that are no longer valid');
    await saveFolders(ctx, null, account.id, { created: [], updated: [], gone: [account.folders[2]] });
    await expectCounted(account, 'a folder that vanished');
    await purgeFolders(ctx, null, account.id, new Date(Date.now() + 60_000));
    await expectCounted(account, 'a folder that is gone');
  });

  it('lose no click that comes while others do', async () => {
    const account = await fresh(2);
    const root = '<root@x>';
    const drafts = Array.from({ length: 12 }, (_, at) => draft(at + 1, { at, references: [root] }));
    await store(account, drafts);
    const ids = (await mailsOf(account)).map(({ id }) => id);
    await Promise.all([
      ...ids
        .slice(0, 10)
        .map((id) => inTransaction(ctx, (t) => local.setLocalFlags(ctx, [id], { seen: true }, t))),
      store(account, [draft(20, { at: 20, messageId: root, references: ['<other@x>'] })]),
      store(account, [draft(21, { at: 21, messageId: '<other@x>' })], 1),
    ]);
    await expectCounted(account);
    expect(await table(ctx, 'mailThreads').count({ where: { accountId: account.id } })).toBe(2);
  });

  it('take lone answers to what they answer: the same subject, among the same people, in its time', async () => {
    const account = await fresh(1);
    const [anna, bert, carla] = [person('anna'), person('bert'), person('carla')];
    const day = 24 * 60;
    const answer = { from: [bert], to: [anna], messageId: null };
    // The newest come first.
    await store(account, [draft(9, { ...answer, at: 60 * day, subject: 'RE: Quarterly offer' })]);
    await store(account, [draft(8, { ...answer, at: 9 * day, subject: 'AW: Quarterly offer' })]);
    await store(account, [draft(7, { at: 10 * day, subject: 'quarterly offer', to: [carla] })]);
    await store(account, [draft(6, { at: 8 * day, subject: 'Quarterly  offer' })]);
    await store(account, [draft(5, { at: 1 * day, subject: 'Quarterly Offer' })]);
    await store(account, [
      draft(4, { ...answer, from: [carla], at: 9 * day, subject: 'Re: quarterly offer' }),
    ]);
    const key = await threadOf(account, 'Quarterly  offer');
    expect(await threadOf(account, 'AW: Quarterly offer')).toBe(key);
    for (const other of ['RE: Quarterly offer', 'quarterly offer', 'Quarterly Offer', 'Re: quarterly offer'])
      expect(await threadOf(account, other), other).not.toBe(key);
    // A mail that names the answer belongs to all of it.
    await store(account, [draft(3, { at: 9 * day, messageId: '<late@x>', subject: 'late' })]);
    await store(account, [draft(2, { at: 10 * day, references: ['<6@x>', '<late@x>'], subject: 'both' })]);
    expect(await threadOf(account, 'late')).toBe(await threadOf(account, 'AW: Quarterly offer'));
    await expectCounted(account);
  });

  it('do not leave their account', async () => {
    const [one, other] = [await fresh(1), await fresh(1)];
    await store(one, [draft(1, { at: 1, subject: 'first' })]);
    await store(other, [draft(2, { at: 2, references: ['<1@x>'], subject: 'second' })]);
    await store(one, [draft(3, { at: 3, references: ['<1@x>'], subject: 'third' })]);
    expect(await threadOf(one, 'third')).toBe(await threadOf(one, 'first'));
    expect(await threadOf(other, 'second')).not.toBe(await threadOf(one, 'first'));
  });

  it('of mails that are older than the counts are counted in the background', async () => {
    const account = await fresh(2);
    await store(
      account,
      Array.from({ length: 450 }, (_, at) => draft(at + 1, { at })),
    );
    await store(account, [draft(500, { at: 500, references: ['<449@x>'] })], 1);
    await table(ctx, 'mailThreads').destroy({ where: { accountId: account.id } });
    let pieces = 0;
    for (let after: string | null = null; pieces === 0 || after !== null; pieces++)
      after = (await buildThreads(ctx, account.id, after)).at(-1) ?? null;
    expect(pieces).toBeGreaterThan(2);
    await expectCounted(account);
  });

  it('are answered page by page, each person the own ones', async () => {
    const dora = await booted.user('dora');
    const account = await fresh(3, dora.userId);
    const [inbox, sent, trash] = account.folders as [Id, Id, Id];
    await table(ctx, 'mailFolders').update({ role: 'trash' }, { where: { id: trash } });
    await store(
      account,
      // The same second more than once: the place in the list is still one.
      Array.from({ length: 25 }, (_, at) =>
        draft(at + 1, { at: Math.floor(at / 3), subject: `Offer ${at}`, seen: at % 5 > 0 }),
      ),
    );
    await store(
      account,
      [draft(101, { at: 100, references: ['<3@x>'], from: [person('dora')], seen: true, file: true })],
      1,
    );
    await store(account, [draft(201, { at: 200 })], 2);
    const pages = async (query: Record<string, unknown>) => {
      const found: ThreadView[] = [];
      for (let before: string | null | undefined; before !== null;) {
        const { status, body } = await dora.get<{ data: ThreadView[]; meta: { next: string | null } }>(
          'mailThreads:page',
          { query: { ...query, limit: 7, ...(before ? { before } : {}) } },
        );
        expect(status).toBe(200);
        found.push(...body.data);
        before = body.meta.next;
      }
      return found;
    };
    const inInbox = await pages({ folderId: inbox });
    expect(inInbox).toHaveLength(25);
    expect(new Set(inInbox.map(({ threadKey }) => threadKey)).size).toBe(25);
    expect(inInbox.map(({ latestAt }) => latestAt)).toEqual(
      inInbox
        .map(({ latestAt }) => latestAt)
        .sort()
        .reverse(),
    );
    expect(await pages({ folderId: inbox, unread: true })).toHaveLength(5);

    const all = await pages({ accountId: account.id });
    expect(all).toHaveLength(25);
    expect(all[0]).toMatchObject({ folderId: sent, total: 2, subject: 'Of today', hasAttachments: true });
    expect(all[0]?.participants.map(({ name }) => name).sort()).toEqual(['anna', 'dora']);
    expect(await pages({ accountId: account.id, unread: true })).toHaveLength(5);

    for (const query of [{ folderId: inbox }, { accountId: account.id }])
      expect((await booted.root.get('mailThreads:page', { query })).status).toBe(404);
    expect((await booted.nobody.get('mailThreads:page', { query: { folderId: inbox } })).status).toBe(401);
    for (const wrong of [{ limit: 0 }, { limit: 1000 }, { before: 'x' }])
      expect((await dora.get('mailThreads:page', { query: { folderId: inbox, ...wrong } })).status).toBe(400);
  });
});
