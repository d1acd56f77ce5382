import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MessageView } from '../../../src/common';
import { FOLDERS, MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  stage.folders = [
    ...FOLDERS,
    { ...FOLDERS[1], id: '14', name: 'Sent Items', path: 'Sent Items', role: 'sent' },
  ];
  stage.messages = thread();
  await stage.page.reload();
});

const SUBJECT = 'Thermometers';
/** Newest first: five of one conversation, one of them sent, one in the trash; and another message. */
function thread(): MessageView[] {
  const part = (n: number, more: Partial<MessageView> = {}) =>
    message(n, { subject: n === 5 ? SUBJECT : `Re: ${SUBJECT}`, threadKey: 'long', ...more });
  return [
    part(1, { seen: false }),
    part(2, { folderId: '14', fromName: 'Me', fromAddress: 'me@x.org' }),
    part(3, { folderId: '12' }),
    part(4, { seen: false }),
    part(5),
    message(6, { subject: 'Other', sentAt: '2026-01-01T09:00:00Z', receivedAt: '2026-01-01T09:00:00Z' }),
  ];
}
const list = () => stage.page.getByTestId('mail-list-pane');
const cards = () => stage.page.getByTestId('mail-conversation-message');
const open = async () => {
  await list().getByText(`Re: ${SUBJECT}`, { exact: true }).click();
  await cards().first().waitFor();
};
const opened = () =>
  cards().evaluateAll((all) => all.map((card) => (card as HTMLElement).dataset.open === 'true'));
const asked = (action: string) => stage.asked.filter(([name]) => name === `mailMessages:${action}`);

