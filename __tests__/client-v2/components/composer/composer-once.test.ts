import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { OperationView } from '../../../../src/common';
import { ada, ComposerStage } from '../../browser/composer-stage';

const stage = new ComposerStage();
const { composer, text, compose } = stage;

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.reset());

const send = () => stage.page.getByRole('button', { name: 'Send', exact: true });
const question = (text: string) => stage.page.locator('.ant-modal-confirm-title').filter({ hasText: text });
const answer = (name: string) =>
  stage.page.locator('.ant-modal-confirm-btns').getByRole('button', { name, exact: true }).click();
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

it('sends once, however often Send is pressed', async () => {
  await compose({ to: [ada], subject: 'Once' });
  await send().evaluate((button: HTMLElement) => {
    for (let press = 0; press < 5; press++) button.click();
  });
  await composer().waitFor({ state: 'detached' });
  expect(stage.asked).toHaveLength(1);
});

it('asks one question, however often Send is pressed', async () => {
  await compose({ to: [ada] });
  await text().pressSequentially('words');
  for (let press = 0; press < 3; press++) await text().press('Control+Enter');
  await question('Send without a subject?').first().waitFor();
  expect(await question('Send without a subject?').count()).toBe(1);
  await answer('Keep writing');
  await question('Send without a subject?').waitFor({ state: 'detached' });
  expect(stage.asked).toEqual([]);
  // And can be sent after that.
  await text().press('Control+Enter');
  await answer('Send');
  await composer().waitFor({ state: 'detached' });
  expect(stage.asked).toHaveLength(1);
});

it('keeps its key when the answer was lost, and the server sends the message once', async () => {
  await compose({ to: [ada], subject: 'Lost answer' });
  await text().pressSequentially('words');
  stage.lostAnswers = 1;
  await send().click();
  await stage.page.getByRole('alert').first().waitFor();
  await send().click();
  await composer().waitFor({ state: 'detached' });
  expect(stage.asked).toHaveLength(2);
  expect(stage.asked[0]?.key).toMatch(/^[\da-f]{32}$/);
  expect(stage.asked[1]?.key).toBe(stage.asked[0]?.key);
  expect(stage.sent).toHaveLength(1);
  // Another message has another key.
  await compose({ to: [ada], subject: 'Another' });
  await send().click();
  await composer().waitFor({ state: 'detached' });
  expect(stage.sent[1]?.key).not.toBe(stage.sent[0]?.key);
});

it('keeps its key over a reload', async () => {
  await compose({ to: [ada], subject: 'Reloaded' });
  await text().pressSequentially('words');
  stage.lostAnswers = 1;
  await send().click();
  await stage.page.getByRole('alert').first().waitFor();
  await expect.poll(() => stage.page.evaluate(() => sessionStorage.length)).toBeGreaterThan(0);
  stage.page.on('dialog', (dialog) => void dialog.accept());
  await stage.page.reload();
  await text().getByText('words').waitFor();
  await send().click();
  await composer().waitFor({ state: 'detached' });
  expect(stage.asked[1]?.key).toBe(stage.asked[0]?.key);
  expect(stage.sent).toHaveLength(1);
});

it('asks before it sends another version of what was accepted already', async () => {
  await compose({ to: [ada], subject: 'Changed' });
  await text().pressSequentially('first');
  stage.lostAnswers = 1;
  await send().click();
  await stage.page.getByRole('alert').first().waitFor();
  await text().pressSequentially(' second');
  await send().click();
  await question('Send this version as well?').waitFor();
  expect(stage.sent).toHaveLength(1);
  await answer('Send');
  await composer().waitFor({ state: 'detached' });
  expect(stage.sent.map(({ html }) => html)).toEqual(['<p>first</p>', '<p>first second</p>']);
});

it('asks before it sends again what may have gone', async () => {
  const { address } = ada;
  const operation: OperationView = {
    ...{ id: '3', accountId: '1', kind: 'send', state: 'unclear', reason: 'send-unclear', attempts: 1 },
    ...{ nextAttemptAt: null, subject: 'Maybe', mayHaveGone: true, createdAt: '', uploads: [] },
    compose: {
      ...{ accountId: '1', to: [{ name: '', address }], cc: [], bcc: [], subject: 'Maybe' },
      ...{ html: '<p>words</p>', uploadIds: [], attachmentIds: [] },
    },
  };
  await compose({ operation });
  await send().click();
  await question('Send it again?').waitFor();
  expect(stage.retried).toEqual([]);
  await answer('Send');
  await composer().waitFor({ state: 'detached' });
  expect(stage.retried).toHaveLength(1);
});

