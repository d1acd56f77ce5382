import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MailCenterStage } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const WORDS = 'Dear Xenia, yes please. !#?';

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.open());

/** Everything the composer needs comes late: the message, the code, the accounts. */
async function slowly(work: () => Promise<void>): Promise<void> {
  let arrive = (): void => undefined;
  stage.chunkGate = new Promise<void>((resolve) => (arrive = resolve));
  stage.holds = new Set(['mailMessages:get', 'mailAccounts:list']);
  await work();
  stage.holds.clear();
  for (const held of stage.held) held.answer();
  arrive();
}
const text = () => stage.page.getByTestId('mail-composer').getByRole('textbox', { name: 'Text of the mail' });

it.each(['r', 'a'])(
  'writes what is typed right after %s into the answer, and does nothing else',
  async (key) => {
    await stage.row(2).click();
    await stage.reader().getByText('Text of').waitFor({ state: 'attached' });
    await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
    await slowly(async () => {
      await stage.page.keyboard.press(key);
      await stage.page.keyboard.type(WORDS.slice(0, 12));
      await stage.page.keyboard.press('Backspace');
      await stage.page.keyboard.type(WORDS.slice(11));
    });
    await expect.poll(() => text().textContent()).toBe(WORDS);
    await stage.page.keyboard.type(' Then more');
    expect(await text().textContent()).toBe(`${WORDS} Then more`);
    expect(await stage.page.getByTestId('mail-composer').count()).toBe(1);
    expect(stage.asked).toEqual([]);
  },
);

it.each(['c', 'f'])('writes what is typed right after %s to where the cursor comes', async (key) => {
  await stage.row(2).click();
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  await slowly(async () => {
    await stage.page.keyboard.press(key);
    await stage.page.keyboard.type('reachable easy');
  });
  const to = stage.page.getByLabel('To: add an address');
  await expect.poll(() => to.inputValue()).toBe('reachable easy');
  expect(await stage.page.getByTestId('mail-composer').count()).toBe(1);
  expect(stage.asked).toEqual([]);
});

it('takes what is typed after a click on Reply as well', async () => {
  await stage.row(2).click();
  // The message itself is there; what comes late is the answer to it.
  await stage.reader().getByRole('button', { name: 'Reply', exact: true }).waitFor();
  await slowly(async () => {
    await stage.reader().getByRole('button', { name: 'Reply', exact: true }).click();
    await stage.page.keyboard.type(WORDS);
  });
  await expect.poll(() => text().textContent()).toBe(WORDS);
  expect(stage.asked).toEqual([]);
});

it('gives the keys back to the list when the message cannot be read, or Escape is pressed', async () => {
  await stage.row(2).click();
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  stage.answers['mailMessages:get'] = () => undefined;
  await stage.page.keyboard.press('r');
  await stage.page.getByText('Refused: not-found').waitFor();
  await stage.page.keyboard.press('s');
  await expect.poll(() => stage.asked).toEqual([['mailMessages:flag', { ids: ['98'], flagged: true }]]);
  stage.holds.add('mailMessages:get');
  await stage.page.keyboard.press('r');
  await stage.page.keyboard.type('e');
  await stage.page.keyboard.press('Escape');
  await stage.page.keyboard.press('u');
  await expect.poll(() => stage.asked.length).toBe(2);
  expect(stage.asked[1]).toEqual(['mailMessages:flag', { ids: ['98'], seen: false }]);
});
