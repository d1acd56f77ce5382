import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { commandsFor } from '../../../src/client-v2/mail-center/list/row-commands';
import { MailCenterStage, message, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const item = (name: string) => stage.page.getByRole('menuitem', { name, exact: true });
const composer = () => stage.page.getByTestId('mail-composer');
const subject = () => composer().getByRole('textbox', { name: 'Subject', exact: true });
const copies = () =>
  stage.asked.filter(([action]) => action === 'mailUploads:copy').map(([, values]) => values);

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  stage.answers['mailUploads:copy'] = ({ messageId }) => [
    {
      ...{ id: `7${String(messageId)}`, filename: `From the server ${String(messageId)}.eml` },
      ...{ contentType: 'message/rfc822', size: 9, contentId: null },
    },
  ];
  stage.answers['mailMessages:send'] = () => ({
    ...{ id: '3', accountId: '1', kind: 'send', state: 'done', reason: null, attempts: 0 },
  });
});

it('attaches a whole message to a new one, which is no answer', async () => {
  await stage.row(2).click({ button: 'right' });
  await item('Forward as attachment').click();
  await composer().getByText('From the server 98.eml').waitFor();
  expect(await subject().inputValue()).toBe('Fwd: Subject 2');
  expect(copies()).toEqual([{ messageId: '98' }]);
  await composer().getByLabel('To: add an address').fill('kim@x.org');
  await composer().getByLabel('To: add an address').press('Enter');
  await composer().getByRole('button', { name: 'Send', exact: true }).click();
  await composer().waitFor({ state: 'detached' });
  const sent = stage.asked.find(([action]) => action === 'mailMessages:send')?.[1];
  expect(sent).toMatchObject({ subject: 'Fwd: Subject 2', uploadIds: ['798'], attachmentIds: [] });
  expect(sent).not.toHaveProperty('source');
});

it('attaches all that are selected, and shows each until it is there', async () => {
  stage.holds.add('mailUploads:copy');
  await stage.row(2).click({ modifiers: ['Control'] });
  await stage.row(3).click({ modifiers: ['Control'] });
  await stage.row(3).click({ button: 'right' });
  await item('Forward as attachment').click();
  await composer().getByRole('progressbar', { name: 'Fetching Subject 2.eml' }).waitFor();
  await composer().getByRole('progressbar', { name: 'Fetching Subject 3.eml' }).waitFor();
  expect(await subject().inputValue()).toBe('');
  for (const { answer } of await stage.waiting('mailUploads:copy', 2)) answer();
  await composer().getByText('From the server 97.eml').waitFor();
  await composer().getByText('From the server 98.eml').waitFor();
  expect(await composer().getByRole('progressbar').count()).toBe(0);
  expect(copies()).toEqual([{ messageId: '98' }, { messageId: '97' }]);
});

it('says why a message could not be attached, and tries again', async () => {
  const answer = stage.answers['mailUploads:copy'];
  stage.answers['mailUploads:copy'] = () => refusal(503, 'server-unreachable');
  await stage.row(2).click({ button: 'right' });
  await item('Forward as attachment').click();
  await composer().getByText('Refused: server-unreachable').waitFor();
  if (answer) stage.answers['mailUploads:copy'] = answer;
  await composer().getByRole('button', { name: 'Try again' }).click();
  await composer().getByText('From the server 98.eml').waitFor();
});

it('refuses what is too large, before it is fetched', async () => {
  stage.messages = [message(1), message(2, { size: 26_000_000 }), message(3)];
  await stage.page.reload();
  await stage.row(2).click({ modifiers: ['Control'] });
  await stage.row(3).click({ modifiers: ['Control'] });
  await stage.row(3).click({ button: 'right' });
  await item('Forward as attachment').click();
  await composer().getByText('Not attached: Subject 2.eml (26 MB)').waitFor();
  await composer().getByText('From the server 97.eml').waitFor();
  expect(copies()).toEqual([{ messageId: '97' }]);
});

it('is in the menu of the message that is read', async () => {
  await stage.row(4).click();
  await stage.reader().getByRole('button', { name: 'More', exact: true }).click();
  await item('Forward as attachment').click();
  await composer().getByText('From the server 96.eml').waitFor();
});

it('is not offered for drafts, and not while everything is selected', async () => {
  const rows = [message(1), message(2)];
  expect(commandsFor(rows, 'inbox').flat()).toContain('forwardAsFiles');
  expect(commandsFor(rows, 'inbox', true).flat()).not.toContain('forwardAsFiles');
  stage.messages = [message(1, { draft: true }), message(2)];
  await stage.page.reload();
  await stage.row(1).click({ button: 'right' });
  await item('Delete').waitFor();
  expect(await item('Forward as attachment').count()).toBe(0);
});
