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

/** On the open conversation: gives it a label by its name, and finds it in the label's list. */
export async function labelConversation(page: Page, client: string, subject: string): Promise<void> {
  // Each story uses one of its own, because choosing it a second time would remove it.
  const label = client === 'admin' ? 'Follow up' : 'Invoices';
  await page.getByTestId('mail-label').first().click();
  const dialog = page.getByTestId('mail-label-dialog');
  await dialog.getByTestId('mail-label-find').fill(label.slice(0, 4).toLowerCase());
  await dialog.getByTestId('mail-label-find').press('Enter');
  await page.getByTestId('mail-reader-labels').getByText(label).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByTestId('mail-labels').getByText(label).click();
  await page.getByTestId('mail-row').filter({ hasText: subject }).first().waitFor();
}

/** Includes the archive in what is loaded, or leaves it out. */
export async function tickArchive(page: Page): Promise<void> {
  await page.getByTestId('mail-account-menu').click();
  await page.getByText('Folders and date range…').click();
  const folders = page.getByTestId('mail-sync-folders');
  await folders
    .locator('.ant-tree-treenode')
    .filter({ hasText: 'Archive' })
    .locator('.ant-tree-checkbox')
    .click();
  await page.locator('.mail-sync-save').click();
  await folders.waitFor({ state: 'detached' });
}

/** Everybody sees a record's messages in their own mailbox, also somebody who may configure nothing. */
export async function seeRecord(address: string, owner: Page, colleague: Page): Promise<void> {
  const open = async (page: Page) => {
    await page.goto(address);
    await page.getByRole('row').filter({ hasText: 'Dana Buyer' }).getByText('View', { exact: true }).click();
  };
  const messages = (page: Page) => page.getByTestId('mail-record-row').filter({ hasText: 'Thermometers' });
  await open(owner);
  await messages(owner).first().click();
  await owner
    .getByTestId('mail-reader')
    .getByRole('button', { name: 'Reply', exact: true })
    .first()
    .waitFor();
  await open(colleague);
  await colleague.getByTestId('mail-record-empty').or(colleague.getByTestId('mail-record-list')).waitFor();
  if (await messages(colleague).count()) throw new Error('Somebody else’s message is shown');
}
