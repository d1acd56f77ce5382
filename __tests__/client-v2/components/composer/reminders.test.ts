import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dayOf, reminderText } from '../../../../src/client-v2/components/reminders/reminder-text';
import { faultsIn } from '../../browser/axe';
import { ada, ComposerStage } from '../../browser/composer-stage';

describe('a reminder', () => {
  const t = (key: string, values = {}) => `${key} ${JSON.stringify(values)}`;
  it('is named by its days or its day', () => {
    const day = (iso: string) => `on ${new Date(iso).getDate()}`;
    expect(reminderText({ days: 7 }, t, day)).toBe('In 1 week {}');
    expect(reminderText({ days: 5 }, t, day)).toBe('In {{count}} days {"count":5}');
    expect(reminderText({ on: '2026-12-24' }, t, day)).toBe('on 24');
    expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });
});

describe('whoever sends a message', () => {
  const stage = new ComposerStage();
  const { composer, compose } = stage;
  beforeAll(() => stage.start());
  afterAll(() => stage.stop());
  beforeEach(async () => {
    await stage.reset();
    await compose({ to: [ada], subject: 'Offer', html: '<p>?</p>' });
  });

  const menu = () => stage.page.getByTestId('mail-send-later');
  const item = (name: string) => stage.page.getByRole('menuitem', { name });
  const choose = async (name: string) => {
    await menu().click();
    await item(name).click();
  };
  const tags = () => composer().locator('.ant-tag').allInnerTexts();
  const send = async () => {
    await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect.poll(() => stage.sent.length).toBe(1);
    return stage.sent[0];
  };

  it('can be reminded after some days, and sees it until then', async () => {
    await choose('In 3 days');
    await expect.poll(tags).toEqual(['Ada', 'Reminder if nobody answers: In 3 days']);
    expect(await faultsIn(stage.page, '[data-testid="mail-composer"]')).toEqual([]);
    await menu().click();
    await item('In 3 days').locator('.anticon-check, [aria-label]').first().waitFor();
    await stage.page.keyboard.press('Escape');
    expect(await send()).toMatchObject({ remind: { days: 3 } });
  });

  it('changes their mind by the menu or the tag', async () => {
    await choose('In 1 week');
    await choose('In 2 weeks');
    await expect.poll(tags).toEqual(['Ada', 'Reminder if nobody answers: In 2 weeks']);
    await choose('No reminder');
    await expect.poll(tags).toEqual(['Ada']);
    await choose('In 1 day');
    await stage.page.getByLabel('Remove Reminder if nobody answers: In 1 day').click();
    await expect.poll(tags).toEqual(['Ada']);
    expect(await send()).not.toHaveProperty('remind');
  });

  it('can be reminded on a day', async () => {
    await choose('Choose a day…');
    const dialog = stage.page.getByRole('dialog');
    const ok = dialog.getByRole('button', { name: 'Remind me' });
    const now = new Date();
    const field = dialog.getByRole('textbox', { name: 'Date' });
    await field.fill(dayOf(now));
    await field.press('Enter');
    // Today has begun.
    expect(await ok.isDisabled()).toBe(true);
    expect(await faultsIn(stage.page, '.ant-modal')).toEqual([]);
    const day = dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 20));
    await field.fill(day);
    await field.press('Enter');
    await expect.poll(() => ok.isEnabled()).toBe(true);
    await ok.click();
    await expect.poll(async () => (await tags()).length).toBe(2);
    expect(await send()).toMatchObject({ remind: { on: day } });
  });

  it('finds it again in the draft', async () => {
    await choose('In 1 week');
    await expect.poll(() => stage.drafts.rows.at(-1)?.draft.remind).toEqual({ days: 7 });
    await stage.page.reload();
    await stage.text().waitFor();
    await expect.poll(tags).toEqual(['Ada', 'Reminder if nobody answers: In 1 week']);
  });

  it('reaches the whole menu by keyboard, and on a low screen', async () => {
    await stage.page.setViewportSize({ width: 390, height: 420 });
    await menu().focus();
    await stage.page.keyboard.press('Enter');
    await expect
      .poll(() => stage.page.evaluate(() => document.activeElement?.textContent))
      .toContain('Tomorrow morning');
    // The last item is above the first.
    await stage.page.keyboard.press('ArrowUp');
    await expect
      .poll(() => stage.page.evaluate(() => document.activeElement?.textContent))
      .toContain('30 seconds');
    const box = () => item('30 seconds').boundingBox();
    await expect.poll(async () => (await box())?.y ?? -1).toBeGreaterThan(0);
    await expect
      .poll(async () => ((await box())?.y ?? 999) + ((await box())?.height ?? 0))
      .toBeLessThanOrEqual(420);
  });
});
