import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ada, ComposerStage } from '../../browser/composer-stage';

const stage = new ComposerStage();
const { composer, text, compose, draftState } = stage;

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.reset());

const button = (name: string) => stage.page.getByRole('button', { name, exact: true });
const state = (words: string) => draftState().getByText(words, { exact: true }).waitFor();
const toast = (words: string) => stage.page.locator('.ant-message').getByText(words);
const stored = () => stage.drafts.texts();
const closed = () => composer().waitFor({ state: 'detached' });

describe('while somebody writes', () => {
  it('saves within two seconds, and says so', async () => {
    await compose({ to: [ada], subject: 'Offer' });
    await text().pressSequentially('words');
    await state('Saved to Drafts');
    expect(stage.drafts.saves).toMatchObject([
      { base: 0, turn: 1, draft: { accountId: '1', to: [ada], subject: 'Offer', html: '<p>words</p>' } },
    ]);
    await text().pressSequentially(', and more');
    await expect.poll(stored).toEqual(['<p>words, and more</p>']);
    // One request after another, each based on the one before.
    expect(stage.drafts.saves.map(({ base, turn }) => turn - base)).toEqual(stage.drafts.saves.map(() => 1));
  });

  it('keeps the text here while the server can’t be reached, and saves it as soon as it can', async () => {
    stage.draftFailure = 'offline';
    await compose({ to: [ada] });
    await text().pressSequentially('words');
    await state('Offline. Kept in this browser.');
    stage.draftFailure = undefined;
    await stage.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await state('Saved to Drafts');
    expect(stored()).toEqual(['<p>words</p>']);
  });

  it('says why the server doesn’t take it', async () => {
    stage.draftFailure = 'refused';
    await compose({ to: [ada] });
    await text().pressSequentially('words');
    await state('Not saved yet: The message has too many recipients. Remove some of them.');
  });

  it('goes on after a lost answer without a conflict with itself', async () => {
    stage.draftFailure = 'lost answer';
    await compose({ to: [ada] });
    await text().pressSequentially('words');
    await expect.poll(stored).toEqual(['<p>words</p>']);
    await state('Offline. Kept in this browser.');
    stage.draftFailure = undefined;
    await text().pressSequentially(' more');
    await state('Saved to Drafts');
    expect(stored()).toEqual(['<p>words more</p>']);
  });

  it('sends under the key of the draft, and saves nothing after that', async () => {
    await compose({ to: [ada], subject: 'Offer' });
    await text().pressSequentially('words');
    await state('Saved to Drafts');
    await button('Send').click();
    await closed();
    expect(stage.sent[0]?.key).toBe(stage.drafts.saves[0]?.key);
    expect(stage.drafts.saves).toHaveLength(1);
    expect(await toast('Saved to Drafts').count()).toBe(0);
  });
});

describe('closing', () => {
  it('waits for the answer while the message is being sent', async () => {
    let arrive = (): void => undefined;
    stage.sendGate = new Promise<void>((resolve) => (arrive = resolve));
    await compose({ to: [ada], subject: 'Offer' });
    await text().pressSequentially('words');
    await state('Saved to Drafts');
    await button('Send').click();
    await expect.poll(() => stage.asked).toHaveLength(1);
    await button('Close').click();
    await button('Discard').click();
    expect(await composer().count()).toBe(1);
    arrive();
    await closed();
    expect(stage.drafts.discarded).toEqual([]);
    expect(stage.drafts.saves).toHaveLength(1);
  });

  it('stores the last words without a question, and offers to open the draft', async () => {
    await compose({ to: [ada], subject: 'Offer' });
    await text().pressSequentially('words');
    await button('Close').click();
    await closed();
    await toast('Saved to Drafts').waitFor();
    expect(stage.drafts.saves.at(-1)).toMatchObject({ close: true, draft: { html: '<p>words</p>' } });
    await button('Open').click();
    await text().getByText('words').waitFor();
    await text().press('End');
    await text().pressSequentially(' and more');
    await expect.poll(stored).toEqual(['<p>words and more</p>']);
  });

  it('keeps here what can’t be stored, and stores it when the browser is online again', async () => {
    stage.draftFailure = 'offline';
    await compose({ to: [ada], subject: 'Offer' });
    await text().pressSequentially('words');
    await button('Close').click();
    await closed();
    await toast('Not saved to Drafts yet. Kept in this browser.').waitFor();
    stage.draftFailure = undefined;
    await stage.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect.poll(stored).toEqual(['<p>words</p>']);
    expect(stage.drafts.saves.at(-1)?.close).toBe(true);
  });

  it('opens again what can’t be stored anywhere', async () => {
    await stage.page.addInitScript(() => Reflect.deleteProperty(window, 'indexedDB'));
    await stage.page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
    await stage.page.reload();
    stage.draftFailure = 'offline';
    await compose({ to: [ada], subject: 'Offer' });
    await text().pressSequentially('words');
    await button('Close').click();
    await draftState().getByText('Not saved yet').waitFor();
    expect(await text().textContent()).toBe('words');
  });

  it('discards with an undo that brings back the last words', async () => {
    await compose({ to: [ada], subject: 'Offer' });
    await text().pressSequentially('words');
    await state('Saved to Drafts');
    await text().pressSequentially(' and more');
    await button('Discard').click();
    await closed();
    await toast('Draft discarded').waitFor();
    await expect.poll(stored).toEqual([]);
    await stage.page.getByTestId('mail-undo').click();
    await text().getByText('words and more').waitFor();
    await expect.poll(stored).toEqual(['<p>words and more</p>']);
    expect(stage.drafts.rows).toHaveLength(1);
  });

  it('discards what was emptied again', async () => {
    await compose({ to: [ada] });
    await text().pressSequentially('words');
    await state('Saved to Drafts');
    await text().press('Control+a');
    await text().press('Delete');
    await expect.poll(stored).toEqual(['<p></p>']);
    await button('Close').click();
    await closed();
    await expect.poll(stored).toEqual([]);
  });

  it('asks about files that are still on their way', async () => {
    stage.uploadGate = new Promise(() => undefined);
    await compose({ to: [ada], subject: 'x' });
    await composer()
      .getByTestId('mail-attach-files')
      .setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
    await button('Close').click();
    await stage.page.getByText('They are not uploaded yet: note.txt').waitFor();
    await button('Keep writing').click();
    await composer().getByText('note.txt').waitFor();
  });
});

