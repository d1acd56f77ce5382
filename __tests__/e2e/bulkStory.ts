import type { Page } from 'playwright-core';

/** On the sample page: writes to all customers, each of whom gets a message of their own, and sees all of them sent. */
export async function sendInBulk(page: Page, client: string): Promise<void> {
  await page.locator('.ant-table-thead input[type="checkbox"]').first().check();
  await page.getByRole('button', { name: 'Compose email' }).first().click();
  const dialog = page.getByTestId('mail-bulk-dialog');
  const recipients = dialog.getByTestId('mail-bulk-recipient');
  await recipients.first().waitFor();
  const people = await recipients.count();
  await dialog.getByTestId('mail-bulk-next').click();
  await dialog.getByTestId('mail-bulk-subject').fill(`News for {{ $record.name }} (${client})`);
  const text = dialog.getByRole('textbox', { name: 'Text of the bulk email' });
  await text.fill('Dear {{ $record.name }}, we moved.');
  await dialog.getByTestId('mail-bulk-next').click();
  await dialog.getByTestId('mail-bulk-preview').getByText('News for Dana Buyer').waitFor();
  await dialog.getByTestId('mail-bulk-start').click();
  await page.locator('.ant-modal-confirm .ant-btn-primary').click();
  await dialog.getByText(`${people} of ${people} sent`).waitFor({ timeout: 60_000 });
}
