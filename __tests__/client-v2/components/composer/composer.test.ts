import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { OperationView } from '../../../../src/common';
import { ada, ComposerStage, message } from '../../browser/composer-stage';

const failedSend: OperationView = {
  ...{ id: '3', accountId: '1', kind: 'send', state: 'failed', reason: 'throttled', attempts: 1 },
  ...{ nextAttemptAt: null, subject: 'Failed', createdAt: '', uploads: [] },
  compose: {
    ...{ accountId: '1', to: [ada], cc: [], bcc: [], subject: 'Failed', attachmentIds: [] },
    ...{ html: '<p>words</p>', uploadIds: [] },
  },
};
const stage = new ComposerStage();
const { composer, text, compose } = stage;

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.reset());

it('answers all but oneself, with what was typed, by Ctrl+Enter', async () => {
  await compose({ source: { message, kind: 'replyAll' } });
  await text().pressSequentially('Yes');
  await text().press('Control+Enter');
  await composer().waitFor({ state: 'detached' });
  expect(stage.sent).toMatchObject([
    {
      ...{
        accountId: '1',
        to: [ada],
        cc: [{ name: 'Bob', address: 'bob@x.org' }],
        bcc: [],
        subject: 'Re: Offer',
      },
      ...{ html: '<p>Yes</p>', uploadIds: [], attachmentIds: [] },
      source: { messageId: '5', kind: 'replyAll', quote: true },
    },
  ]);
});

it('forwards with the original’s files, and leaves the original out when asked to', async () => {
  await compose({ source: { message, kind: 'forward' } });
  await stage.page.getByText('plan.pdf').waitFor();
  await stage.page.getByLabel('To: add an address').fill('kim@x.org');
  await stage.page.getByLabel('To: add an address').press('Enter');
  await stage.page.getByRole('checkbox', { name: 'Include the original' }).uncheck();
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await composer().waitFor({ state: 'detached' });
  expect(stage.sent).toMatchObject([
    { subject: 'Fwd: Offer', attachmentIds: ['9'], source: { kind: 'forward', quote: false } },
  ]);
});

it('waits for files that are on their way', async () => {
  let arrive = (): void => undefined;
  stage.uploadGate = new Promise((resolve) => (arrive = resolve));
  await compose({ to: [ada], subject: 'x' });
  await composer()
    .getByTestId('mail-attach-files')
    .setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await stage.page.waitForTimeout(300);
  expect(stage.sent).toEqual([]);
  arrive();
  await composer().waitFor({ state: 'detached' });
  expect(stage.sent).toMatchObject([{ uploadIds: ['77'] }]);
});

it('takes a pasted list of addresses, and refuses to send to a wrong one', async () => {
  await compose({ subject: 'x' });
  await stage.page.getByLabel('To: add an address').evaluate((input) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Doe, John <john@x.org>; wrong@\nkim@x.org');
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await stage.page.getByRole('alert').getByText('Not a valid address: wrong@').waitFor();
  expect(stage.sent).toEqual([]);
  await stage.page.getByRole('button', { name: 'Remove wrong@' }).click();
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await composer().waitFor({ state: 'detached' });
  expect(stage.sent[0]?.to).toEqual([
    { name: 'Doe, John', address: 'john@x.org' },
    { name: '', address: 'kim@x.org' },
  ]);
});

it('keeps everything when the server refuses, and says why', async () => {
  stage.refuse = true;
  await compose({ to: [ada], subject: 'Keep me' });
  await text().pressSequentially('words');
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await stage.page.getByText('The message has too many recipients. Remove some of them.').waitFor();
  expect(await text().textContent()).toBe('words');
  stage.refuse = false;
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await composer().waitFor({ state: 'detached' });
  expect(stage.sent).toMatchObject([{ subject: 'Keep me', html: '<p>words</p>' }]);
});

it('closes at once when nothing was written, and stores nothing', async () => {
  await compose({ to: [ada] });
  await stage.page.getByRole('button', { name: 'Close' }).click();
  await composer().waitFor({ state: 'detached' });
  expect(stage.drafts.saves).toEqual([]);
});

it('asks before it discards changes to a send that failed', async () => {
  await compose({ operation: failedSend });
  await text().press('End');
  await text().pressSequentially(' and more');
  await stage.page.getByRole('button', { name: 'Close' }).first().click();
  await stage.page.getByRole('button', { name: 'Keep writing' }).click();
  await text().getByText('words and more').waitFor();
  await stage.page.getByRole('button', { name: 'Discard' }).click();
  await stage.page.locator('.ant-modal-confirm-btns').getByRole('button', { name: 'Discard' }).click();
  await composer().waitFor({ state: 'detached' });
  // It stays in the outbox as it was, and isn't a draft.
  expect(stage.drafts.saves).toEqual([]);
});

it('brings back what was typed after a reload, once', async () => {
  await compose({ to: [ada], subject: 'Draft' });
  await text().pressSequentially('unsent words');
  // Kept half a second after the last key.
  await stage.page.waitForTimeout(900);
  stage.page.on('dialog', (dialog) => void dialog.accept());
  await stage.page.reload();
  await text().getByText('unsent words').waitFor();
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await composer().waitFor({ state: 'detached' });
  await stage.page.reload();
  await stage.page.waitForTimeout(900);
  expect(await composer().count()).toBe(0);
});

it('takes no pictures from elsewhere into the text', async () => {
  await compose({ to: [ada] });
  await text().evaluate((editor) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData(
      'text/html',
      '<p onclick="x()">a<img src="https://x.org/a.gif"><script>1</script><a href="javascript:x">b</a></p>',
    );
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => text().textContent()).toContain('a');
  expect(
    await text().locator('img:not(.ProseMirror-separator), script, [onclick], [href^=javascript]').count(),
  ).toBe(0);
});
