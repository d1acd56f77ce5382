import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { faultsIn } from '../../../browser/axe';
import { ada, ComposerStage, message } from '../../../browser/composer-stage';

const stage = new ComposerStage();
const { compose, composer } = stage;
const dialog = () => stage.page.getByTestId('mail-stored-files');
const search = () => dialog().getByRole('textbox', { name: 'Search messages with attachments' });
const file = (name: string) => dialog().getByRole('checkbox', { name });
const attach = () => dialog().getByRole('button', { name: 'Attach', exact: true });
const button = () => composer().getByRole('button', { name: 'Attach files' });
const names = () =>
  composer().getByRole('region', { name: 'Attachments' }).getByRole('listitem').allInnerTexts();
const choose = async (item: string) => {
  await button().click();
  await stage.page.getByRole('menuitem', { name: item }).click();
};

const fileOf = (id: string, filename: string, more = {}) => ({
  ...{ id, filename, contentType: 'application/pdf', size: 12_000, contentId: null, inline: false },
  ...more,
});
const mails = [
  {
    row: { ...message, id: '61', subject: 'Our offer' },
    files: [fileOf('31', 'offer.pdf'), fileOf('32', 'terms.pdf')],
  },
  { row: { ...message, id: '62', subject: '' }, files: [fileOf('41', '', { size: 30_000_000 })] },
  {
    row: { ...message, id: '63', subject: 'Only a logo' },
    files: [fileOf('51', 'logo.png', { contentType: 'image/png', contentId: 'logo@x', inline: true })],
  },
];
/** What was searched for. */
let asked: Array<string | null> = [];

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.reset();
  asked = [];
  stage.own = {
    'mailMessages:page': (_body, url) => {
      const q = url.searchParams.get('q') ?? '';
      asked.push(q);
      return mails
        .filter(({ row }) => !q.includes('offer') || row.subject === 'Our offer')
        .map(({ row }) => row);
    },
    'mailMessages:list': (_body, url) => {
      const { id } = JSON.parse(url.searchParams.get('filter') ?? '{}') as { id: { $in: string[] } };
      return mails
        .filter(({ row }) => id.$in.includes(String(row.id)))
        .map(({ row, files }) => ({ id: row.id, attachments: files }));
    },
  };
});

describe('attaching files from a message', () => {
  it('finds them, takes several, and gives the keys back', async () => {
    await compose({ to: [ada], subject: 'With files' });
    await choose('From a message…');
    await file('offer.pdf').waitFor();
    await expect.poll(() => search().evaluate((input) => input === document.activeElement)).toBe(true);
    // Pictures in a text are no files.
    expect(await dialog().getByText('Only a logo').count()).toBe(0);
    expect(await attach().isDisabled()).toBe(true);
    await file('terms.pdf').check();
    await stage.page.getByText('1 files chosen, 12 kB').waitFor();
    await search().fill('offer');
    await expect.poll(() => asked.at(-1)).toBe('has:attachment offer');
    await dialog().getByText('(no subject)').waitFor({ state: 'detached' });
    // What was chosen before the search stays chosen.
    expect(await file('terms.pdf').isChecked()).toBe(true);
    await file('offer.pdf').focus();
    await stage.page.keyboard.press('Space');
    await stage.page.getByText('2 files chosen, 24 kB').waitFor();
    await attach().click();
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(() => button().evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(() => stage.copied).toEqual([{ attachmentIds: ['32'] }, { attachmentIds: ['31'] }]);
    await expect.poll(names).toHaveLength(2);
    await composer().getByRole('button', { name: 'Send', exact: true }).click();
    await composer().waitFor({ state: 'detached' });
    expect(stage.sent).toMatchObject([{ uploadIds: ['201', '202'] }]);
  });

  it('shows what is being fetched, waits for it, and says why it failed', async () => {
    let arrive = (): void => undefined;
    stage.copyGate = new Promise<void>((resolve) => (arrive = resolve));
    stage.own['mailUploads:copy'] = () => undefined;
    await compose({ to: [ada], subject: 'With files' });
    await choose('From a message…');
    await file('offer.pdf').check();
    await attach().click();
    await composer().getByRole('progressbar', { name: 'Fetching offer.pdf' }).waitFor();
    arrive();
    await composer().getByText('The message has too many recipients.').waitFor();
    delete stage.own['mailUploads:copy'];
    await composer().getByRole('button', { name: 'Try again' }).click();
    await composer().getByText('copy-201.pdf').waitFor();
    expect(stage.copied).toEqual([{ attachmentIds: ['31'] }]);
  });

  it('refuses what does not fit, before it is fetched', async () => {
    await compose({ to: [ada], subject: 'With files' });
    await choose('From a message…');
    await file('Unnamed file').check();
    await attach().click();
    await composer().getByText('Not attached:').waitFor();
    expect(stage.copied).toEqual([]);
  });

  it('says that there is nothing, and why it could not be looked for', async () => {
    const page = stage.own['mailMessages:page'];
    stage.own['mailMessages:page'] = () => undefined;
    await compose({ to: [ada] });
    await choose('From a message…');
    await dialog().getByRole('button', { name: 'Try again' }).waitFor();
    if (page) stage.own['mailMessages:page'] = page;
    await dialog().getByRole('button', { name: 'Try again' }).click();
    await file('offer.pdf').waitFor();
    stage.own['mailMessages:page'] = () => undefined;
    await search().fill('terms');
    await file('offer.pdf').waitFor({ state: 'detached' });
    await dialog().getByRole('button', { name: 'Try again' }).waitFor();
    stage.own['mailMessages:page'] = () => [];
    await search().fill('nothing like it');
    await dialog().getByText('No message with attachments matches').waitFor();
    await stage.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(stage.copied).toEqual([]);
  });

  it('can be used with weak eyes and on a phone', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await stage.page.emulateMedia({ colorScheme });
      await stage.page.setViewportSize({ width: 390, height: 844 });
      await stage.page.reload();
      await compose({ to: [ada] });
      await choose('From a message…');
      await file('offer.pdf').check();
      expect(await faultsIn(stage.page, '[data-testid=mail-stored-files] .ant-modal')).toEqual([]);
      const found = stage.page.getByTestId('mail-stored-files-found');
      expect(await found.evaluate((list) => list.scrollWidth <= list.clientWidth)).toBe(true);
      await dialog().getByRole('button', { name: 'Cancel' }).click();
      await dialog().waitFor({ state: 'detached' });
    }
  });
});

it('still takes files from this computer', async () => {
  await compose({ to: [ada] });
  const [chooser] = await Promise.all([
    stage.page.waitForEvent('filechooser'),
    choose('From this computer…'),
  ]);
  await chooser.setFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('the plan') });
  await expect.poll(() => stage.uploads).toEqual(['plan.txt']);
});
