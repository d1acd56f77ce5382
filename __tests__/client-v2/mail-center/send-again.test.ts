import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { inLetter } from '../../../src/server/mime/letter';
import { sanitizeMailHtml } from '../../../src/server/mime/sanitize';
import { WRITTEN_HTML } from '../../bed/writtenMail';
import { FOLDERS, MailCenterStage, message, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const item = (name: string) => stage.page.getByRole('menuitem', { name, exact: true });
const composer = () => stage.page.getByTestId('mail-composer');
const person = (name: string) => ({ name, address: `${name.toLowerCase()}@y.org` });
const me = { name: 'Me', address: 'me@x.org' };
/** What the server makes of a message that was sent from here. */
const html = sanitizeMailHtml(inLetter(WRITTEN_HTML)).html;
const picture = {
  ...{ id: '71', filename: 'chart.png', contentType: 'image/png', size: 3 },
  contentId: 'chart-of-prices@picture',
};
const file = { id: '72', filename: 'offer.pdf', contentType: 'application/pdf', size: 9, contentId: null };

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  stage.folders = [...FOLDERS, { ...FOLDERS[1], id: '14', path: 'Sent', name: 'Sent', role: 'sent' }];
  stage.messages = [1, 2].map((n) => message(n, { folderId: '14', from: [me], fromAddress: me.address }));
  stage.answers['mailIdentities:list'] = () => [
    { id: '11', accountId: '1', ...me, isDefault: true, signature: '<p>My signature</p>' },
  ];
  stage.answers['mailDrafts:copy'] = () => ({
    draft: {
      ...{ accountId: '1', identityId: '11', to: [person('Bo')], cc: [person('Cy')], bcc: [person('Di')] },
      ...{ subject: 'Subject 1', html, uploadIds: ['71', '72'], attachmentIds: [] },
    },
    uploads: [picture, file],
  });
  stage.answers['mailUploads:download'] = () => 'picture';
  stage.answers['mailMessages:send'] = () => ({
    ...{ id: '3', accountId: '1', kind: 'send', state: 'done', reason: null, attempts: 0 },
  });
  await stage.page.goto(`${stage.base}/admin/mail?folder=14`);
  await stage.row(1).waitFor();
});

const again = async () => {
  await stage.row(1).click({ button: 'right' });
  await item('Send again').click();
};

it('opens all of it as a new message, without another signature', async () => {
  await again();
  await composer().getByText('offer.pdf').waitFor();
  expect(stage.asked).toContainEqual(['mailDrafts:copy', { messageId: '99' }]);
  for (const name of ['Bo', 'Cy', 'Di']) await composer().getByText(name, { exact: true }).waitFor();
  expect(await composer().getByLabel('Subject').inputValue()).toBe('Subject 1');
  const text = composer().getByRole('textbox', { name: 'Text of the mail' });
  await text.getByText('Dear Ben').waitFor();
  expect(await text.locator('table').count()).toBeGreaterThan(0);
  await expect.poll(() => text.locator('img[src^="blob:"]').count()).toBe(1);
  expect(await text.getByText('My signature').count()).toBe(0);
  // Our editor wrote it, so it can keep all of it.
  expect(
    await composer()
      .getByText(/formatting/)
      .count(),
  ).toBe(0);
  await composer().getByRole('button', { name: 'Send', exact: true }).click();
  await composer().waitFor({ state: 'detached' });
  const sent = stage.asked.find(([action]) => action === 'mailMessages:send')?.[1];
  expect(sent).toMatchObject({
    ...{ to: [person('Bo')], cc: [person('Cy')], bcc: [person('Di')], subject: 'Subject 1' },
    uploadIds: ['71', '72'],
  });
  expect(sent).not.toHaveProperty('source');
});

it('leaves nothing behind if it is closed unchanged', async () => {
  await again();
  await composer().getByText('offer.pdf').waitFor();
  await composer().getByRole('button', { name: 'Close' }).click();
  await composer().waitFor({ state: 'detached' });
  expect(stage.drafts.saves).toEqual([]);
});

it('is in the menu of a message of one’s own, wherever it is', async () => {
  stage.messages = [
    message(1, { folderId: '11', from: [me], fromAddress: me.address }),
    message(2, { folderId: '11' }),
  ];
  await stage.page.goto(`${stage.base}/admin/mail?folder=11`);
  await stage.row(2).click();
  const more = stage.reader().getByRole('button', { name: 'More', exact: true });
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  await more.click();
  await item('Show source').waitFor();
  expect(await item('Send again').count()).toBe(0);
  await stage.page.keyboard.press('Escape');
  await item('Show source').waitFor({ state: 'hidden' });
  await stage.row(1).click();
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 1');
  await more.click();
  await item('Send again').click();
  await composer().getByText('offer.pdf').waitFor();
});

it('says why it is not possible', async () => {
  stage.answers['mailDrafts:copy'] = () => refusal(404, 'message-gone');
  await again();
  await stage.page.getByText('Refused: message-gone').waitFor();
  expect(await composer().count()).toBe(0);
});
