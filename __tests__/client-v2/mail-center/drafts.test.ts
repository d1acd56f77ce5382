import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FOLDERS, MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const DRAFTS = { ...FOLDERS[1], id: '15', name: 'Drafts', path: 'Drafts', role: 'drafts' };
const ada = { name: 'Ada', address: 'ada@x.org' };

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  stage.folders = [...FOLDERS, DRAFTS];
  stage.messages = [1, 2].map((n) => message(n, { folderId: '15', draft: true }));
  for (const n of [1, 2])
    stage.drafts.add(
      { to: [ada], subject: `Subject ${n}`, html: `<p>words ${n}</p>` },
      { messageId: `${100 - n}` },
    );
  await stage.page.goto(`${stage.base}/?folder=15`);
  await stage.row(1).waitFor();
});

const composers = () => stage.page.getByTestId('mail-composer');
const text = (words: string) =>
  stage.page.getByRole('textbox', { name: 'Text of the mail' }).getByText(words);
const unfiled = () => stage.page.getByTestId('mail-unfiled-drafts');

describe('a Drafts folder', () => {
  it('continues a draft where another message would be read, in one window however often', async () => {
    await stage.row(1).dblclick();
    await text('words 1').waitFor();
    await stage.page.getByRole('button', { name: 'Minimize' }).click();
    await stage.row(1).click();
    // A minimized window only clips its text, so the text being there says nothing about the second request.
    const asked = () => stage.asked.map(([action]) => action);
    await expect.poll(asked).toEqual(['mailDrafts:open', 'mailDrafts:open']);
    await text('words 1').locator('visible=true').waitFor();
    expect(await composers().count()).toBe(1);
    expect(await stage.reader().count()).toBe(0);
  });

  it('is gone through by the arrows without opening anything, until Enter', async () => {
    await stage.page.getByTestId('mail-list').focus();
    await stage.page.keyboard.press('ArrowDown');
    await stage.page.keyboard.press('ArrowDown');
    const active = () => stage.page.getByTestId('mail-list').getAttribute('aria-activedescendant');
    await expect.poll(active).toBe('mail-row-98');
    expect(stage.asked).toEqual([]);
    await stage.page.keyboard.press('Enter');
    await text('words 2').waitFor();
  });

  it('is not what a search’s conversation is opened for, which only ends with a draft', async () => {
    const thread = [
      message(1, { folderId: '15', draft: true, threadKey: 't' }),
      message(2, { threadKey: 't' }),
    ];
    const conversation = { total: 2, unread: 0, flagged: 0, participants: [], hasAttachments: false };
    stage.messages = thread;
    stage.answers['mailMessages:page'] = (_values, query) =>
      query.get('threadKey') === null ? [{ ...thread[0], conversation }] : thread;
    await stage.page.goto(`${stage.base}/?folder=10&q=subject&in=all`);
    await stage.row(1).click();
    await stage.page.getByTestId('mail-conversation-message').nth(1).waitFor();
    expect(await composers().count()).toBe(0);
  });

  it('offers to edit it in the menu of its row', async () => {
    await stage.row(2).click({ button: 'right' });
    await stage.page.getByRole('menuitem', { name: 'Edit draft' }).click();
    await text('words 2').waitFor();
  });

  it('says while a draft is being fetched, and why one can’t be opened', async () => {
    stage.holds.add('mailDrafts:open');
    await stage.row(1).click();
    const [held] = await stage.waiting('mailDrafts:open', 1);
    await stage.page.getByText('Opening the draft…').waitFor();
    held?.answer();
    await text('words 1').waitFor();
    await stage.page.getByText('Opening the draft…').waitFor({ state: 'detached' });
    stage.holds.clear();
    stage.drafts.rows = [];
    await stage.row(2).click();
    await stage.page.getByText('Refused: not-found').waitFor();
  });

  it('lists drafts above that the mailbox does not contain yet, but not those that are open', async () => {
    expect(await unfiled().count()).toBe(0);
    stage.drafts.add({ subject: 'Elsewhere', accountId: '9' }, { inMailbox: false });
    stage.drafts.add({ to: [ada], subject: 'Still here', html: '<p>words 3</p>' }, { inMailbox: false });
    await stage.hint(['drafts']);
    await unfiled().getByText('Still here').click();
    await text('words 3').waitFor();
    await unfiled().waitFor({ state: 'detached' });
    await stage.page.getByRole('button', { name: 'Close', exact: true }).click();
    await unfiled().getByText('Only saved here so far').waitFor();
    expect(await unfiled().getByRole('listitem').count()).toBe(1);
  });
});

describe('the reader', () => {
  it('continues a draft instead of answering it', async () => {
    await stage.page.goto(`${stage.base}/?message=99`);
    await stage.reader().waitFor();
    expect(await stage.reader().getByRole('button', { name: 'Reply', exact: true }).count()).toBe(0);
    await stage.reader().getByRole('button', { name: 'Continue writing' }).click();
    await text('words 1').waitFor();
  });

  it('does so for a draft within a conversation', async () => {
    stage.messages = [
      message(1, { folderId: '15', draft: true, threadKey: 'long' }),
      message(3, { threadKey: 'long' }),
    ];
    await stage.page.goto(`${stage.base}/?folder=10`);
    await stage.row(3).click();
    const card = stage.page.getByTestId('mail-conversation-message').filter({ hasText: 'Draft' });
    await card.getByRole('button', { name: 'Continue writing' }).click();
    await text('words 1').waitFor();
    expect(await card.getByRole('button', { name: 'Reply', exact: true }).count()).toBe(0);
  });
});
