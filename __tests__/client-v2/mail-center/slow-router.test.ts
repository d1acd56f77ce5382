import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MailCenterStage } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  await stage.row(1).click();
  await title('Subject 1');
});

const title = (subject: string) => expect.poll(() => stage.reader().getAttribute('aria-label')).toBe(subject);
const delay = (milliseconds: number) =>
  stage.page.evaluate((time) => {
    window.routerDelay = time;
  }, milliseconds);
const press = (key: string) => stage.page.keyboard.press(key);
const shown = () => new URL(stage.page.url()).searchParams.get('message');
const archived = () =>
  stage.asked.filter(([action]) => action === 'mailMessages:archive').map(([, { ids }]) => ids);

/** The host renders its whole page before its router shows where it has gone. Nobody waits for that. */
describe('before the router has arrived', () => {
  it('a key applies to the message that was clicked', async () => {
    await delay(1_500);
    await stage.row(3).click();
    await press('e');
    await expect.poll(archived).toEqual([['97']]);
  });

  it('a key applies to the message that the keys have reached', async () => {
    await delay(1_500);
    for (const key of ['j', 'j', 'e']) await press(key);
    await expect.poll(archived).toEqual([['97']]);
  });

  it('the message is shown, and stays when the router arrives at one that was passed', async () => {
    await delay(700);
    await press('j');
    await title('Subject 2');
    await press('j');
    await title('Subject 3');
    await stage.page.waitForTimeout(300);
    const seen = new Set<string | null>();
    for (let look = 0; look < 30; look++) {
      seen.add(await stage.reader().getAttribute('aria-label'));
      await stage.page.waitForTimeout(50);
    }
    expect([[...seen], shown()]).toEqual([['Subject 3'], '97']);
  });

  it('going back leads to what was there before', async () => {
    await delay(1_000);
    await stage.row(3).click();
    await title('Subject 3');
    await stage.page.goBack();
    await stage.reader().waitFor({ state: 'detached' });
    expect(shown()).toBeNull();
    await stage.page.waitForTimeout(1_200);
    expect(await stage.reader().count()).toBe(0);
  });

  it('a folder is open at once', async () => {
    await delay(1_500);
    await stage.page.getByText('Archive', { exact: true }).first().click();
    await stage.page.getByTestId('mail-list-empty').waitFor({ timeout: 1_000 });
  });
});
