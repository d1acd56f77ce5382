import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.open());

const key = (name: string) => stage.page.keyboard.press(name);
const inline = () => stage.reader().getByTestId('mail-composer-inline');
const docked = () => stage.page.getByTestId('mail-composer-dock').getByTestId('mail-composer');
const text = () => stage.page.locator('.tiptap');
const button = (name: string) => stage.page.getByRole('button', { name, exact: true });
const isFocused = () => stage.page.evaluate(() => document.activeElement?.classList.contains('tiptap'));

async function read(n: number): Promise<void> {
  await stage.row(n).click();
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe(`Subject ${n}`);
  await stage
    .reader()
    .getByText(`Text of ${100 - n}`)
    .waitFor({ state: 'attached' });
}

/** Answers the n-th message with a key and some words. */
async function answer(n: number, words: string, command = 'r'): Promise<void> {
  await read(n);
  await key(command);
  await inline().waitFor();
  await expect.poll(isFocused).toBe(true);
  await stage.page.keyboard.type(words);
}

it('an answer is written below what it answers, and covers nothing of it', async () => {
  await answer(2, 'yes please');
  const [above, below] = [
    await stage.page.getByTestId('mail-text').boundingBox(),
    await inline().boundingBox(),
  ];
  expect(above && below && above.y + above.height <= below.y).toBe(true);
  expect(below && below.y + below.height <= 900).toBe(true);
  // What most answers need: the subject is in the title, and there is one sender.
  expect(await inline().getByLabel('Subject', { exact: true }).count()).toBe(0);
  expect(await inline().getByText('me@x.org').count()).toBe(0);
  await inline().getByText('Re: Subject 2').waitFor();
  await inline().getByRole('button', { name: 'Subject' }).click();
  expect(await inline().getByLabel('Subject', { exact: true }).inputValue()).toBe('Re: Subject 2');
  expect(stage.asked).toEqual([]);
});

it('is all in sight once it is open, however long the message is', async () => {
  const text = Array.from({ length: 60 }, (_, line) => `Line ${line}`).join('\n');
  stage.answers['mailMessages:body'] = (_values, query) => ({
    ...{ id: query.get('filterByTk'), html: '', text, hasRemoteContent: false, attachments: [] },
  });
  await stage.row(2).click();
  await stage.reader().getByText('Line 59').waitFor({ state: 'attached' });
  await key('r');
  await inline().getByRole('toolbar', { name: 'Text formatting' }).waitFor();
  await expect
    .poll(() => button('Send').evaluate((element) => element.getBoundingClientRect().bottom <= innerHeight))
    .toBe(true);
});

it('grows with its text, and scrolls within itself once it fills most of the window', async () => {
  await answer(2, 'a');
  const height = async () => (await inline().boundingBox())?.height ?? 0;
  const small = await height();
  for (let line = 0; line < 60; line++) await key('Enter');
  await expect.poll(height).toBeGreaterThan(small + 100);
  expect(await height()).toBeLessThanOrEqual(660);
  await button('Send').waitFor();
  expect(
    await button('Send').evaluate((element) => element.getBoundingClientRect().bottom <= innerHeight),
  ).toBe(true);
});

it('moves to a window of its own and into the middle, with its history and the cursor', async () => {
  await answer(2, 'one');
  await button('Bulleted list').click();
  await button('Open in a window').click();
  await docked().waitFor();
  expect(await inline().count()).toBe(0);
  expect(await docked().getByLabel('Subject', { exact: true }).inputValue()).toBe('Re: Subject 2');
  await stage.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await text().click();
  await key('Control+z');
  await expect.poll(() => text().locator('li').count()).toBe(0);
  expect(await text().innerText()).toContain('one');
  await button('Larger').click();
  await expect.poll(async () => (await stage.page.getByRole('dialog').boundingBox())?.width).toBe(1040);
});

it('keeps the focus while it moves', async () => {
  await answer(2, 'one ');
  await button('Open in a window').dispatchEvent('click');
  await docked().waitFor();
  expect(await isFocused()).toBe(true);
  await stage.page.keyboard.type('two');
  await expect.poll(() => text().innerText()).toContain('one two');
});

it('waits with the other windows while its message is not on screen, and an empty one is gone', async () => {
  await answer(2, 'later');
  await expect.poll(() => stage.drafts.list().length).toBe(1);
  await read(3);
  await docked().getByText('Re: Subject 2').waitFor();
  await key('r');
  await inline().getByText('Re: Subject 3').waitFor();
  await expect.poll(() => stage.page.getByTestId('mail-composer').count()).toBe(2);
  // The windows at the bottom of the page leave its buttons free.
  const send = inline().getByRole('button', { name: 'Send', exact: true });
  await send.hover({ trial: true });
  await stage.page.setViewportSize({ width: 1024, height: 500 });
  await send.hover({ trial: true });
  await stage.page.setViewportSize({ width: 1440, height: 900 });
  await read(2);
  await inline().getByText('later').waitFor();
  await expect.poll(() => stage.page.getByTestId('mail-composer').count()).toBe(1);
  // From the strip it opens as a window.
  await read(4);
  await docked().getByText('Re: Subject 2').click();
  await expect
    .poll(() => text().evaluate((element) => element.getBoundingClientRect().top < innerHeight))
    .toBe(true);
});

it('is returned to, rather than begun again; an answer of another kind puts it aside', async () => {
  await answer(2, 'once');
  await stage.page.getByTestId('mail-list').focus();
  await key('r');
  await expect.poll(isFocused).toBe(true);
  expect(await stage.page.getByTestId('mail-composer').count()).toBe(1);
  await stage.page.getByTestId('mail-list').focus();
  await key('f');
  await inline().getByText('Fwd: Subject 2').first().waitFor();
  await docked().getByText('Re: Subject 2').waitFor();
  await stage.page.getByTestId('mail-list').focus();
  await key('a');
  // The forward had nothing in it yet.
  await inline().getByText('Re: Subject 2').waitFor();
  await expect.poll(() => stage.page.getByTestId('mail-composer').count()).toBe(2);
});

it('is below the message of the conversation that it answers', async () => {
  stage.messages = [message(1, { threadKey: 't' }), message(2, { threadKey: 't' })];
  await stage.page.reload();
  await stage.row(1).click();
  const members = stage.page.getByTestId('mail-conversation-message');
  await members.nth(1).getByText('Text of 99').waitFor();
  await members.nth(0).click();
  await members.nth(0).getByRole('button', { name: 'Reply', exact: true }).click();
  await members.nth(0).getByTestId('mail-composer-inline').getByText('Re: Subject 2').waitFor();
  await stage.page
    .getByRole('toolbar', { name: 'Mail actions' })
    .getByRole('button', { name: 'Reply', exact: true })
    .click();
  await members.nth(1).getByTestId('mail-composer-inline').getByText('Re: Subject 1').waitFor();
  await expect.poll(() => stage.page.getByTestId('mail-composer').count()).toBe(2);
});

it('is there again after the page is loaded anew', async () => {
  await answer(2, 'kept');
  await expect.poll(() => stage.drafts.list().length).toBe(1);
  await stage.page.reload();
  await inline().getByText('kept').waitFor();
  expect(await docked().count()).toBe(0);
});

it('has the whole screen on a phone', async () => {
  await stage.open({ width: 390, height: 844 });
  await read(2);
  await stage.reader().getByRole('button', { name: 'Reply', exact: true }).click();
  await docked().waitFor();
  expect(await stage.page.getByRole('dialog').boundingBox()).toMatchObject({
    x: 0,
    y: 0,
    width: 390,
    height: 844,
  });
});
