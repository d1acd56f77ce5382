import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MessageView } from '../../../src/common';
import { viewOf, viewQuery } from '../../../src/client-v2/mail-center/data/views';
import { account, FOLDERS, MailCenterStage, message } from '../browser/mail-center-stage';

describe('a list over all accounts', () => {
  it('asks for its own messages, narrowed by what is searched and shown', () => {
    const plain = { q: '', show: 'all', everywhere: false } as const;
    expect(viewQuery('all-inboxes', plain)).toEqual({ role: 'inbox', q: '', show: 'all' });
    expect(viewQuery('all-unread', plain)).toEqual({ show: 'unread', q: '-in:trash -in:junk' });
    expect(viewQuery('all-flagged', { ...plain, q: 'offer' })).toEqual({
      ...{ show: 'flagged', q: 'offer -in:trash -in:junk' },
    });
    expect(viewQuery('all-inboxes', { ...plain, q: 'offer', show: 'unread' })).toEqual({
      ...{ role: 'inbox', q: 'offer', show: 'unread' },
    });
    expect(viewQuery('label-7', { ...plain, q: 'off', show: 'unread' }, 'Big customers')).toEqual({
      ...{ q: 'label:"Big customers" -in:trash -in:junk off', show: 'unread' },
    });
    expect(viewOf('label-7')).toBe('label-7');
    expect(viewOf('label-')).toBeUndefined();
    expect(viewOf('7')).toBeUndefined();
    expect(viewQuery('all-inboxes', { ...plain, q: 'offer', everywhere: true })).toEqual({
      ...{ q: 'offer', show: 'all' },
    });
  });
});

describe('several accounts', () => {
  const stage = new MailCenterStage();
  let asked: URLSearchParams[] = [];
  beforeAll(() => stage.start());
  afterAll(() => stage.stop());
  beforeEach(async () => {
    await stage.open();
    asked = [];
    const of = (accountId: string) =>
      FOLDERS.map((folder) => ({ ...folder, accountId, id: `${accountId}${folder.id}` }));
    const other: MessageView = message(2, { accountId: '2', folderId: '210', subject: 'Of the shop' });
    stage.accounts = [account, { ...account, id: '2', address: 'shop@x.org' }];
    stage.answers['mailFolders:list'] = (_values, query) =>
      (JSON.parse(query.get('filter') ?? '{}') as { accountId: string }).accountId === '2'
        ? of('2')
        : FOLDERS;
    stage.answers['mailMessages:page'] = (_values, query) => {
      if (query.get('threadKey') !== null) return [];
      asked.push(query);
      return [message(1), other];
    };
    await stage.page.reload();
  });
  const view = (name: string) => stage.page.getByTestId(`mail-view-${name}`);

  it('have one list of all inboxes, which says whose each message is', async () => {
    await view('all-inboxes').click();
    await stage.page.getByText('Of the shop').waitFor();
    await expect.poll(() => asked.at(-1)?.get('role')).toBe('inbox');
    expect(asked.at(-1)?.get('folderId')).toBeNull();
    expect(await stage.page.getByTestId('mail-row-folder').allInnerTexts()).toEqual([
      'me@x.org',
      'shop@x.org',
    ]);
    // In the colour of its account, as in the list of folders.
    const rows = await stage.page
      .getByTestId('mail-row-folder')
      .evaluateAll((all) => all.map((element) => getComputedStyle(element).borderInlineStartColor));
    expect(rows).toEqual(
      await stage.page
        .getByTestId('mail-account-colour')
        .evaluateAll((all) => all.map((element) => getComputedStyle(element).backgroundColor)),
    );
    expect(new Set(rows).size).toBe(2);
    // The unread ones of both.
    expect(await view('all-inboxes').innerText()).toContain('4');
    await expect.poll(() => stage.page.title()).toBe('(4) All inboxes');
    await stage.page.reload();
    await stage.page.getByText('Of the shop').waitFor();
    await expect.poll(() => asked.at(-1)?.get('role')).toBe('inbox');
  });

  it('have one list of what is flagged and of what is unread, without what was thrown away', async () => {
    await view('all-flagged').click();
    await expect.poll(() => asked.at(-1)?.get('show')).toBe('flagged');
    expect(asked.at(-1)?.get('q')).toBe('-in:trash -in:junk');
    await view('all-unread').click();
    await expect.poll(() => asked.at(-1)?.get('show')).toBe('unread');
  });

  it('hear of what happens in any of them', async () => {
    await view('all-inboxes').click();
    await expect.poll(() => asked.at(-1)?.get('role')).toBe('inbox');
    const before = asked.length;
    await stage.page.evaluate(() => window.hint({ accountId: '2', folderIds: ['210'], what: ['messages'] }));
    await expect.poll(() => asked.length).toBeGreaterThan(before);
  });

  it('file each message in its own account', async () => {
    await view('all-inboxes').click();
    await stage.page.getByText('Of the shop').click();
    await stage.reader().waitFor();
    await stage.page.keyboard.press('e');
    await expect.poll(() => stage.asked.map(([action]) => action)).toContain('mailMessages:archive');
    expect(stage.asked.find(([action]) => action === 'mailMessages:archive')?.[1]).toEqual({ ids: ['98'] });
  });
});

describe('a single account', () => {
  const stage = new MailCenterStage();
  beforeAll(() => stage.start());
  afterAll(() => stage.stop());

  it('has no such lists: they would be its own folders', async () => {
    await stage.open();
    expect(await stage.page.getByTestId('mail-view-all-inboxes').count()).toBe(0);
    expect(await stage.page.getByTestId('mail-account-colour').count()).toBe(0);
  });
});
