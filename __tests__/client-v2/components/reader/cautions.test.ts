import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttachmentView, Caution } from '../../../../src/common';
import { fileRisk } from '../../../../src/client-v2/components/attachments/risky-file';
import { ReaderStage } from '../../browser/reader-stage';

const stage = new ReaderStage();
beforeAll(async () => {
  await stage.start();
  stage.answers['mailAttachments:download'] = () => ({ type: 'application/octet-stream', body: 'MZ' });
});
afterAll(() => stage.stop());

const box = () => stage.page.getByTestId('mail-cautions');
const button = (name: string | RegExp) => stage.page.getByRole('button', { name });
const STRONG: Caution[] = [
  { reason: 'failed-authentication', value: 'example.com' },
  { reason: 'look-alike', value: 'xn--exmple-cua.com', like: 'example.com' },
];
const WEAK: Caution[] = [
  { reason: 'reply-elsewhere', value: 'pay@elsewhere.example' },
  { reason: 'first-message', value: 'anna@example.com' },
];

describe('what is said about a sender', () => {
  it('is a line each, and why on a click', async () => {
    await stage.show({}, { cautions: [...STRONG, ...WEAK] });
    expect(await box().getByRole('listitem').count()).toBe(4);
    await box().getByText('Replies go to a different address: pay@elsewhere.example').waitFor();
    const why = button('Why?').nth(2);
    expect(await why.getAttribute('aria-expanded')).toBe('false');
    await why.click();
    expect(await why.getAttribute('aria-expanded')).toBe('true');
    expect(
      await box()
        .getByText(/and so do fraudsters/)
        .isVisible(),
    ).toBe(true);
  });

  it('can be put away where it is weak, and stays so; what is strong stays', async () => {
    await stage.show({}, { cautions: [...STRONG, ...WEAK] });
    await button('Dismiss').click();
    await expect.poll(() => box().getByRole('listitem').count()).toBe(2);
    expect(await button('Dismiss').count()).toBe(0);
    await stage.show({}, { cautions: WEAK });
    expect(await box().getByRole('listitem').count()).toBe(2);
    await button('Dismiss').click();
    await expect.poll(() => box().count()).toBe(0);
  });

  it('is nothing where there is nothing to say', async () => {
    await stage.show({});
    expect(await box().count()).toBe(0);
  });
});

const file = (filename: string): AttachmentView => ({
  ...{ id: filename, filename, contentType: 'application/octet-stream', size: 2, contentId: null },
  inline: false,
});

describe('a file that may run something', () => {
  it.each([
    ['setup.exe', 'program'],
    ['Setup.EXE', 'program'],
    ['run.exe. .', 'program'],
    ['invoice.pdf.exe', 'disguised'],
    ['invoice.pdf           .scr', 'disguised'],
    ['invoice\u202Efdp.exe', 'disguised'],
    ['photo\u202Egpj.txt', 'disguised'],
    ['numbers.xlsm', 'macros'],
    ['numbers.xlsx', null],
    ['archive.tar.gz', null],
    ['exe', null],
    ['v1.2.pdf', null],
    ['', null],
  ])('is known by its name: %s', (name, risk) => expect(fileRisk(name)).toBe(risk));

  it('is asked about too where its type says that it is a picture', async () => {
    await stage.show({}, { attachments: [{ ...file('photo.exe'), contentType: 'image/png' }] });
    await button('Preview photo.exe').click();
    await button('Download').last().click();
    await stage.page.getByText('Save “photo.exe”?').last().waitFor();
    await stage.page.getByRole('button', { name: 'Cancel' }).click();
    await stage.page.getByText('Save “photo.exe”?').first().waitFor({ state: 'detached' });
    await stage.page.keyboard.press('Escape');
    await stage.page.getByRole('dialog').first().waitFor({ state: 'detached' });
  });

  it('is marked, and saved only after a question', async () => {
    stage.asked = [];
    await stage.show({}, { attachments: [file('invoice.pdf.exe'), file('list.zip')] });
    expect(await stage.page.getByText('Disguised program').isVisible()).toBe(true);
    await button('Download invoice.pdf.exe').click();
    const dialog = stage.page.getByRole('dialog');
    await dialog.getByText('Save “invoice.pdf.exe”?').last().waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(stage.asked).toEqual([]);
    await button('Download invoice.pdf.exe').click();
    const [download] = await Promise.all([
      stage.page.waitForEvent('download'),
      button('Save anyway').click(),
    ]);
    expect(download.suggestedFilename()).toBe('invoice.pdf.exe');
    await dialog.waitFor({ state: 'detached' });
    stage.answers['mailAttachments:downloadAll'] = () => ({ type: 'application/zip', body: 'PK' });
    await button('Download all').click();
    await dialog.getByText('Save “invoice.pdf.exe”?').last().waitFor();
    await button('Cancel').click();
    await dialog.waitFor({ state: 'detached' });
    const [other] = await Promise.all([
      stage.page.waitForEvent('download'),
      button('Download list.zip').click(),
    ]);
    expect(other.suggestedFilename()).toBe('list.zip');
  });
});