it('uploads a pasted picture, and names it in the text by its Content-ID', async () => {
  await compose({ to: [ada], subject: 'Picture' });
  await text().evaluate((editor, base64) => {
    const octets = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([octets], 'shot.png', { type: 'image/png' }));
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, PNG);
  const picture = text().locator('img:not(.ProseMirror-separator)');
  await expect.poll(() => picture.getAttribute('src')).toMatch(/^blob:/);
  await send().click();
  await composer().waitFor({ state: 'detached' });
  expect(stage.uploads).toEqual(['shot.png']);
  expect(stage.sent[0]?.html).toMatch(/^<p><img src="cid:[\da-f]{32}@picture" alt="shot.png"><\/p>$/);
  expect(stage.sent[0]?.uploadIds).toEqual(['77']);
});

it('uploads pictures of pasted HTML once each, with its words, and leaves out what was deleted again', async () => {
  await compose({ to: [ada], subject: 'From Word' });
  await text().evaluate((editor, base64) => {
    const clipboardData = new DataTransfer();
    const data = `data:image/png;base64,${base64}`;
    clipboardData.setData('text/html', `<p>before <img src="${data}"> <img src="${data}"> after</p>`);
    // Word gives a picture of it all beside it.
    clipboardData.items.add(new File([new Uint8Array(9)], 'image.png', { type: 'image/png' }));
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, PNG);
  await text().getByText('before').waitFor();
  await expect.poll(() => stage.uploads).toEqual(['image.png']);
  await text().press('End');
  await text().pressSequentially('.');
  await send().click();
  await composer().waitFor({ state: 'detached' });
  expect(JSON.stringify(stage.asked)).not.toContain('data:image');
  expect(stage.sent[0]?.html.match(/cid:/g)).toHaveLength(2);

  await compose({ to: [ada], subject: 'Deleted' });
  await text().evaluate((editor, base64) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', `<p>x<img src="data:image/png;base64,${base64}"></p>`);
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, PNG);
  await expect.poll(() => stage.uploads).toHaveLength(2);
  await text().press('Control+a');
  await text().press('Delete');
  await text().pressSequentially('none');
  await send().click();
  await composer().waitFor({ state: 'detached' });
  expect(stage.sent[1]).toMatchObject({ html: '<p>none</p>', uploadIds: [] });
});

it('shows the pictures of a message that is opened again', async () => {
  const contentId = 'a-picture-that-was@picture';
  const operation: OperationView = {
    ...{ id: '3', accountId: '1', kind: 'send', state: 'failed', reason: 'throttled', attempts: 1 },
    ...{ nextAttemptAt: null, subject: 'Again', createdAt: '' },
    uploads: [{ id: '5', filename: 'a.png', contentType: 'image/png', size: 7, contentId }],
    compose: {
      ...{ accountId: '1', to: [ada], cc: [], bcc: [], subject: 'Again', attachmentIds: [] },
      ...{ html: `<p>x<img src="cid:${contentId}"></p>`, uploadIds: ['5'] },
    },
  };
  await compose({ operation });
  const picture = text().locator('img:not(.ProseMirror-separator)');
  await expect.poll(() => picture.getAttribute('src')).toMatch(/^blob:/);
  // A picture is no file of the list.
  expect(await stage.page.getByText('a.png').count()).toBe(0);
});

it('refuses a file that is too large before it is uploaded, and names it', async () => {
  await compose({ to: [ada], subject: 'Large' });
  await stage.page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('[data-testid=mail-attach-files]');
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(30_000_000)], 'film.mp4'));
    files.items.add(new File([new Uint8Array(20_000_000)], 'fits.bin'));
    files.items.add(new File([new Uint8Array(6_000_000)], 'too-much.bin'));
    if (!input) throw new Error('no picker');
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  const said = stage.page.getByRole('alert').filter({ hasText: 'Not attached' });
  await said.waitFor();
  expect(await said.innerText()).toMatch(/film\.mp4.*too-much\.bin.*25.*5/s);
  await expect.poll(() => stage.uploads).toEqual(['fits.bin']);
});
