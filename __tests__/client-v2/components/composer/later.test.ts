import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { laterTimes } from '../../../../src/client-v2/components/composer/later/send-later';
import { ada, ComposerStage } from '../../browser/composer-stage';

describe('the times that are offered', () => {
  const offered = (now: string) =>
    laterTimes(new Date(now)).map(({ label, at }) => `${label}: ${at.toString().slice(0, 21)}`);

  it('are tomorrow’s and next Monday’s, each once', () => {
    expect(offered('2026-11-25T15:20:00')).toEqual([
      'Tomorrow morning: Thu Nov 26 2026 08:00',
      'Tomorrow afternoon: Thu Nov 26 2026 13:00',
      'Monday morning: Mon Nov 30 2026 08:00',
    ]);
    expect(offered('2026-11-29T15:20:00')).toEqual([
      'Tomorrow morning: Mon Nov 30 2026 08:00',
      'Tomorrow afternoon: Mon Nov 30 2026 13:00',
    ]);
    expect(offered('2026-11-30T00:00:00').at(-1)).toBe('Monday morning: Mon Dec 07 2026 08:00');
  });

  it('are the hours of the clock on the wall, whatever is changed in the night between', () => {
    // Where clocks change, these nights have 23 and 25 hours; elsewhere nothing is special about them.
    for (const day of ['2026-03-28', '2026-10-24', '2026-03-07', '2026-10-31', '2026-12-31'])
      for (const { at } of laterTimes(new Date(`${day}T23:30:00`)))
        expect([at.getHours(), at.getMinutes()]).toEqual([at.getHours() === 13 ? 13 : 8, 0]);
  });
});

describe('a message that is sent', () => {
  const stage = new ComposerStage();
  const { composer, text, compose } = stage;
  beforeAll(() => stage.start());
  afterAll(() => stage.stop());
  beforeEach(async () => {
    await stage.reset();
    stage.waits = true;
  });

  const send = () => stage.page.getByRole('button', { name: 'Send', exact: true });
  const toast = (words: string) => stage.page.locator('.ant-message-notice').filter({ hasText: words });
  const undo = () => stage.page.getByTestId('mail-undo-send');
  const choose = async (name: string) => {
    await stage.page.getByTestId('mail-send-later').click();
    await stage.page.getByRole('menuitem', { name }).click();
  };

  it('can be taken back for a moment, and is written on', async () => {
    await compose({ to: [ada], subject: 'Too soon' });
    await text().pressSequentially('words');
    await send().click();
    await composer().waitFor({ state: 'detached' });
    expect(stage.asked).toMatchObject([{ delay: 5000, subject: 'Too soon' }]);
    await undo().click();
    await toast('Not sent').waitFor();
    await expect.poll(() => text().innerText()).toContain('words');
    const first = stage.asked[0]?.key;
    await send().click();
    await composer().waitFor({ state: 'detached' });
    expect(stage.asked[1]).toMatchObject({ key: first, subject: 'Too soon' });
  });

  it('goes at once where somebody wants it so, also next time', async () => {
    await compose({ to: [ada], subject: 'Now' });
    await choose('None');
    stage.waits = false;
    await send().click();
    await toast('Sent').waitFor();
    expect(stage.asked).toMatchObject([{ delay: 0 }]);
    await stage.page.reload();
    await compose({ to: [ada], subject: 'Now again' });
    await send().click();
    await composer().waitFor({ state: 'detached' });
    expect(stage.asked[1]).toMatchObject({ delay: 0 });
  });

  it('can be sent later by keyboard alone', async () => {
    await compose({ to: [ada], subject: 'By key' });
    await stage.page.getByTestId('mail-send-later').focus();
    await stage.page.keyboard.press('Enter');
    await stage.page.getByRole('menuitem', { name: 'Tomorrow morning' }).waitFor();
    await expect
      .poll(() => stage.page.evaluate(() => document.activeElement?.closest('[role=menu]') !== null))
      .toBe(true);
    await stage.page.keyboard.press('ArrowDown');
    await stage.page.keyboard.press('Enter');
    await composer().waitFor({ state: 'detached' });
    expect(stage.asked).toMatchObject([{ subject: 'By key', sendAt: expect.any(String) as string }]);
  });

  it('goes tomorrow morning, and says so', async () => {
    await compose({ to: [ada], subject: 'Tomorrow' });
    const [morning] = await stage.page.evaluate(() => {
      const now = new Date();
      return [new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 8).toISOString()];
    });
    await choose('Tomorrow morning');
    await toast('Will be sent').waitFor();
    expect(stage.asked).toMatchObject([{ sendAt: morning, subject: 'Tomorrow' }]);
    expect(stage.asked[0]).not.toHaveProperty('delay');
    await undo().click();
    await composer().waitFor();
  });

  it('goes at a time that is picked, in the future', async () => {
    await compose({ to: [ada], subject: 'Picked' });
    await choose('Choose a time…');
    const dialog = stage.page.getByRole('dialog', { name: 'Send later' });
    const schedule = dialog.getByRole('button', { name: 'Schedule' });
    await expect.poll(() => schedule.isDisabled()).toBe(true);
    const pick = async (time: string) => {
      const input = dialog.getByLabel('Date and time');
      await input.fill(time);
      await input.press('Enter');
    };
    const at = new Date(Date.now() + 3 * 24 * 60 * 60_000);
    at.setHours(10, 30, 0, 0);
    const two = (part: number) => String(part).padStart(2, '0');
    await pick(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} 10:30`);
    await schedule.click();
    await toast('Will be sent').waitFor();
    expect(new Date(stage.asked[0]?.sendAt ?? '').getTime()).toBe(at.getTime());
  });

  it('waits for its files, and goes at the chosen time then', async () => {
    await compose({ to: [ada], subject: 'With a file' });
    let arrive = () => {};
    stage.uploadGate = new Promise<void>((resolve) => (arrive = resolve));
    await stage.page.getByTestId('mail-attach-files').setInputFiles({
      ...{ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') },
    });
    await choose('Tomorrow morning');
    expect(stage.asked).toEqual([]);
    arrive();
    await composer().waitFor({ state: 'detached' });
    expect(stage.asked).toMatchObject([{ subject: 'With a file', sendAt: expect.any(String) as string }]);
  });
});
