import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { UnsubscribeNotice } from '../../../../src/common';
import { ReaderStage } from '../../browser/reader-stage';

const stage = new ReaderStage();
beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => {
  stage.posted = [];
  stage.answers['mailMessages:unsubscribe'] = () => ({ body: '{"data":{}}' });
});

const LIST: UnsubscribeNotice = { kind: 'unsubscribe', way: 'request', target: 'lists.x.org', done: false };
const show = (part: Partial<UnsubscribeNotice> = {}) => stage.show({}, { notices: [{ ...LIST, ...part }] });
const line = () => stage.page.getByTestId('mail-unsubscribe');
const dialog = () => stage.page.getByRole('dialog');
const click = (name: string) => dialog().getByRole('button', { name }).click();
const ask = () => line().getByRole('button', { name: 'Unsubscribe' }).click();

it('asks before anything is sent, and says to whom', async () => {
  await show();
  await ask();
  await dialog().getByText('lists.x.org is asked to remove your address. No page opens.').waitFor();
  await click('Cancel');
  await dialog().waitFor({ state: 'detached' });
  expect(stage.posted).toEqual([]);
  await ask();
  await click('Unsubscribe');
  await line().getByText('You unsubscribed from this mailing list.').waitFor();
  expect(stage.posted).toMatchObject([
    ['mailMessages:unsubscribe', { key: expect.stringMatching(/^[\da-f]{32}$/) as string }],
  ]);
  await dialog().waitFor({ state: 'detached' });
});

it('says why it did not work, and can be tried again', async () => {
  stage.answers['mailMessages:unsubscribe'] = () => ({
    ...{ status: 502, body: '{"errors":[{"code":"unsubscribe-failed","message":"Not accepted."}]}' },
  });
  await show({ way: 'mail', target: 'out@x.org' });
  await ask();
  await dialog().getByText('A message that asks for it is sent to out@x.org.').waitFor();
  await click('Unsubscribe');
  await stage.page.getByText('Not accepted.').waitFor();
  expect(await line().getByRole('button', { name: 'Unsubscribe' }).isVisible()).toBe(true);
  await dialog().waitFor({ state: 'detached' });
});

it('opens a page only when the reader says so, and in a tab of its own', async () => {
  await stage.page.context().route('https://x.org/**', (route) => route.fulfill({ body: 'bye' }));
  await show({ way: 'page', target: 'x.org', url: 'https://x.org/leave' });
  await ask();
  const [page] = await Promise.all([stage.page.context().waitForEvent('page'), click('Open the page')]);
  await expect.poll(() => page.url()).toBe('https://x.org/leave');
  expect(await page.evaluate(() => [(window.opener as unknown) === null, document.referrer])).toEqual([
    true,
    '',
  ]);
  await page.close();
  expect(stage.posted).toEqual([]);
});

it('says what was done before, and marks what its sender marked', async () => {
  await show({ done: true });
  await line().getByText('You unsubscribed from this mailing list.').waitFor();
  expect(await line().getByRole('button').count()).toBe(0);
  await stage.show({}, { notices: [{ kind: 'importance', level: 'high' }, { kind: 'pgp-encrypted' }] });
  expect(await stage.page.getByTestId('mail-importance').textContent()).toContain('as important');
  expect(await stage.page.getByText(/OpenPGP/).isVisible()).toBe(true);
});
