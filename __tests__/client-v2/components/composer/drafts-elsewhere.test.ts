import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ada, ComposerStage } from '../../browser/composer-stage';

const stage = new ComposerStage();
const { composer, text, compose, draftState } = stage;

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.reset());

const button = (name: string) => stage.page.getByRole('button', { name, exact: true });
const state = (words: string) => draftState().getByText(words, { exact: true }).waitFor();
const banner = () => stage.page.getByTestId('mail-draft-banner');
const stored = () => stage.drafts.texts();
/** What is stored after the browser is online again. A closed tab may take a moment to let go of its drafts. */
const recovered = async () => {
  await stage.page.evaluate(() => window.dispatchEvent(new Event('online')));
  return stored();
};
const closed = () => composer().waitFor({ state: 'detached' });

describe('after the page is gone', () => {
  it('comes back from the server in the same tab, once', async () => {
    await compose({ to: [ada], subject: 'Offer' });
    await text().pressSequentially('words');
    await state('Saved to Drafts');
    await stage.page.reload();
    await text().getByText('words').waitFor();
    await text().press('End');
    await text().pressSequentially(' and more');
    await expect.poll(stored).toEqual(['<p>words and more</p>']);
    expect(stage.drafts.rows).toHaveLength(1);
    await button('Discard').click();
    await closed();
    await expect.poll(stored).toEqual([]);
    await stage.page.reload();
    await stage.page.evaluate(() => window.compose({ subject: 'Another' }));
    await composer().waitFor();
    expect(await composer().count()).toBe(1);
  });

  it('comes back with what the server never got, and without a conflict after a lost answer', async () => {
    await compose({ to: [ada], subject: 'Offer' });
    await text().pressSequentially('words');
    stage.draftFailure = 'lost answer';
    await state('Offline. Kept in this browser.');
    await text().pressSequentially(' and more');
    await stage.page.waitForFunction(
      () =>
        new Promise((resolve) => {
          const opening = indexedDB.open('nb-mail');
          opening.onsuccess = () => {
            const all = opening.result.transaction('drafts').objectStore('drafts').getAll();
            all.onsuccess = () => resolve(JSON.stringify(all.result).includes('and more'));
          };
        }),
    );
    await stage.page.reload();
    await text().getByText('words and more').waitFor();
    stage.draftFailure = undefined;
    await state('Saved to Drafts');
    expect(stored()).toEqual(['<p>words and more</p>']);
  });

  it('is stored by another tab once nobody has it open', async () => {
    stage.draftFailure = 'offline';
    await compose({ to: [ada], subject: 'Offer' });
    await text().pressSequentially('words');
    await state('Offline. Kept in this browser.');
    const first = await stage.newTab();
    stage.draftFailure = undefined;
    const asked = stage.drafts.saves.length;
    await stage.page.evaluate(() => window.dispatchEvent(new Event('online')));
    // The first tab has it open.
    await first.evaluate(() => navigator.locks.query()).then(({ held }) => expect(held).toHaveLength(1));
    expect(stage.drafts.saves).toHaveLength(asked);
    stage.draftFailure = 'offline';
    await first.close({ runBeforeUnload: false });
    stage.draftFailure = undefined;
    await expect.poll(recovered).toEqual(['<p>words</p>']);
  });

  it('keeps both where it was changed elsewhere in the meantime', async () => {
    await compose({ to: [ada], subject: 'Offer' });
    await text().pressSequentially('words');
    await state('Saved to Drafts');
    stage.draftFailure = 'offline';
    await text().pressSequentially(' from here');
    await state('Offline. Kept in this browser.');
    const first = await stage.newTab();
    await first.close({ runBeforeUnload: false });
    stage.drafts.changeElsewhere(stage.drafts.rows[0]?.id, { html: '<p>words from there</p>' });
    stage.draftFailure = undefined;
    await expect.poll(recovered).toEqual(['<p>words from there</p>', '<p>words from here</p>']);
    expect(stage.drafts.rows.map(({ draft }) => draft.subject)).toEqual(['Offer', 'Offer']);
  });
});

describe('two tabs or devices', () => {
  const conflicted = async () => {
    const row = stage.drafts.add({ to: [ada], subject: 'Stored', html: '<p>words</p>' });
    await compose({ draft: stage.drafts.get(row.id) });
    stage.drafts.changeElsewhere(row.id, { html: '<p>words from there</p>', subject: 'Changed' });
    await text().press('End');
    await text().pressSequentially(' from here');
    await banner().getByText('This draft was changed elsewhere.').waitFor();
    return row;
  };

  it('show the other version, and change nothing before somebody decides', async () => {
    await conflicted();
    await button('Show the other version').click();
    await stage.page.getByRole('dialog', { name: 'The other version' }).getByText('Changed').waitFor();
    await stage.page.frameLocator('[data-testid=mail-frame]').getByText('words from there').waitFor();
    expect(stored()).toEqual(['<p>words from there</p>']);
  });

  it('take over the other version', async () => {
    await conflicted();
    await button('Use the other version').click();
    await text().getByText('words from there').waitFor();
    expect(await banner().count()).toBe(0);
    await text().press('End');
    await text().pressSequentially(' too');
    await expect.poll(stored).toEqual(['<p>words from there too</p>']);
  });

  it('keep this version', async () => {
    await conflicted();
    await button('Keep this one').click();
    await state('Saved to Drafts');
    expect(stored()).toEqual(['<p>words from here</p>']);
    expect(await banner().count()).toBe(0);
  });

  it('keep both', async () => {
    await conflicted();
    await button('Keep both').click();
    await state('Saved to Drafts');
    expect(stored()).toEqual(['<p>words from there</p>', '<p>words from here</p>']);
    expect(await banner().count()).toBe(0);
  });

  it('send this version, and leave the other one a draft', async () => {
    const { key } = await conflicted();
    await button('Send').click();
    await closed();
    expect(stage.sent).toMatchObject([{ html: '<p>words from here</p>' }]);
    expect(stage.sent[0]?.key).not.toBe(key);
    expect(stored()).toEqual(['<p>words from there</p>']);
  });

  it('say at once that it was changed, where nothing is unsaved', async () => {
    const row = stage.drafts.add({ to: [ada], html: '<p>words</p>' });
    await compose({ draft: stage.drafts.get(row.id) });
    stage.drafts.changeElsewhere(row.id, { html: '<p>words from there</p>' });
    await stage.hint(['drafts']);
    await banner().getByText('This draft was changed elsewhere.').waitFor();
    expect(stage.drafts.saves).toEqual([]);
  });

  it('say that it was sent or discarded, and keep the text as a new draft', async () => {
    const row = stage.drafts.add({ to: [ada], html: '<p>words</p>' });
    await compose({ draft: stage.drafts.get(row.id) });
    row.state = 'sent';
    await stage.hint(['drafts']);
    await banner().getByText('This draft was sent elsewhere.').waitFor();
    await banner().getByRole('button', { name: 'Keep as a new draft' }).click();
    await state('Saved to Drafts');
    expect(stored()).toEqual(['<p>words</p>']);
    stage.drafts.discard(stage.drafts.rows.at(-1)?.id);
    await text().press('End');
    await text().pressSequentially(' more');
    await banner().getByText('This draft was discarded elsewhere.').waitFor();
    await banner().getByRole('button', { name: 'Close' }).click();
    await closed();
    expect(stored()).toEqual([]);
  });
});
