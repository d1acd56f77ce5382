import { describe, expect, it } from 'vitest';
import type { Id } from '../../../../src/common';
import { table } from '../../../../src/server/store/db/rows';
import { findOwned } from '../../../../src/server/store/rowSecurity/owned';
import { KEY, useWriting } from './writing';

describe('a message being written', () => {
  const w = useWriting();

  it('is stored as it is, however incomplete', async () => {
    const to = [
      { name: '', address: 'ben@' },
      { name: 'Nobody', address: '' },
    ];
    const { id, version } = await w.saved({ draft: w.values({ to, subject: '', html: '<p>Dear \0 B' }) });
    expect(version).toBe(1);
    expect(await w.get(id)).toMatchObject({
      key: KEY,
      version: 1,
      draft: { to, subject: '', html: '<p>Dear \ufffd B' },
    });
  });

  describe('is saved', () => {
    it('over itself by the composer that wrote it, and nothing is counted that is the same', async () => {
      const first = await w.saved();
      const second = await w.saved({ base: 1, turn: 2, draft: w.values({ html: 'more' }) });
      expect(second).toEqual({ outcome: 'saved', id: first.id, version: 2 });
      expect(await w.saved({ base: 2, turn: 3, draft: w.values({ html: 'more' }) })).toMatchObject({
        version: 2,
      });
      expect(await w.list()).toMatchObject([{ id: first.id, subject: 'Offer', preview: 'more' }]);
    });

    it('also when the answer to the request before was lost', async () => {
      const { id } = await w.saved();
      await w.saved({ base: 0, turn: 2, draft: w.values({ html: 'two' }) });
      expect((await w.get(id)).draft.html).toBe('two');
    });

    it('by many requests at once: as one draft, with the latest text', async () => {
      const answers = await Promise.all(
        [1, 2, 3, 4, 5, 6].map((turn) => w.save({ turn, draft: w.values({ html: `text ${turn}` }) })),
      );
      expect(answers.map(({ outcome }) => outcome)).toEqual(Array(6).fill('saved'));
      const [draft, ...others] = await w.list();
      expect(others).toEqual([]);
      expect((await w.get(draft?.id ?? 0)).draft.html).toBe('text 6');
    });

    it('by a request that arrives after a later one: the later text stays', async () => {
      const { id } = await w.saved({ turn: 3, draft: w.values({ html: 'later' }) });
      const late = await w.save({ turn: 2, draft: w.values({ html: 'earlier' }) });
      expect(late).toEqual({ outcome: 'saved', id, version: 1 });
      expect((await w.get(id)).draft.html).toBe('later');
    });

    it('never over what another composer has saved since', async () => {
      const { id } = await w.saved();
      const other = { editor: 'the-editor-of-another-tab', turn: 1 };
      await w.saved({ ...other, base: 1, draft: w.values({ html: 'theirs' }) });
      const answer = await w.save({ base: 1, turn: 2, draft: w.values({ html: 'mine' }) });
      expect(answer).toMatchObject({
        outcome: 'conflict',
        draft: { id, version: 2, draft: { html: 'theirs' } },
      });
      expect((await w.get(id)).draft.html).toBe('theirs');
      // Having seen it, the first one may decide.
      expect(await w.saved({ base: 2, turn: 3, draft: w.values({ html: 'both' }) })).toMatchObject({
        version: 3,
      });
      expect(await w.save({ ...other, base: 2, turn: 2 })).toMatchObject({ outcome: 'conflict' });
    });

    it('as long as there is room, however the room is filled', async () => {
      const megabyte = 'x'.repeat(1024 * 1024);
      const rest = { accountId: w.anna.accountId, userId: w.anna.caller.userId, state: 'open', version: 1 };
      const taken = { octets: 198 * megabyte.length, key: 'the-key-of-all-others', token: 'all-others' };
      await table(w.scene.ctx, 'mailDrafts').create({ ...rest, ...taken });
      await w.saved({ draft: w.values({ html: megabyte }) });
      const grown = await w.ask({ base: 1, turn: 2, draft: w.values({ html: megabyte.repeat(3) }) });
      expect(grown).toMatchObject({ status: 429, body: { errors: [{ code: 'drafts-full' }] } });
      const another = await w.ask({
        key: 'the-key-of-another',
        draft: w.values({ html: megabyte.repeat(2) }),
      });
      expect(another.status).toBe(429);
      // Less than before is always possible.
      await w.saved({ base: 1, turn: 3, draft: w.values({ html: 'x' }) });
    });

    it('not any more once it was discarded, unless that was undone', async () => {
      const { id } = await w.saved();
      expect((await w.act('discard', id)).status).toBe(200);
      expect(await w.list()).toEqual([]);
      const query = { filterByTk: String(id) };
      expect((await w.anna.caller.get('mailDrafts:get', { query })).status).toBe(404);
      expect(await w.save({ base: 1, turn: 2 })).toEqual({ outcome: 'gone' });
      expect((await w.act('restore', id)).data).toMatchObject({ id, draft: { html: '<p>Dear Ben</p>' } });
      expect(await w.save({ base: 1, turn: 3 })).toMatchObject({ outcome: 'saved' });
    });

    it('without what is gone or belongs to somebody else', async () => {
      const { id: theirs } = await w.scene.ben.upload('theirs.txt', 'x');
      const { id: mine } = await w.anna.upload('mine.txt', 'x');
      const draft = w.values({
        uploadIds: [theirs, mine, '123456'],
        attachmentIds: ['77'],
        source: { messageId: '78', kind: 'forward', quote: true },
        identityId: '79',
      });
      const { id } = await w.saved({ draft });
      const view = await w.get(id);
      expect(view.draft).toMatchObject({ uploadIds: [mine], attachmentIds: [] });
      expect(view.draft.source).toBeUndefined();
      expect(view.draft.identityId).toBeUndefined();
      expect(view.uploads).toMatchObject([{ id: mine, filename: 'mine.txt' }]);
    });

    it('and seen by nobody else, whatever they ask', async () => {
      const { id } = await w.saved({ draft: w.values({ subject: 'Secret' }) });
      const { ben } = w.scene;
      expect(await w.list(ben)).toEqual([]);
      expect((await ben.caller.get('mailDrafts:get', { query: { filterByTk: String(id) } })).status).toBe(
        404,
      );
      for (const verb of ['discard', 'restore'] as const)
        expect((await w.act(verb, id, ben)).status).toBe(404);
      // The same key is another person's own.
      expect(await w.save({ draft: w.values({ subject: 'Own' }, ben) }, ben)).toMatchObject({
        outcome: 'saved',
      });
      expect((await w.ask({ draft: w.values() }, ben)).status).toBe(404);
      for (const who of [ben.caller, w.scene.booted.root, w.scene.booted.nobody])
        for (const action of ['mailDrafts:list', 'mailDrafts:get', 'mailDrafts:export', 'mailDrafts:update'])
          expect(JSON.stringify((await who.get(action)).body)).not.toContain('Secret');
      expect((await w.scene.booted.nobody.post('mailDrafts:save', { body: {} })).status).toBe(401);
      expect((await w.get(id)).draft.subject).toBe('Secret');
    });

    it('nor by anybody else who may use the mailbox', async () => {
      const { id } = await w.saved();
      const found = (userId: Id) =>
        findOwned(w.scene.ctx, 'mailDrafts', [id], { userId, accountIds: [w.anna.accountId] });
      expect(await found(w.anna.caller.userId ?? 0)).toHaveLength(1);
      expect(await found(w.scene.ben.caller.userId ?? 0)).toEqual([]);
    });

    it.each([
      [{ key: 'short' }, 'key'],
      [{ base: -1 }, 'base'],
      [{ turn: 0 }, 'turn'],
      [{ editor: 'no spaces in an editor' }, 'editor'],
    ])('refuses %o', async (request, field) => {
      const { status, body } = await w.ask(request);
      expect(status).toBe(400);
      expect(body).toMatchObject({ errors: [{ code: 'invalid-input', field }] });
    });
  });
});
