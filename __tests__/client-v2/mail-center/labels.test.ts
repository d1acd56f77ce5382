import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LabelView } from '../../../src/common';

import { MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
let work: LabelView;
let family: LabelView;

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => open());

/** A mailbox with two labels, of which the first message has one. */
async function open(size = {}): Promise<void> {
  await stage.open(size);
  family = stage.labels.add('Family', 'orange');
  work = stage.labels.add('Work', 'blue');
  stage.messages = [1, 2, 3, 4, 5].map((n) => message(n, { labels: n === 1 ? [work.id] : [] }));
  await stage.page.reload();
  await chips(1).waitFor();
}
const rowOf = (n: number) => stage.page.locator(`#mail-row-${100 - n}`);
const chips = (n: number) => rowOf(n).getByTestId('mail-row-labels');
const named = (n: number) => chips(n).locator('.label').allInnerTexts();
const dialog = () => stage.page.getByTestId('mail-label-dialog');
const field = () => stage.page.getByTestId('mail-label-find');
const option = (name: string) => dialog().getByRole('option', { name, exact: true });
const stateOf = (name: string) => option(name).getAttribute('aria-checked');
const press = (key: string) => stage.page.keyboard.press(key);
const labelled = () =>
  stage.asked.filter(([action]) => action === 'mailMessages:label').map(([, what]) => what);
const inSection = (name: string) =>
  stage.page.getByTestId('mail-labels').getByRole('treeitem', { name, exact: true });
const menuItem = (name: string) => stage.page.getByRole('menuitem', { name, exact: true });
/** Chooses the second and third message. */
const chooseTwo = async () => {
  await stage.row(2).click({ modifiers: ['Control'] });
  await stage.row(3).click({ modifiers: ['Control'] });
};

describe('labels of messages', () => {
  it('are in their rows, no more than two of them, and leave the subject its room', async () => {
    stage.labels.add('A rather long name of a label');
    stage.labels.add('Last');
    stage.messages = [
      message(1, { labels: stage.labels.rows.map(({ id }) => id), subject: 'Subject '.repeat(20) }),
    ];
    await stage.page.reload();
    await expect.poll(() => named(1)).toEqual(['A rather long name of a label', 'Family']);
    expect(await chips(1).locator('.more').innerText()).toBe('+2');
    const [subject, labels] = await Promise.all([
      rowOf(1).locator('.subject').boundingBox(),
      chips(1).boundingBox(),
    ]);
    expect(subject?.width).toBeGreaterThan(labels?.width ?? 0);
  });

  it('are added and removed by keyboard, and the focus goes back where it was', async () => {
    await stage.row(2).click();
    await stage.page.getByTestId('mail-list').focus();
    await press('l');
    await field().waitFor();
    await expect.poll(() => field().evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await stateOf('Work')).toBe('false');
    await stage.page.keyboard.type('wo');
    await press('Enter');
    await expect.poll(() => stateOf('Work')).toBe('true');
    expect(labelled()).toEqual([{ ids: ['98'], add: [work.id], remove: [] }]);
    // What is typed next replaces what was found.
    await stage.page.keyboard.type('fam');
    await press('ArrowDown');
    await press(' ');
    await expect.poll(() => stateOf('Family')).toBe('true');
    await expect.poll(() => named(2)).toEqual(['Family', 'Work']);
    await press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await stage.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
    expect(await stage.reader().count()).toBe(1);
  });
});
