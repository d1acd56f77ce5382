import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ALEX, KIM, SAM } from '../bed/seed';
import type { BedUser } from '../bed/types';
import sentences from '../../src/locale/en-US.json';
import { launchBrowser } from './browser';
import { DEMO_USER, signIn } from './prepare';
import { saveSettings, settingsFor, signedInPage } from './signedIn';
import { setStage, type Stage } from './stage';

/** What a person sees when something outside fails: the reason in a sentence, and a way on. */
describe('faults, as a person sees them', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    stage = await setStage();
    const { bed, host } = stage;
    await saveSettings(host, settingsFor(bed));
    browser = await launchBrowser();
    page = await signedInPage(browser, host, DEMO_USER);
    await bed.mailbox(KIM.address).append(bigMail());
  });
  afterEach(() => stage.bed.clearFaults());
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const save = (changes: Record<string, string>) =>
    saveSettings(stage.host, { ...settingsFor(stage.bed), ...changes });
  const mailCenter = () => page.goto(`${stage.host.url}admin/mail`);
  const clickConnect = async () => {
    await mailCenter();
    await page.getByTestId('mail-connect-microsoft').first().click();
  };
  const pick = (user: BedUser) => page.locator(`[data-account="${user.address}"]`).click();
  const sees = async (code: keyof typeof sentences) => {
    const alert = page.getByTestId('mail-connect-error');
    await alert.getByText(sentences[code]).waitFor();
    await alert.getByRole('button').first().waitFor();
  };
  const accounts = async () => {
    const { data } = await (await signIn(stage.host, DEMO_USER)).get<unknown[]>('mailAccounts:list');
    return data.length;
  };

  it('the person declines the consent', async () => {
    await clickConnect();
    await page.locator('[data-action="decline"]').click();
    await sees('error.consent-declined');
    expect(await accounts()).toBe(0);
  });

  it('an administrator has to approve', async () => {
    stage.bed.entraFault('authorize', { kind: 'aadsts', code: 90094 }, { times: 1 });
    await clickConnect();
    await pick(ALEX).catch(() => undefined);
    await page.locator('[data-action="return"]').click();
    await sees('error.admin-consent-required');
    expect(await accounts()).toBe(0);
  });

  it('the secret is wrong', async () => {
    await save({ clientSecret: 'Not~The.Secret_That.Is.Registered' });
    await clickConnect();
    await pick(ALEX);
    await sees('error.client-secret-invalid');
    await save({});
    expect(await accounts()).toBe(0);
  });

  it('the sign-in service is down when the code is redeemed', async () => {
    stage.bed.entraFault('token', { kind: 'reset' });
    await clickConnect();
    await pick(ALEX);
    await sees('error.server-unreachable');
    expect(await accounts()).toBe(0);
  });

  it('the mail server is down: no dead account is left behind', async () => {
    stage.bed.imapFault({ kind: 'refuse-connections' });
    await clickConnect();
    await pick(ALEX);
    await sees('error.server-unreachable');
    expect(await accounts()).toBe(0);
  });

  it('a mailbox without any mail', async () => {
    await clickConnect();
    await pick(SAM);
    await page.getByTestId('mail-list-empty').waitFor();
  });

  it('a mail with an attachment of 30 MB', async () => {
    await connectAnother(KIM);
    await page.getByTestId('mail-row').filter({ hasText: 'A big file' }).click();
    const reader = page.getByTestId('mail-reader');
    await reader.getByText('Here it is.').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      reader.getByRole('button', { name: 'Download big.bin' }).click(),
    ]);
    const { size } = await import('node:fs').then(async ({ promises }) =>
      promises.stat(await download.path()),
    );
    expect(size).toBe(BIG);
  });

  it('sending is switched off for the mailbox: the mail stays, with the reason', async () => {
    stage.bed.smtpFault({ kind: 'auth-disabled' });
    await mailCenter();
    await page.getByTestId('mail-compose').click();
    const composer = page.getByTestId('mail-composer');
    await composer.getByRole('combobox', { name: /^To/ }).fill('sam.demo@example.com');
    await page.keyboard.press('Enter');
    await composer.getByRole('textbox', { name: 'Subject' }).fill('Will not go out');
    await composer.getByRole('textbox', { name: 'Message body' }).click();
    await page.keyboard.type('But nothing is lost.');
    await composer.getByRole('button', { name: /^Send/ }).click();
    await page.getByText(sentences['error.smtp-disabled']).first().waitFor();
    await page.getByRole('navigation', { name: 'Folders' }).getByText('Outbox').click();
    const card = page.getByTestId('mail-operation').filter({ hasText: 'Will not go out' });
    stage.bed.clearFaults();
    await card.getByTestId('mail-operation-retry').click();
    await card.waitFor({ state: 'detached' });
    await expect
      .poll(async () => (await stage.bed.mailbox(SAM.address).list()).map((mail) => mail.subject), {
        timeout: 20_000,
      })
      .toContain('Will not go out');
  });

  it('the sign-in is revoked: a sentence and one button, and the mail stays', async () => {
    stage.bed.revoke(KIM.address);
    stage.bed.expireAccessTokens(KIM.address);
    await stage.bed.mailbox(KIM.address).kick();
    await mailCenter();
    const banner = page.getByTestId('mail-account-banner');
    await banner.getByText(sentences['error.password-changed']).waitFor({ timeout: 60_000 });
    await banner.getByRole('button').first().waitFor();
    await page.getByRole('region', { name: KIM.address }).getByText('Inbox').click();
    await page.getByTestId('mail-row').filter({ hasText: 'A big file' }).waitFor();
  });

  async function connectAnother(user: BedUser): Promise<void> {
    const caller = await signIn(stage.host, DEMO_USER);
    const { data } = await caller.post<{ url: string }>('mailAccounts:connect', {
      body: { provider: 'microsoft', returnTo: '/admin/mail' },
    });
    const back = await stage.bed.authorize(data.url, user.address);
    await caller.get(back);
    await mailCenter();
    await page.getByRole('region', { name: user.address }).getByText('Inbox').click();
  }
});

const BIG = 30 * 1024 * 1024;

function bigMail(): { raw: string } {
  const line = `${Buffer.alloc(57, 7).toString('base64')}\r\n`;
  const lines = Math.floor(BIG / 57);
  const rest = Buffer.alloc(BIG - lines * 57, 7).toString('base64');
  return {
    raw: [
      'From: Sam Demo <sam.demo@example.com>',
      'To: Kim Demo <kim.demo@example.com>',
      'Subject: A big file',
      'Message-ID: <big@example.com>',
      `Date: ${new Date().toUTCString()}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=cut',
      '',
      '--cut',
      'Content-Type: text/plain',
      '',
      'Here it is.',
      '--cut',
      'Content-Type: application/octet-stream',
      'Content-Disposition: attachment; filename=big.bin',
      'Content-Transfer-Encoding: base64',
      '',
      `${line.repeat(lines)}${rest}`,
      '--cut--',
      '',
    ].join('\r\n'),
  };
}
