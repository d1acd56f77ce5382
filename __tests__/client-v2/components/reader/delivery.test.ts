import { afterAll, beforeAll, expect, it } from 'vitest';
import { deliveryReason } from '../../../../src/client-v2/components/reader/delivery-reason';
import type { DeliveryFate } from '../../../../src/common';
import { context } from '../../browser/flow-engine';
import { MailCenterStage, message } from '../../browser/mail-center-stage';

it.each([
  ['5.1.1', 'failed', 'This address does not exist.'],
  ['5.1.10', 'failed', 'This address does not exist.'],
  ['5.2.2', 'failed', 'The mailbox of the recipient is full.'],
  ['4.2.2', 'delayed', 'The mailbox of the recipient is full.'],
  ['5.4.1', 'failed', 'The server of the recipient does not accept email for this address.'],
  ['4.4.1', 'delayed', 'The server of the recipient cannot be reached at the moment.'],
  ['4.4.7', 'failed', 'The server of the recipient could not be reached in time.'],
  ['5.4.300', 'failed', 'The server of the recipient could not be reached in time.'],
  ['5.4.310', 'failed', 'The domain of this address does not exist, or receives no email.'],
  [
    '5.7.1',
    'failed',
    'The server of the recipient refused the message, for example because it looks like spam.',
  ],
  [
    '5.7.708',
    'failed',
    'Sending was blocked for your mailbox or your organization. Your administrator can find out why.',
  ],
  ['5.9.9', 'failed', 'The server of the recipient refused the message.'],
  ['', 'failed', 'The server of the recipient refused the message.'],
  ['', 'delayed', 'The server of the recipient does not take the message yet.'],
  ['2.0.0', 'delivered', ''],
] as const)('says in words what %s means of a message that was %s', (status, action, text) => {
  expect(deliveryReason({ status, action }, context.t)).toBe(text);
});

const stage = new MailCenterStage();
beforeAll(() => stage.start());
afterAll(() => stage.stop());

const fate = (address: string, action: DeliveryFate['action'] = 'failed'): DeliveryFate => ({
  ...{ address, action, status: '5.1.1', diagnostic: '550 No such user' },
});

async function openReport(sentId?: string): Promise<void> {
  await stage.open();
  const to = [
    { name: 'Bo Ek', address: 'Bo@y.org' },
    { name: 'Cy', address: 'cy@y.org' },
  ];
  stage.messages = [
    message(1, { subject: 'Undelivered' }),
    message(2, { to, subject: 'Offer', folderId: '11' }),
  ];
  const recipients = [fate('bo@y.org'), fate('cy@y.org', 'delivered')];
  const file = { id: '1', contentType: 'application/pdf', size: 1, contentId: null, inline: false };
  stage.answers['mailMessages:body'] = (_values, query) => ({
    ...{ id: query.get('filterByTk'), text: '', hasRemoteContent: false },
    ...{ html: '<p>Report</p>', attachments: [] },
    notices: [{ kind: 'delivery', recipients, messageId: null, subject: 'Offer', sentId }],
  });
  stage.answers['mailDrafts:copy'] = () => ({
    draft: {
      ...{ accountId: '1', to, cc: [], bcc: [], subject: 'Offer', html: '<p>Our <b>offer</b></p>' },
      ...{ uploadIds: ['7'], attachmentIds: [] },
    },
    uploads: [{ ...file, id: '7', filename: 'offer.pdf' }],
  });
  await stage.page.goto(`${stage.base}/admin/mail?folder=10&message=99`);
  await stage.page.getByTestId('mail-notice-delivery').waitFor();
}
const composer = () => stage.page.getByTestId('mail-composer');

it('writes a message again that did not arrive, to whom it did not reach', async () => {
  await openReport('98');
  expect(await stage.page.getByText('This address does not exist.').isVisible()).toBe(true);
  await stage.page.getByRole('button', { name: 'Write again' }).click();
  await composer().waitFor();
  await composer().getByText('Our offer').waitFor();
  expect(await composer().getByText('Bo Ek').count()).toBe(1);
  expect(await composer().getByText('Cy').count()).toBe(0);
  expect(await composer().getByLabel('Subject').inputValue()).toBe('Offer');
  await composer().getByText('offer.pdf').waitFor();
  expect(stage.asked).toContainEqual(['mailDrafts:copy', { messageId: '98' }]);
});

it('writes to them where the message is not here', async () => {
  await openReport();
  await stage.page.getByRole('button', { name: 'Write again' }).click();
  await composer().getByText('bo@y.org').waitFor();
  expect(await composer().getByLabel('Subject').inputValue()).toBe('Offer');
});
