import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ALEX, SAM } from '../bed/seed';
import { launchBrowser } from './browser';
import { DEMO_USER } from './prepare';
import { saveSettings, settingsFor, signedInPage } from './signedIn';
import { setStage, type Stage } from './stage';

let stage: Stage;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  stage = await setStage();
  const { bed, host } = stage;
  await saveSettings(host, settingsFor(bed));
  browser = await launchBrowser();
  page = await signedInPage(browser, host, DEMO_USER);
  await page.goto(`${host.url}admin/mail`);
  await page.getByTestId('mail-connect-microsoft').first().click();
  await page.locator(`[data-account="${ALEX.address}"]`).click();
  await page.getByTestId('mail-list-empty').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

const composer = () => page.getByTestId('mail-composer');
const text = () => composer().getByRole('textbox', { name: 'Message body' });
const state = (words: string) => composer().getByTestId('mail-draft-state').getByText(words).waitFor();
const subjects = async (user: { address: string }, folder?: string) =>
  (await stage.bed.mailbox(user.address).list(folder)).map(({ subject }) => subject);

it('what is written is in the mailbox once the window is closed, and is continued and sent from there', async () => {
  await page.getByTestId('mail-compose').click();
  await composer().getByRole('combobox', { name: /^To/ }).fill(SAM.address);
  await page.keyboard.press('Enter');
  await composer().getByRole('textbox', { name: 'Subject' }).fill('Begun here');
  await text().click();
  await page.keyboard.type('First words.');
  await state('Saved to Drafts');
  await composer().getByRole('button', { name: 'Close' }).click();
  await page.locator('.ant-message').getByText('Saved to Drafts').waitFor();
  await expect.poll(() => subjects(ALEX, 'Drafts'), { timeout: 20_000 }).toContain('Begun here');

  await page.getByRole('navigation', { name: 'Folders' }).getByText('Drafts').click();
  await page.getByTestId('mail-list').getByText('Begun here').click();
  await text().getByText('First words.').waitFor();
  await text().press('End');
  await page.keyboard.type(' And the last.');
  await state('Saved to Drafts');
  await page.reload();
  await text().getByText('First words. And the last.').waitFor();
  await composer().getByRole('button', { name: /^Send/ }).click();
  await composer().waitFor({ state: 'detached' });
  await expect.poll(() => subjects(SAM), { timeout: 20_000 }).toContain('Begun here');
  await expect.poll(() => subjects(ALEX, 'Drafts'), { timeout: 20_000 }).not.toContain('Begun here');
});
