import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MailCenterStage } from '../browser/mail-center-stage';

const stage = new MailCenterStage();

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.open());

const text = () => stage.page.getByTestId('mail-composer').getByRole('textbox', { name: 'Text of the mail' });
/** What this browser's database has; null if there is no such database. */
const kept = () =>
  stage.page.evaluate(async () => {
    const all = await indexedDB.databases();
    if (!all.some(({ name }) => name === 'nb-mail')) return null;
    return new Promise<string>((resolve) => {
      const opening = indexedDB.open('nb-mail');
      opening.onsuccess = () => {
        const reading = opening.result.transaction('drafts').objectStore('drafts').getAll();
        reading.onsuccess = () => {
          opening.result.close();
          resolve(JSON.stringify(reading.result));
        };
      };
    });
  });

describe('a draft that only this browser has', () => {
  it('is stored after the browser was killed, which forgets what else it was told in its last seconds', async () => {
    // Looking for drafts must not create a database: without its store, nothing could be kept in it.
    expect(await kept()).toBeNull();
    stage.holds.add('mailDrafts:save');
    await stage.page.getByTestId('mail-compose').click();
    await text().click();
    await text().pressSequentially('words');
    await expect.poll(kept).toContain('words');
    const killed = stage.page;
    stage.page = await killed.context().newPage();
    await stage.page.addInitScript(() => localStorage.clear());
    await killed.close({ runBeforeUnload: false });
    stage.holds.clear();
    await stage.page.goto(stage.base);
    await expect.poll(() => stage.drafts.texts()).toEqual(['<p>words</p>']);
    await expect.poll(kept).toBe('[]');
  });
});
