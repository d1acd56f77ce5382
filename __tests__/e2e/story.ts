import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Host } from '../../scripts/host.mts';
import { ALEX, KIM } from '../bed/seed';
import type { BedUser, LocalMicrosoft } from '../bed/types';
import { launchBrowser } from './browser';
import { labelConversation, seeRecord, sendInBulk, tickArchive } from './storyParts';
import { DEMO_USER, SECOND_USER } from './prepare';

export interface StoryOptions {
  host: Host;
  bed: LocalMicrosoft;
  /** Which client: `admin` is the classic one, `v/admin` the new one. */
  client: 'admin' | 'v/admin';
  pageUid: string;
  /** The settings already hold client ID and secret (an earlier story in the other client). */
  configured?: boolean;
  /** Whether a bulk email is sent at the end: what a later story sees would be different. */
  inBulk?: boolean;
  say?: (sentence: string) => void;
}

/** The step that failed, with what the browser showed at that moment. */
export class StoryFailure extends Error {
  constructor(
    step: string,
    readonly screenshot: string,
    cause: unknown,
  ) {
    super(`“${step}” failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'StoryFailure';
  }
}

/** A conversation that lies in the archive. */
const ARCHIVED = 'Loan of barometers';
const MAP = { name: 'map.txt', mimeType: 'text/plain', buffer: Buffer.from('Down to the river, then left.') };
const ANSWER = 'Thursday suits me well, see you there!';

/** Plays the main job in a headless browser; throws a StoryFailure at the first step that does not work. */
export async function playStory(options: StoryOptions): Promise<void> {
  const browser = await launchBrowser();
  try {
    await new Story(browser, options).play();
  } finally {
    await browser.close();
  }
}

class Story {
  private page!: Page;
  private readonly subject: string;

  constructor(
    private readonly browser: Browser,
    private readonly options: StoryOptions,
  ) {
    this.subject = `Lunch on Thursday? (${options.client})`;
  }

  async play(): Promise<void> {
    const { client } = this.options;
    this.page = await this.newPage();
    await this.step('sign in', () => this.signIn(this.page, DEMO_USER));
    if (!this.options.configured) {
      await this.step('open the settings, paste client ID and secret, save', () => this.configure());
    }
    await this.step('connect Outlook and land back', () => this.connect(this.page, ALEX));
    await this.step('see the mailbox', () => this.seeMailbox());
    const colleague = await this.newPage();
    await this.step('connect a colleague’s mailbox as another user', () => this.connectColleague(colleague));
    await this.step('see a new mail arrive by itself', () => this.seeArrival());
    await this.step('open the mail', () => this.openMail());
    await this.step('read it in a window of its own', () => this.openWindow());
    await this.step('answer it with a template and an attachment', () => this.answer());
    await this.step('see the answer arrive in the other mailbox', () => this.seeAnswer(colleague));
    await this.step('see it in Sent, once', () => this.seeSentOnce());
    await this.step('find a conversation, and read it whole', () => this.readConversation());
    await this.step('label it, and find it by its label', () =>
      labelConversation(this.page, client, ARCHIVED),
    );
    await this.step('leave out a folder and take it in again', () => this.chooseFolders());
    await this.step('see the mails beside the customers', () => this.seeBlocks());
    await this.step('see a customer’s own and nobody else’s', () =>
      seeRecord(this.address(this.options.pageUid), this.page, colleague),
    );
    if (this.options.inBulk)
      await this.step('send each customer a message of their own', () => sendInBulk(this.page, client));
  }

  private async step(name: string, run: () => Promise<void>): Promise<void> {
    this.options.say?.(`  ${name} …`);
    try {
      await run();
    } catch (error) {
      const screenshot = path.join(await mkdtemp(path.join(tmpdir(), 'mail-story-')), 'failure.png');
      const page = this.acting ?? this.page;
      await page.screenshot({ path: screenshot }).catch(() => undefined);
      throw new StoryFailure(name, screenshot, error);
    }
  }

  private acting?: Page;

  private async newPage(): Promise<Page> {
    const context = await this.browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(90_000);
    return page;
  }

  private address(inner: string): string {
    return `${this.options.host.url}${this.options.client}/${inner}`;
  }

  private async signIn(page: Page, user: { email: string; password: string }): Promise<void> {
    this.acting = page;
    await page.goto(this.address(''));
    await page.locator('input[type="password"]').fill(user.password);
    await page.locator('input[type="text"], input[type="email"]').first().fill(user.email);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByTestId('mail-button').waitFor();
  }

  private async configure(): Promise<void> {
    const { page } = this;
    await page.goto(this.address('settings/email-manager'));
    await page.locator('#clientId').fill(this.options.bed.clientId);
    await page.locator('#clientSecret').fill(this.options.bed.clientSecret);
    await page.getByRole('button', { name: /Save$/ }).click();
    await page.getByTestId('secret-saved').waitFor();
  }

  private async connect(page: Page, user: BedUser): Promise<void> {
    this.acting = page;
    await page.getByTestId('mail-button').click();
    await page.getByTestId('mail-connect-microsoft').first().click();
    await page.locator(`[data-account="${user.address}"]`).click();
    await page.waitForURL(
      (url) => url.href.startsWith(this.options.host.url) && !url.search.includes('mailConnected'),
    );
  }

  private async seeMailbox(): Promise<void> {
    await this.page.getByTestId('mail-row').nth(10).waitFor();
    await this.page.getByRole('navigation', { name: 'Folders' }).getByText('Sent', { exact: true }).waitFor();
  }

  private async connectColleague(page: Page): Promise<void> {
    await this.signIn(page, SECOND_USER);
    await this.connect(page, KIM);
    await page.getByTestId('mail-row').first().waitFor();
  }

  private async seeArrival(): Promise<void> {
    this.acting = this.page;
    const { bed } = this.options;
    await bed.mailbox(ALEX.address).append({
      raw: [
        `From: ${KIM.name} <${KIM.address}>`,
        `To: ${ALEX.name} <${ALEX.address}>`,
        `Subject: ${this.subject}`,
        `Message-ID: <lunch-${this.options.client.length}@example.com>`,
        `Date: ${new Date().toUTCString()}`,
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Shall we try the new place by the river?',
        '',
      ].join('\r\n'),
    });
    await this.row(this.page, this.subject).waitFor();
  }

  private row(page: Page, subject: string) {
    return page.getByTestId('mail-row').filter({ hasText: subject }).first();
  }

  private async openMail(): Promise<void> {
    await this.row(this.page, this.subject).click();
    await this.page.getByTestId('mail-reader').getByText('the new place by the river').waitFor();
  }

  private async openWindow(): Promise<void> {
    const { page, subject } = this;
    const [window] = await Promise.all([
      page.context().waitForEvent('page'),
      this.row(page, subject).dblclick(),
    ]);
    this.acting = window;
    const text = () => window.getByTestId('mail-window').getByText('the new place by the river').waitFor();
    await text();
    await window.reload();
    await text();
    if (!(await window.title()).startsWith(subject)) throw new Error(`The title is ${await window.title()}`);
    if (await window.getByTestId('mail-list').count()) throw new Error('The list is shown too');
    await window.close();
    this.acting = page;
  }

  private async answer(): Promise<void> {
    const { page } = this;
    await page.getByTestId('mail-reader').getByRole('button', { name: 'Reply', exact: true }).click();
    const composer = page.getByTestId('mail-composer');
    const text = composer.getByRole('textbox', { name: 'Message body' });
    await text.click();
    await page.keyboard.type(ANSWER);
    await page.keyboard.press('Control+;');
    await page.getByTestId('mail-template-find').fill('received your device');
    await page.keyboard.press('Enter');
    await text.getByText('We will calibrate it').waitFor();
    await composer.getByTestId('mail-attach-files').setInputFiles(MAP);
    await composer.getByText('map.txt').waitFor();
    await composer.getByRole('button', { name: /^Send/ }).click();
    await composer.waitFor({ state: 'detached' });
  }

  private async seeAnswer(page: Page): Promise<void> {
    this.acting = page;
    const row = this.row(page, `Re: ${this.subject}`);
    await row.waitFor();
    await row.click();
    const reader = page.getByTestId('mail-reader');
    await reader.getByText('map.txt').first().waitFor();
    const text = page.frameLocator('[data-testid="mail-frame"]');
    await text.getByText(ANSWER).waitFor();
    await text.getByText('We will calibrate it').waitFor();
    // The quote is folded.
    await text.locator('button').click();
    await text.getByText('the new place by the river').first().waitFor();
  }

  private async seeSentOnce(): Promise<void> {
    this.acting = this.page;
    const { page, subject } = this;
    await page.getByRole('navigation', { name: 'Folders' }).getByText('Sent', { exact: true }).click();
    await this.row(page, `Re: ${subject}`).waitFor();
    const shown = await page
      .getByTestId('mail-row')
      .filter({ hasText: `Re: ${subject}` })
      .count();
    const stored = (await this.options.bed.mailbox(ALEX.address).list('Sent Items')).filter((mail) =>
      mail.subject.includes(subject),
    );
    if (shown !== 1 || stored.length !== 1)
      throw new Error(`${shown} shown and ${stored.length} stored instead of one`);
  }

  private async readConversation(): Promise<void> {
    const { page } = this;
    await page.getByTestId('mail-search').fill('barometers');
    await page.getByTestId('mail-search').press('Enter');
    await page.getByText('All folders', { exact: true }).click();
    // Until the answer is here, the row is still that of the sent message alone.
    const row = this.row(page, ARCHIVED);
    await row.getByTestId('mail-row-folder').filter({ hasText: 'Archive' }).click();
    const messages = page.getByTestId('mail-conversation-message');
    await messages.nth(1).waitFor();
    // The sent answer is among them, with its folder.
    await page.getByTestId('mail-conversation-folder').filter({ hasText: 'Sent' }).first().waitFor();
    await page.getByRole('button', { name: 'Expand all' }).click();
    await page.getByTestId('mail-frame').nth(1).waitFor();
    await page.getByTestId('mail-search').fill('');
    await page.getByTestId('mail-search').press('Enter');
  }

  private async chooseFolders(): Promise<void> {
    const { page } = this;
    const archive = page.getByRole('navigation', { name: 'Folders' }).getByText('Archive', { exact: true });
    await archive.click();
    await this.row(page, ARCHIVED).waitFor();
    await tickArchive(page);
    await archive.waitFor({ state: 'detached' });
    await this.row(page, ARCHIVED).waitFor({ state: 'detached' });
    // What was open is no longer here: one is back in the Inbox.
    await this.row(page, this.subject).waitFor();
    await tickArchive(page);
    await archive.click();
    await this.row(page, ARCHIVED).waitFor();
  }

  private async seeBlocks(): Promise<void> {
    const { page } = this;
    await page.goto(this.address(this.options.pageUid));
    await page.getByText(this.subject).first().waitFor();
    await page.getByRole('button', { name: 'Compose email' }).first().waitFor();
  }
}
