import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WorkflowGrantView } from '../../../src/common';
import { faultsIn } from '../browser/axe';
import { MailCenterStage, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const none = { id: null, accountId: '1', enabled: true, allows: [], since: null };
let grants: WorkflowGrantView[] = [];

beforeAll(() => stage.start());
afterAll(() => stage.stop());

const dialog = () => stage.page.getByTestId('mail-workflows');
const workflow = (title: string) => dialog().getByTestId('mail-workflow').filter({ hasText: title });

/** What owners allow workflows: what is asked for, allowing it, and taking it back. */
it('shows who asks for a mailbox, and lets its owner allow and revoke', async () => {
  await stage.open();
  stage.answers['mailGrants:list'] = () => refusal(500, 'internal');
  stage.answers['mailGrants:create'] = (values) => {
    const allows = values.allows as WorkflowGrantView['allows'];
    const since = '2026-01-01T10:00:00Z';
    grants = grants.map((one) =>
      one.workflowKey === values.workflowKey ? { ...one, id: '7', allows, since } : one,
    );
    return grants[0];
  };
  stage.answers['mailGrants:destroy'] = () => {
    grants = grants.map((one) => ({ ...one, id: null, allows: [], since: null }));
    return {};
  };
  await stage.page.getByTestId('mail-account-menu').click();
  await stage.page.getByRole('menuitem', { name: 'Workflows…' }).click();
  await dialog().getByText('The workflows could not be loaded').waitFor();
  stage.answers['mailGrants:list'] = () => grants;
  await dialog().getByRole('button', { name: 'Try again' }).click();
  await dialog().getByText('No workflow asks for this mailbox.').waitFor();
  await dialog().getByRole('button', { name: 'Close' }).last().click();
  await dialog().waitFor({ state: 'detached' });

  grants = [
    { ...none, workflowKey: 'k1', title: 'Tickets', wants: ['events', 'send'] },
    { ...none, workflowKey: 'k2', title: 'Resting', wants: ['update'], enabled: false },
  ];
  await stage.page.getByTestId('mail-account-menu').click();
  await stage.page.getByRole('menuitem', { name: 'Workflows…' }).click();
  await workflow('Tickets').waitFor();
  expect(await workflow('Resting').innerText()).toContain('Switched off');
  expect(await workflow('Tickets').getByRole('listitem').allInnerTexts()).toEqual([
    'Read messages that are received or sent, as soon as that happens',
    'Send messages from this mailbox',
  ]);
  expect(await faultsIn(stage.page, '.ant-modal')).toEqual([]);
  await workflow('Tickets').getByRole('button').click();
  await workflow('Tickets').getByText('May:').waitFor();
  expect(stage.asked.at(-1)).toEqual([
    'mailGrants:create',
    { accountId: '1', workflowKey: 'k1', allows: ['events', 'send'] },
  ]);
  await workflow('Tickets').getByRole('button').click();
  await stage.page.locator('.ant-modal-confirm').getByRole('button', { name: 'Revoke' }).click();
  await workflow('Tickets').getByText('Asks to:').waitFor();
  expect(stage.asked.at(-1)?.[0]).toBe('mailGrants:destroy');
});
