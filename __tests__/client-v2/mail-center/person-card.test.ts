import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const card = () => stage.page.getByTestId('mail-person-card');
const open = async () => {
  await stage.row(2).click();
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  await stage.reader().getByTestId('mail-person').first().click();
  await card().waitFor();
};

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  const standard = stage.messages;
  stage.answers['mailMessages:page'] = (_values, query) => {
    if (query.get('address') === 's2@x.org') return [message(4, { subject: 'Latest of all' })];
    if (query.get('threadKey'))
      return standard.filter(({ threadKey }) => threadKey === query.get('threadKey'));
    return standard;
  };
});

it('shows who somebody is and what was last written, and leads there', async () => {
  await open();
  await card().getByText('s2@x.org').waitFor();
  await card().getByText('Latest of all').click();
  await expect.poll(() => new URL(stage.page.url()).search).toBe('?folder=10&message=96');
});

it('finds everything with the person', async () => {
  await open();
  await card().getByRole('button', { name: 'All messages' }).click();
  await card().waitFor({ state: 'detached' });
  await expect
    .poll(() => new URL(stage.page.url()).searchParams.get('q'))
    .toBe('from:"s2@x.org" OR to:"s2@x.org" OR cc:"s2@x.org"');
  expect(new URL(stage.page.url()).searchParams.get('in')).toBe('all');
});

it('writes to the person', async () => {
  await open();
  await card().getByRole('button', { name: 'Write' }).click();
  await stage.page.getByTestId('mail-composer').getByText('Sender 2').waitFor();
});

it('has the keys while it is open, and gives them back', async () => {
  await stage.row(2).click();
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  await stage.reader().getByTestId('mail-person').first().focus();
  await stage.page.keyboard.press('Enter');
  await card().waitFor();
  await expect.poll(() => card().evaluate((element) => element === document.activeElement)).toBe(true);
  await stage.page.keyboard.press('e');
  expect(stage.asked).toEqual([]);
  await stage.page.keyboard.press('Escape');
  await card().waitFor({ state: 'detached' });
  // The message is still open, and so is the place of the keys.
  expect(await stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  expect(await stage.page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe(
    'mail-person',
  );
});

it('is there for recipients too', async () => {
  await stage.row(2).click();
  await stage.reader().getByRole('button', { name: 'To Me' }).click();
  await stage.reader().getByTestId('mail-person').filter({ hasText: 'Me' }).click();
  await card().getByText('me@x.org').waitFor();
});

it('keeps to a narrow screen', async () => {
  await stage.page.setViewportSize({ width: 390, height: 800 });
  await open();
  const box = await card().boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
});
