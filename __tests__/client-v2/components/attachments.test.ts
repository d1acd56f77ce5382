import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AttachmentView } from '../../../src/common';
import { ReaderStage } from '../browser/reader-stage';

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const stage = new ReaderStage();
beforeAll(async () => {
  await stage.start();
  stage.answers['mailAttachments:download'] = (query) => {
    const id = query.get('filterByTk') ?? '';
    if (id.startsWith('text')) return { body: 'Grüße\n<img src=x onerror="window.pwned=1">' };
    return id.startsWith('pdf')
      ? { type: 'application/octet-stream', body: '<script>parent.pwned=1</script>' }
      : { type: 'image/gif', body: PIXEL };
  };
  stage.answers['mailAttachments:downloadAll'] = () => ({ type: 'application/zip', body: 'PK' });
});
afterAll(() => stage.stop());
beforeEach(() => {
  stage.asked = [];
});

const file = (id: string, filename: string, contentType: string, size = 100): AttachmentView => ({
  ...{ id, filename, contentType, size, contentId: null, inline: false },
});
const pictures = (count: number) =>
  Array.from({ length: count }, (_, index) => file(`p${index}`, `photo-${index}.gif`, 'image/gif'));
const cards = () => stage.page.getByRole('listitem');
const button = (name: string | RegExp) => stage.page.getByRole('button', { name });
const preview = () => stage.page.getByRole('dialog');

describe('the files of a message', () => {
  it('are six, and the others on a click', async () => {
    await stage.show({}, { attachments: pictures(20) });
    expect(await cards().count()).toBe(6);
    await button('+14 more').click();
    await expect.poll(() => cards().count()).toBe(20);
    expect(await button(/more/).count()).toBe(0);
  });

  it('are seven where there are seven', async () => {
    await stage.show({}, { attachments: pictures(7) });
    expect(await cards().count()).toBe(7);
    expect(await button(/more/).count()).toBe(0);
  });

  it('are saved together, in one archive', async () => {
    await stage.show({}, { attachments: pictures(2) });
    const [download] = await Promise.all([
      stage.page.waitForEvent('download'),
      button('Download all').click(),
    ]);
    expect(download.suggestedFilename()).toBe('Attachments.zip');
    expect(stage.asked.filter((each) => each.includes('downloadAll'))).toEqual([
      expect.stringMatching(/^mailAttachments:downloadAll\?messageId=\d+$/),
    ]);
  });

  it('are not offered together where there is one', async () => {
    await stage.show({}, { attachments: pictures(1) });
    expect(await button('Download all').count()).toBe(0);
  });
});

/** Chromium has a viewer for PDF files with its windows, and none without them. */
const haveViewer = (value: boolean) =>
  stage.page.evaluate(
    (pdfViewerEnabled) =>
      Object.defineProperty(navigator, 'pdfViewerEnabled', { value: pdfViewerEnabled, configurable: true }),
    value,
  );

describe('a file in large', () => {
  const all = [
    ...[file('p1', 'photo.gif', 'image/gif'), file('html', 'page.html', 'text/html')],
    ...[file('text', 'notes.txt', 'text/plain'), file('pdf', 'bill.pdf', 'application/pdf')],
    ...[file('svg', 'logo.svg', 'image/svg+xml'), file('vague', 'scan.pdf', 'application/octet-stream')],
    file('huge', 'huge.txt', 'text/plain', 900_000_000),
  ];

  it('is opened by its name, and leads to the next, by mouse and by key', async () => {
    await stage.show({}, { attachments: all });
    await button('Preview photo.gif').getByText('photo.gif').click();
    await preview().getByAltText('photo.gif').waitFor();
    expect(await preview().getByText('1 of 4').isVisible()).toBe(true);
    expect(await button('Previous file').isDisabled()).toBe(true);
    await button('Next file').click();
    expect(await preview().locator('.text').textContent()).toBe(
      'Grüße\n<img src=x onerror="window.pwned=1">',
    );
    await stage.page.keyboard.press('ArrowLeft');
    await preview().getByAltText('photo.gif').waitFor();
    await stage.page.keyboard.press('ArrowRight');
    await preview().locator('.text').waitFor();
    expect(await stage.page.evaluate(() => window.pwned)).toBeUndefined();
    await stage.page.keyboard.press('Escape');
    await preview().waitFor({ state: 'detached' });
  });

  it('gives the focus back when it is closed', async () => {
    await stage.show({}, { attachments: pictures(2) });
    const opener = button('Preview photo-1.gif');
    await opener.click();
    await preview().waitFor();
    // Escape is heard by whatever has the focus.
    await expect
      .poll(() => preview().evaluate((dialog) => dialog.contains(document.activeElement)))
      .toBe(true);
    await stage.page.keyboard.press('Escape');
    await preview().waitFor({ state: 'detached' });
    await expect.poll(() => opener.evaluate((each) => each === document.activeElement)).toBe(true);
  });

  it('is saved from there', async () => {
    await stage.show({}, { attachments: all });
    await button('Preview notes.txt').click();
    const save = preview().getByRole('button', { name: 'Download', exact: true });
    const [download] = await Promise.all([stage.page.waitForEvent('download'), save.click()]);
    expect(download.suggestedFilename()).toBe('notes.txt');
  });

  it('is nothing but a PDF file where it says so, whatever is in it', async () => {
    await stage.show({}, { attachments: all });
    await haveViewer(true);
    for (const name of ['bill.pdf', 'scan.pdf']) {
      await button(`Preview ${name}`).click();
      const frame = preview().locator('iframe');
      const type = await frame.evaluate(
        async (each: HTMLIFrameElement) => (await (await fetch(each.src)).blob()).type,
      );
      expect(type).toBe('application/pdf');
      await stage.page.keyboard.press('Escape');
      await preview().waitFor({ state: 'detached' });
    }
    expect(await stage.page.evaluate(() => window.pwned)).toBeUndefined();
  });

  it('is not shown as an empty frame where the browser has no viewer for PDF files', async () => {
    await stage.show({}, { attachments: all });
    await haveViewer(false);
    await button('Preview bill.pdf').click();
    await preview()
      .getByText(/cannot show PDF files/)
      .waitFor();
    expect(await preview().locator('iframe').count()).toBe(0);
    await button('Previous file').click();
    await preview().locator('.text').waitFor();
  });

  it.each(['page.html', 'logo.svg', 'huge.txt'])('is never %s, which is saved', async (name) => {
    await stage.show({}, { attachments: all });
    expect(await button(`Preview ${name}`).count()).toBe(0);
    const [download] = await Promise.all([
      stage.page.waitForEvent('download'),
      button(`Download ${name}`).first().click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    expect(await preview().count()).toBe(0);
  });

  it('says so where it cannot be read', async () => {
    await stage.show({}, { attachments: [file('text', 'notes.txt', 'text/plain')] });
    const answer = stage.answers['mailAttachments:download'];
    stage.answers['mailAttachments:download'] = () => ({
      ...{ status: 503, body: '{"errors":[{"code":"attachment-unavailable","message":"Not now"}]}' },
    });
    await button('Preview notes.txt').click();
    await preview().getByText('This file cannot be shown').waitFor();
    stage.answers['mailAttachments:download'] = answer ?? (() => ({ body: '' }));
  });
});
