import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HostFileView } from '../../../../../src/common';
import { faultsIn } from '../../../browser/axe';
import { ada, ComposerStage } from '../../../browser/composer-stage';

const stage = new ComposerStage();
const { compose, composer } = stage;
const dialog = () => stage.page.getByTestId('mail-stored-files');
const file = (name: string) => dialog().getByRole('checkbox', { name });
const search = () => dialog().getByRole('textbox', { name: 'Search files' });
const attach = () => dialog().getByRole('button', { name: 'Attach', exact: true });
const button = () => composer().getByRole('button', { name: 'Attach files' });
const items = async () => {
  await button().click();
  const texts = await stage.page.getByRole('menuitem').allInnerTexts();
  await stage.page.keyboard.press('Escape');
  return texts;
};
const choose = async (item: string) => {
  await button().click();
  await stage.page.getByRole('menuitem', { name: item }).click();
};
const record = { collection: 'customers', id: 7 };
const fileOf = (id: string, filename: string, size = 12_000): HostFileView => ({
  ...{ id, filename, contentType: 'application/pdf', size },
});
const groups = [
  {
    ...{ collection: 'customers', recordId: '7', field: 'contracts', titles: ['Contracts'] },
    files: [fileOf('1', 'contract.pdf'), fileOf('2', 'huge.pdf', 30_000_000)],
  },
  {
    ...{ collection: 'companies', recordId: '3', field: 'logos', titles: ['Company', 'Logos'] },
    files: [fileOf('3', 'logo.pdf')],
  },
];

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.reset());

describe('attaching files from a record', () => {
  it('offers it only where the message is about a record', async () => {
    await compose({ to: [ada] });
    expect(await items()).toEqual(['From this computer…', 'From a message…']);
    await stage.reset();
    await compose({ to: [ada], record });
    expect(await items()).toEqual(['From this computer…', 'From a message…', 'From this record…']);
  });

  it('shows its files by field, and those of a record it leads to', async () => {
    let asked = '';
    stage.own['mailUploads:ofRecord'] = (_body, url) => {
      asked = url.search;
      return groups;
    };
    await compose({ to: [ada], subject: 'With files', record });
    await choose('From this record…');
    await dialog().getByRole('group', { name: 'Company › Logos' }).waitFor();
    expect(asked).toBe('?collection=customers&recordId=7');
    await file('contract.pdf').check();
    await file('logo.pdf').check();
    await stage.page.getByText('2 files chosen, 24 kB').waitFor();
    await attach().click();
    await dialog().waitFor({ state: 'detached' });
    await expect
      .poll(() => stage.copied)
      .toEqual([
        { files: [{ collection: 'customers', recordId: '7', field: 'contracts', fileId: '1' }] },
        { files: [{ collection: 'companies', recordId: '3', field: 'logos', fileId: '3' }] },
      ]);
    await composer().getByText('copy-202.pdf').waitFor();
    await expect.poll(() => button().evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('refuses what does not fit, before it is copied', async () => {
    stage.own['mailUploads:ofRecord'] = () => groups;
    await compose({ to: [ada], record });
    await choose('From this record…');
    await file('huge.pdf').check();
    await attach().click();
    await composer().getByText('Not attached:').waitFor();
    expect(stage.copied).toEqual([]);
  });

  it('says that there is nothing, and why it could not be looked for', async () => {
    stage.own['mailUploads:ofRecord'] = () => undefined;
    await compose({ to: [ada], record });
    await choose('From this record…');
    await dialog().getByText('The message has too many recipients.').waitFor();
    stage.own['mailUploads:ofRecord'] = () => [];
    await dialog().getByRole('button', { name: 'Try again' }).click();
    await dialog().getByText('This record has no files you can view').waitFor();
    expect(await attach().isDisabled()).toBe(true);
  });
});

describe('attaching files from NocoBase', () => {
  const files = Array.from({ length: 25 }, (_, at) => fileOf(String(at), `offer ${at}.pdf`));
  /** What was asked for: collection, search and page. */
  let asked: string[] = [];

  beforeEach(() => {
    asked = [];
    stage.fileCollections = [
      { name: 'offers', title: 'Offers' },
      { name: 'plans', title: 'Plans' },
    ];
    stage.own['mailUploads:filesOf'] = (_body, { searchParams }) => {
      const [collection, text, page] = ['collection', 'search', 'page'].map((name) => searchParams.get(name));
      asked.push([collection, text, page].join('|'));
      if (collection !== 'offers') return { files: [], hasMore: false };
      const found = files.filter(({ filename }) => filename.includes(text ?? ''));
      const start = (Number(page) - 1) * 20;
      return { files: found.slice(start, start + 20), hasMore: found.length > start + 20 };
    };
  });

  it('finds them by name, page by page, in each collection', async () => {
    await compose({ to: [ada], subject: 'With files', record });
    await choose('From files in NocoBase…');
    await expect.poll(() => search().evaluate((input) => input === document.activeElement)).toBe(true);
    await file('offer 19.pdf').waitFor();
    expect(await file('offer 24.pdf').count()).toBe(0);
    await dialog().getByRole('button', { name: 'Show more' }).click();
    await file('offer 24.pdf').check();
    await search().fill('offer 7');
    await file('offer 24.pdf').waitFor({ state: 'detached' });
    await file('offer 7.pdf').check();
    await dialog().getByRole('combobox', { name: 'Collection' }).press('Enter');
    await stage.page.locator('.ant-select-item-option', { hasText: 'Plans' }).click();
    await dialog().getByText('No file matches').waitFor();
    await search().fill('');
    await dialog().getByText('There are no files').waitFor();
    expect(asked).toEqual(['offers||1', 'offers||2', 'offers|offer 7|1', 'plans|offer 7|1', 'plans||1']);
    // What was chosen before stays chosen.
    await stage.page.getByText('2 files chosen, 24 kB').waitFor();
    await attach().click();
    await expect
      .poll(() => stage.copied)
      .toEqual([
        { files: [{ collection: 'offers', recordId: '24' }] },
        { files: [{ collection: 'offers', recordId: '7' }] },
      ]);
  });

  it('can be used with weak eyes and on a phone', async () => {
    stage.own['mailUploads:ofRecord'] = () => groups;
    for (const colorScheme of ['light', 'dark'] as const)
      for (const source of ['From this record…', 'From files in NocoBase…']) {
        await stage.page.emulateMedia({ colorScheme });
        await stage.page.setViewportSize({ width: 390, height: 844 });
        await stage.page.reload();
        await compose({ to: [ada], record });
        await choose(source);
        await dialog().getByRole('checkbox').first().check();
        expect(await faultsIn(stage.page, '[data-testid=mail-stored-files] .ant-modal')).toEqual([]);
        const found = stage.page.getByTestId('mail-stored-files-found');
        expect(await found.evaluate((list) => list.scrollWidth <= list.clientWidth)).toBe(true);
      }
  });
});
