import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
let asked: string[] = [];

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  await stage.page.evaluate(() => localStorage.clear());
  const from = { from: [{ name: 'Anna', address: 'Anna@x.org' }] };
  stage.messages = [message(1, from), message(2, from), message(3), message(4, { ...from, folderId: '13' })];
  stage.answers['mailMessages:body'] = (_values, query) => ({
    ...{ id: query.get('filterByTk'), text: '', hasRemoteContent: true, attachments: [] },
    html: `<p>x</p><img src="https://canary.example/${query.get('filterByTk')}.gif">`,
  });
  asked = [];
  await stage.page.route('https://canary.example/**', (route) => {
    asked.push(new URL(route.request().url()).pathname);
    return route.abort();
  });
});

const open = async (n: number, folder = '10') => {
  await stage.page.goto(`${stage.base}/admin/mail?folder=${folder}&message=${100 - n}`);
  await stage.reader().locator('iframe[aria-busy="false"]').waitFor();
};
const always = () => stage.page.getByRole('button', { name: 'Always from' });
const once = () => stage.page.getByRole('button', { name: 'Show images' });
/** What would be asked for, is within this time. */
const settled = () => stage.page.waitForTimeout(500);

it('asks no other server before the reader says so, and then for this message alone', async () => {
  await open(1);
  await settled();
  expect(asked).toEqual([]);
  await once().click();
  await expect.poll(() => asked).toEqual(['/99.gif']);
  await open(2);
  await settled();
  expect(asked).toEqual(['/99.gif']);
});

it('shows the images of a sender always, once the reader says so, and not those of others', async () => {
  await open(1);
  await always().click();
  await expect.poll(() => asked).toEqual(['/99.gif']);
  await open(2);
  await expect.poll(() => asked).toEqual(['/99.gif', '/98.gif']);
  expect(await stage.page.getByText('Images from anna@x.org are always shown.').isVisible()).toBe(true);
  await open(3);
  await once().waitFor();
  await settled();
  expect(asked).toEqual(['/99.gif', '/98.gif']);
});

it('blocks them again', async () => {
  await open(1);
  await always().click();
  await stage.page.getByRole('button', { name: 'Block them again' }).click();
  await once().waitFor();
  asked = [];
  await open(2);
  await once().waitFor();
  await settled();
  expect(asked).toEqual([]);
});

it('trusts nobody in junk, nor a message of two senders', async () => {
  await open(1);
  await always().click();
  await expect.poll(() => asked).toEqual(['/99.gif']);
  await open(4, '13');
  await once().waitFor();
  await settled();
  expect([asked, await always().count()]).toEqual([['/99.gif'], 0]);
  stage.messages = [message(5, { from: [1, 2].map((n) => ({ name: '', address: `${n}@x.org` })) })];
  await open(5);
  await once().waitFor();
  expect(await always().count()).toBe(0);
});
