/**
 * How much typing is lost when something is killed at a random moment: the browser, the tab, the server, or the
 * network and then the browser. A real host on SQLite, a real Chromium whose profile survives it. Counts how many
 * rounds lost at most two seconds of typing. The argument is the number of rounds.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import type { Page } from 'playwright-core';
import { ALEX } from '../../__tests__/bed/seed';
import { DEMO_USER, signIn } from '../../__tests__/e2e/prepare';
import { saveSettings, settingsFor } from '../../__tests__/e2e/signedIn';
import { setStage } from '../../__tests__/e2e/stage';
import type { DraftSummary, DraftView } from '../../src/common';
import { htmlToText } from '../../src/server/mime/plain';
import { MortalBrowser } from './drafts/browser.mts';
import { median, rounded } from './lib/figures.mts';
import { Random } from './lib/random.mts';

const ALLOWED = 2_000;
/** Milliseconds that a browser or server that is back has to store what it finds. */
const PATIENCE = 90_000;
const VICTIMS = ['browser', 'tab', 'server', 'network'] as const;

const rounds = Number(process.argv[2] ?? 100);
const random = new Random(Number(process.argv[3] ?? 1));
const { bed, host, close } = await setStage();
const profile = await mkdtemp(path.join(tmpdir(), 'mail-bench-browser-'));
const browser = new MortalBrowser(profile);
const { token = '' } = await signIn(host, DEMO_USER);

async function openMail(page: Page): Promise<void> {
  await page.goto(`${host.url}v/admin/mail`);
  await page.evaluate((value) => {
    localStorage.setItem('NOCOBASE_TOKEN', value);
    localStorage.setItem('NOCOBASE_AUTH', 'basic');
  }, token);
  await page.goto(`${host.url}v/admin/mail`);
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const composerOf = (page: Page) => page.getByTestId('mail-composer');

/** Starts a message whose subject tells its draft from the others. */
async function begin(page: Page, subject: string): Promise<void> {
  await page.getByTestId('mail-compose').click();
  await composerOf(page).getByRole('textbox', { name: 'Subject' }).fill(subject);
  await composerOf(page).locator('.ProseMirror').click();
}

interface Typed {
  /** Everything that was typed. */
  text: string;
  /** When each character was on screen. */
  at: number[];
}

/** Types until something stops it. Each word is different, so that it's certain what was kept. */
async function type(page: Page, typed: Typed, stopped: { at: number }): Promise<void> {
  for (let word = 0; stopped.at === 0; word++) {
    for (const key of `w${word} `) {
      try {
        await page.keyboard.type(key);
      } catch {
        return;
      }
      if (stopped.at !== 0) return;
      typed.text += key;
      typed.at.push(Date.now());
      await sleep(20 + random.below(120));
    }
  }
}

/** The longest text that is stored with this subject: a draft that rests moves from the list to the mailbox. */
async function storedText(subject: string): Promise<string> {
  const caller = await signIn(host, DEMO_USER);
  const { data } = await caller.get<DraftSummary[]>('mailDrafts:list');
  const texts = [''];
  for (const { id } of data.filter((draft) => draft.subject === subject)) {
    const draft = await caller.get<DraftView>('mailDrafts:get', { query: { filterByTk: id } });
    texts.push(htmlToText(draft.data.draft.html));
  }
  const mailbox = bed.mailbox(ALEX.address);
  for (const mail of await mailbox.list('Drafts'))
    if (mail.subject === subject)
      texts.push((await simpleParser(await mailbox.source('Drafts', mail.uid))).text ?? '');
  return texts.sort((one, other) => other.length - one.length)[0] ?? '';
}

/** Milliseconds before the kill from which nothing was kept; 0 if nothing is missing. */
function lostIn({ text, at }: Typed, kept: string, killedAt: number): number {
  let same = 0;
  while (same < text.length && kept[same] === text[same]) same++;
  // A space at the end of a paragraph isn't always written.
  return text.slice(same).trim() === '' ? 0 : killedAt - (at[same] ?? killedAt);
}

async function kill(victim: (typeof VICTIMS)[number], page: Page, stopped: { at: number }): Promise<void> {
  const goesOn = () => sleep(random.below(4_000));
  switch (victim) {
    case 'browser':
      stopped.at = Date.now();
      return browser.kill();
    case 'tab': {
      const session = await page.context().newCDPSession(page);
      stopped.at = Date.now();
      await Promise.race([session.send('Page.crash').catch(() => undefined), sleep(1_000)]);
      return browser.kill();
    }
    case 'server':
      await host.kill();
      await goesOn();
      stopped.at = Date.now();
      // Half of the time, the writer's browser ends before the server is back.
      if (random.chance(0.5)) await browser.kill();
      return host.restart();
    case 'network':
      await page.context().setOffline(true);
      await goesOn();
      stopped.at = Date.now();
      return browser.kill();
  }
}

const lost: Record<string, number[]> = {};
try {
  await saveSettings(host, settingsFor(bed));
  let page = await browser.start();
  await openMail(page);
  await page.getByTestId('mail-connect-microsoft').first().click();
  await page.locator(`[data-account="${ALEX.address}"]`).click();
  await page.getByTestId('mail-list-empty').waitFor();
  for (let round = 0; round < rounds; round++) {
    const subject = `Round ${round}`;
    const victim = VICTIMS[round % VICTIMS.length] ?? 'browser';
    const typed: Typed = { text: '', at: [] };
    const stopped = { at: 0 };
    await begin(page, subject);
    const typing = type(page, typed, stopped);
    await sleep(300 + random.below(6_000));
    await kill(victim, page, stopped);
    await typing;
    await browser.kill();
    page = await browser.start();
    await openMail(page);
    await page.getByTestId('mail-compose').waitFor();
    let least = Infinity;
    for (const until = Date.now() + PATIENCE; least > 0 && Date.now() < until; await sleep(500)) {
      const missing = lostIn(typed, await storedText(subject), stopped.at);
      // Once nothing changes any more, this is what was lost.
      if (missing <= ALLOWED && missing === least) break;
      least = missing;
    }
    (lost[victim] ??= []).push(least);
    console.log(`${subject}, ${victim}: ${typed.text.length} characters, ${least} ms lost`);
  }
} finally {
  await browser.kill();
  await close();
  await rm(profile, { recursive: true, force: true });
}
const all = Object.values(lost).flat();
console.log(
  JSON.stringify({
    ...{ bench: 'drafts', rounds, kept: all.filter((each) => each <= ALLOWED).length },
    lost: { median: rounded(median(all), 0), worst: Math.max(...all) },
    worst: Object.fromEntries(Object.entries(lost).map(([victim, each]) => [victim, Math.max(...each)])),
  }),
);
process.exit();