describe('a stored draft', () => {
  it('opens as it was, and is only saved once it is changed', async () => {
    const upload = { id: '70', filename: 'a.txt', contentType: 'text/plain', size: 7 };
    const row = stage.drafts.add(
      { to: [ada], subject: 'Stored', html: '<p>words</p>', uploadIds: ['70'] },
      { uploads: [upload] },
    );
    await compose({ draft: stage.drafts.get(row.id) });
    await composer().getByText('a.txt').waitFor();
    await state('Saved to Drafts');
    await button('Close').click();
    await closed();
    expect(stage.drafts.saves).toEqual([]);
    expect(await toast('Saved to Drafts').count()).toBe(0);
  });

  it('goes on with the message that it answers and its files, or says that it is gone', async () => {
    const source = { messageId: '5', kind: 'forward' as const, quote: true };
    const row = stage.drafts.add({
      to: [ada],
      subject: 'Fwd: x',
      html: '<p>see</p>',
      source,
      attachmentIds: ['9'],
    });
    await compose({ draft: stage.drafts.get(row.id) });
    await composer().getByText('plan.pdf').waitFor();
    await text().press('End');
    await text().pressSequentially(' below');
    await expect.poll(() => stage.drafts.saves.at(-1)?.draft).toMatchObject({ source, attachmentIds: ['9'] });
    await button('Close').click();
    await closed();
    stage.goneMessages.add('5');
    await compose({ draft: stage.drafts.get(row.id) });
    await composer().getByText('The message that this draft answers no longer exists.').waitFor();
    expect(await stage.page.getByText('Include the original').count()).toBe(0);
  });

  it('of another program keeps its formatting, and says what the editor can’t keep', async () => {
    const kept =
      '<table border="1"><tr><td bgcolor="#ffff00">one</td><td>two</td></tr></table><h4>Title</h4>' +
      '<p style="font-family: Calibri; color: red" align="center">words</p><p><b>bold</b></p>';
    const row = stage.drafts.add({ to: [ada], html: kept }, { imported: true });
    await compose({ draft: stage.drafts.get(row.id) });
    await text().getByText('words').click();
    await text().press('End');
    await text().pressSequentially('!');
    await expect.poll(() => stage.drafts.saves.at(-1)?.draft.html).toContain('words!');
    const html = stage.drafts.saves.at(-1)?.draft.html;
    for (const part of ['<td bgcolor="#ffff00"', '<h3>Title</h3>', 'font-family: Calibri', '<strong>bold'])
      expect(html).toContain(part);
    expect(html).toContain('<p style="text-align: center;"><span style="color: rgb(255, 0, 0); font-family');
    expect(
      await composer()
        .getByText(/can’t keep/)
        .count(),
    ).toBe(0);
    await button('Close').click();
    await closed();
    const other = stage.drafts.add(
      { to: [ada], html: `${kept}<img src="https://x.org/a.png">` },
      { imported: true },
    );
    await compose({ draft: stage.drafts.get(other.id) });
    await composer()
      .getByText(/can’t keep some of its formatting: pictures\.$/)
      .waitFor();
  });
});
