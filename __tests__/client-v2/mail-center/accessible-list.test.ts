import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { faultsIn } from '../browser/axe';
import { MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const PANE = '[data-testid="mail-list-pane"]';

const faults = (place: string) => faultsIn(stage.page, place);

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.open());

it.each(['light', 'dark'] as const)(
  'of the list nothing is out of reach or too faint in %s',
  async (scheme) => {
    const participants = ['Karla Roth', 'Jonas Winter'].map((name) => ({
      name,
      address: `${name[0]}@x.org`,
    }));
    const conversation = { total: 7, unread: 2, flagged: 0, hasAttachments: true, participants };
    // Each of the colours that people have.
    stage.messages = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => message(n));
    stage.messages[0] = { ...stage.messages[0], seen: false, flagged: true, answered: true, bounced: true };
    stage.messages[1] = { ...stage.messages[1], seen: false, conversation };
    await stage.page.emulateMedia({ colorScheme: scheme });
    await stage.page.reload();
    await stage.row(1).click();
    await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 1');
    await stage.row(2).hover();
    expect(await faults(PANE)).toEqual([]);
    await stage.row(3).click({ modifiers: ['Control'] });
    await stage.page.evaluate(() => localStorage.setItem('mail-center:list-view', 'compact 1'));
    await stage.page.getByTestId('mail-bulk-count').waitFor();
    expect(await faults(PANE)).toEqual([]);
    await stage.page.reload();
    await stage.row(1).waitFor();
    expect(await faults(PANE)).toEqual([]);
    await stage.page.getByTestId('mail-search').fill('subject text sender from: form:anna is:');
    await stage.page.getByTestId('mail-search-hint').first().waitFor();
    await stage.page.locator('mark').first().waitFor();
    await stage.page.keyboard.press('ArrowDown');
    await expect.poll(() => stage.page.getByRole('option', { selected: true }).count()).toBe(1);
    expect(await faults(PANE)).toEqual([]);
    await stage.page.keyboard.press('Escape');
    await stage.page.keyboard.press('Escape');
    await stage.row(2).click({ button: 'right' });
    await stage.page.getByRole('menu').waitFor();
    expect(await faults('.ant-dropdown')).toEqual([]);
    await stage.page.getByRole('menuitem', { name: 'Move to…' }).click();
    await stage.page.getByTestId('mail-move-find').waitFor();
    expect(await faults('.ant-modal')).toEqual([]);
    expect(await faults('nav')).toEqual([]);
  },
  // Each look at the page takes seconds.
  180_000,
);

it('is one stop for the Tab key, whose row is named to whoever listens', async () => {
  await stage.row(2).click();
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  const focus = () => stage.page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
  expect(await focus()).toBe('mail-list');
  const grid = stage.page.getByTestId('mail-list');
  const name = () => grid.getAttribute('aria-activedescendant');
  expect(await name()).toBe('mail-row-98');
  await stage.page.keyboard.press('ArrowDown');
  await expect.poll(name).toBe('mail-row-97');
  await stage.page.keyboard.press('Tab');
  expect(await stage.page.evaluate(() => document.activeElement?.closest('[role=grid]'))).toBeNull();
  await stage.page.keyboard.press('Shift+Tab');
  expect(await focus()).toBe('mail-list');
  const row = stage.page.getByRole('row', { name: /Sender 3.*Subject 3/ });
  expect(await row.getAttribute('aria-current')).toBe('true');
  expect(await row.getAttribute('aria-rowindex')).toBe('4');
});