describe('a conversation', () => {
  it('is one row, and is read whole: sent answers too, the unread and the newest ones open', async () => {
    await expect.poll(() => list().locator('.subject').allInnerTexts()).toEqual([`Re: ${SUBJECT}`, 'Other']);
    await open();
    expect(await cards().count()).toBe(4);
    expect(await opened()).toEqual([false, true, false, true]);
    await stage.page.getByText('Text of 99').waitFor();
    await stage.page.getByText('Text of 96').waitFor();
    expect(await stage.page.getByText('Text of 98').count()).toBe(0);
    // Where it lies is said where it is elsewhere.
    expect(await stage.page.getByTestId('mail-conversation-folder').allInnerTexts()).toEqual(['Sent']);
    expect(await stage.page.getByTestId('mail-conversation-count').innerText()).toBe('4 messages');
    // What is open is read.
    await expect
      .poll(() => asked('flag').map(([, { ids }]) => ids))
      .toEqual(expect.arrayContaining([['99'], ['96']]));
    await expect.poll(() => stage.messages.filter(({ seen }) => !seen).length).toBe(0);
  });

  it('unfolds and folds, one or all', async () => {
    await open();
    await cards().nth(0).getByRole('button').first().click();
    expect(await opened()).toEqual([true, true, false, true]);
    await stage.page.getByRole('button', { name: 'Expand all' }).click();
    expect(await opened()).toEqual([true, true, true, true]);
    await stage.page.getByRole('button', { name: 'Collapse all' }).click();
    expect(await opened()).toEqual([false, false, false, true]);
    await cards().nth(3).getByRole('button', { name: 'Collapse' }).click();
    expect(await opened()).toEqual([false, false, false, false]);
  });

  it('leaves out what lies in the trash until somebody asks for it', async () => {
    await open();
    await stage.page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect.poll(() => cards().count()).toBe(5);
    await stage.page.goto(`${stage.base}/?folder=12&message=97`);
    await cards().first().waitFor();
    expect(await cards().count()).toBe(5);
  });

  it('shows a message once that somebody sent to themselves', async () => {
    const own = { fromName: 'Me', fromAddress: 'me@x.org', threadKey: 'long', subject: `Re: ${SUBJECT}` };
    stage.messages = [...thread(), message(2, { id: '200', ...own })];
    await stage.page.reload();
    await open();
    expect(await cards().count()).toBe(4);
    expect(await stage.page.getByTestId('mail-conversation-folder').count()).toBe(0);
  });

  it('does not let another message with the same Message-ID hide the real one', async () => {
    const forged = {
      fromName: 'Me',
      fromAddress: 'me@x.org',
      threadKey: 'long',
      preview: 'Pay here instead',
    };
    stage.messages = [...thread(), message(2, { id: '200', subject: `Re: ${SUBJECT}`, ...forged })];
    await stage.page.reload();
    await open();
    expect(await cards().count()).toBe(5);
    expect(await stage.page.getByTestId('mail-conversation-folder').allInnerTexts()).toEqual(['Sent']);
  });

  it('is archived whole, by key and by the toolbar, and comes back whole', async () => {
    await open();
    await stage.page.keyboard.press('e');
    await expect.poll(() => list().locator('.subject').allInnerTexts()).toEqual(['Other']);
    await expect
      .poll(() => asked('archive'))
      .toEqual([['mailMessages:archive', { ids: ['99'], conversations: true }]]);
    await stage.page.getByTestId('mail-undo').click();
    await expect.poll(() => list().locator('.subject').allInnerTexts()).toEqual([`Re: ${SUBJECT}`, 'Other']);
    await expect
      .poll(() => asked('move'))
      .toEqual([['mailMessages:move', { ids: ['99', '96', '95'], folderId: '10' }]]);
    await open();
    await stage.reader().getByRole('toolbar').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => list().locator('.subject').allInnerTexts()).toEqual(['Other']);
    await expect
      .poll(() => asked('remove'))
      .toEqual([['mailMessages:remove', { ids: ['99'], conversations: true }]]);
  });

  it('asks before it is deleted permanently, with the number of its messages', async () => {
    stage.messages = stage.messages.map((row) => ({
      ...row,
      folderId: row.threadKey === 'long' ? '12' : '10',
    }));
    const question = () =>
      stage.page.getByText('Delete 5 messages permanently?').locator('visible=true').first();
    await stage.page.goto(`${stage.base}/?folder=12`);
    await open();
    await stage.page.keyboard.press('Delete');
    await question().waitFor();
    await stage.page.keyboard.press('Escape');
    await expect.poll(() => question().count()).toBe(0);
    await stage.reader().getByRole('toolbar').getByRole('button', { name: 'Delete' }).click();
    await question().waitFor();
    expect(asked('remove').every(([, { permanently }]) => permanently === undefined)).toBe(true);
  });

  it('lets one message be deleted, and stays', async () => {
    await open();
    await cards().nth(1).getByTestId('mail-message-more').click();
    await stage.page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect.poll(() => cards().count()).toBe(3);
    await expect.poll(() => asked('remove')).toEqual([['mailMessages:remove', { ids: ['96'] }]]);
    expect(await list().locator('.subject').allInnerTexts()).toEqual([`Re: ${SUBJECT}`, 'Other']);
  });

  it('stays open and marked as unread by hand', async () => {
    await open();
    await expect.poll(() => stage.messages.filter(({ seen }) => !seen).length).toBe(0);
    await stage.reader().getByRole('toolbar').getByRole('button', { name: 'Mark as unread' }).click();
    await expect.poll(() => stage.messages.filter(({ seen }) => !seen).map(({ id }) => id)).toEqual(['99']);
    await stage.hint(['messages'], ['10']);
    await stage.page.waitForTimeout(700);
    expect(stage.messages.filter(({ seen }) => !seen).map(({ id }) => id)).toEqual(['99']);
  });

  it('takes in what arrives while it is read, without marking it as read', async () => {
    await open();
    const fresh = message(0, {
      ...{ id: '150', seen: false, threadKey: 'long', subject: `Re: ${SUBJECT}` },
      ...{ receivedAt: '2026-01-01T11:00:00Z', sentAt: '2026-01-01T11:00:00Z', preview: 'Just now' },
    });
    stage.messages = [fresh, ...stage.messages];
    await stage.hint(['messages'], ['10']);
    await expect.poll(() => cards().count()).toBe(5);
    expect((await opened()).at(-1)).toBe(false);
    // Its row is another message's by now, and still the one that is open.
    expect(await list().locator('.mail-row.active').count()).toBe(1);
    expect(stage.messages.find(({ id }) => id === '150')?.seen).toBe(false);
    await cards().last().getByRole('button').first().click();
    await expect.poll(() => stage.messages.find(({ id }) => id === '150')?.seen).toBe(true);
  });

  it('does not mark as read the first answer to a message that is open', async () => {
    stage.messages = [message(6, { subject: 'Other' })];
    await stage.page.reload();
    await list().getByText('Other', { exact: true }).click();
    await stage.page.getByText('Text of 94').waitFor();
    const answer = message(1, { subject: 'Re: Other', threadKey: 't6', seen: false });
    stage.messages = [answer, ...stage.messages];
    await stage.hint(['messages'], ['10']);
    await expect.poll(opened).toEqual([true, false]);
    expect(asked('flag')).toEqual([]);
    await cards().last().getByRole('button').first().click();
    await expect.poll(() => asked('flag').map(([, { ids }]) => ids)).toEqual([['99']]);
  });

  it('leaves what is read as it is while its conversation is found out', async () => {
    // As a message has just arrived: what it belongs to is not known yet.
    stage.messages = [message(6, { subject: 'Other', threadKey: '' })];
    await stage.page.reload();
    await list().getByText('Other', { exact: true }).click();
    await stage.page.getByText('Text of 94').waitFor();
    await stage.reader().evaluate((reader) => reader.setAttribute('data-same', ''));
    stage.messages = [message(6, { subject: 'Other', flagged: true })];
    await stage.hint(['messages'], ['10']);
    await stage.reader().getByRole('button', { name: 'Remove flag' }).waitFor();
    await expect.poll(() => stage.page.getByTestId('mail-row-flagged').count()).toBe(1);
    expect(await stage.reader().getAttribute('data-same')).toBe('');
  });

  it('says that it was moved elsewhere', async () => {
    await open();
    await expect.poll(() => stage.messages.filter(({ seen }) => !seen).length).toBe(0);
    stage.messages = stage.messages.map((row) => (row.folderId === '10' ? { ...row, folderId: '11' } : row));
    await stage.hint(['messages'], ['10', '11']);
    await stage.page.getByText('This message was moved to Archive.').waitFor();
    expect(await cards().count()).toBe(4);
  });

  it('folds a long run of read messages into one line', async () => {
    stage.messages = Array.from({ length: 9 }, (_, at) =>
      message(at + 1, {
        ...{ id: String(300 - at), threadKey: 'long', subject: `Re: ${SUBJECT}` },
        ...{ receivedAt: `2026-01-01T10:0${9 - at}:00Z`, sentAt: `2026-01-01T10:0${9 - at}:00Z` },
      }),
    );
    await stage.page.reload();
    await open();
    expect(await cards().count()).toBe(3);
    await stage.page.getByRole('button', { name: '6 more messages' }).click();
    expect(await cards().count()).toBe(9);
  });

  it('is not grouped where somebody prefers single messages', async () => {
    await stage.page.evaluate(() => localStorage.setItem('mail-center:conversations', 'off'));
    await stage.page.reload();
    await expect.poll(() => list().locator('.mail-row').count()).toBe(4);
    await list().getByText(SUBJECT, { exact: true }).click();
    await stage.page.getByText('Text of 95').waitFor();
    expect(await cards().count()).toBe(0);
    await stage.page.evaluate(() => localStorage.removeItem('mail-center:conversations'));
  });
});
