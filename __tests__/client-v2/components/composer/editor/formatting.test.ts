import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WRITTEN_HTML } from '../../../../bed/writtenMail';
import { faultsIn } from '../../../browser/axe';
import { ada, ComposerStage } from '../../../browser/composer-stage';

const stage = new ComposerStage();
const { compose, text } = stage;
const button = (name: string) => stage.page.getByRole('button', { name, exact: true });
const item = (name: string) => stage.page.getByRole('menuitem', { name, exact: true });
const toolbar = () => stage.page.getByRole('toolbar', { name: 'Text formatting' });

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.reset();
  await stage.page.setViewportSize({ width: 1280, height: 800 });
});

/** Uses a tool, which is in the menu if there is no room for it. */
async function press(name: string): Promise<void> {
  if (!(await button(name).isVisible())) await button('More formatting').click();
  await button(name).click();
}

/** Opens a composer with a text that is selected. */
async function write(words = 'words'): Promise<void> {
  await compose({ to: [ada], subject: 'x' });
  await text().click();
  await text().pressSequentially(words);
  await text().press('Control+a');
}

/** The text as it is sent, without the empty line that every editor has at the end. */
async function sent(): Promise<string> {
  await button('Send').click();
  await expect.poll(() => stage.sent.length).toBe(1);
  return (stage.sent[0]?.html ?? '').replace(/<p><\/p>$/, '');
}

describe('the toolbar', () => {
  it.each<[what: string, act: () => Promise<void>, html: string]>([
    ['bold', () => press('Bold'), '<p><strong>words</strong></p>'],
    ['strikethrough', () => press('Strikethrough'), '<p><s>words</s></p>'],
    ['code', () => press('Code'), '<p><code>words</code></p>'],
    ['a list', () => press('Bulleted list'), '<ul><li><p>words</p></li></ul>'],
    ['a heading', () => menu('Style and size', 'Heading 2'), '<h2>words</h2>'],
    ['a code block', () => menu('Style and size', 'Code block'), '<pre><code>words</code></pre>'],
    ['a size', () => menu('Style and size', 'Large'), '<p><span style="font-size: 18px;">words</span></p>'],
    ['alignment', () => menu('Alignment', 'Center'), '<p style="text-align: center;">words</p>'],
    [
      'a color',
      () => color('Text color', 'Red'),
      '<p><span style="color: rgb(217, 45, 32);">words</span></p>',
    ],
    [
      'a highlight, with a color that can be read on it in every theme',
      () => color('Highlight', 'Yellow'),
      '<p><span style="background-color: rgb(255, 243, 163); color: rgb(31, 31, 31);">words</span></p>',
    ],
  ])('sets %s', async (_what, act, html) => {
    await write();
    await act();
    expect(await sent()).toBe(html);
  });

  it('clears formatting, and undoes that', async () => {
    await write();
    await press('Bold');
    await color('Highlight', 'Green');
    await menu('Style and size', 'Heading 1');
    await menu('Alignment', 'Align right');
    await press('Clear formatting');
    await expect.poll(async () => (await text().innerText()).trim()).toBe('words');
    expect(await text().locator('h1, strong, span, [style]').count()).toBe(0);
    await press('Undo');
    await text().locator('h1').waitFor();
    await press('Redo');
    expect(await sent()).toBe('<p>words</p>');
  });

  it('removes a highlight with the color that came with it', async () => {
    await write();
    await color('Highlight', 'Blue');
    await color('Highlight', 'None');
    expect(await sent()).toBe('<p>words</p>');
  });

  it('inserts a table and changes its rows and columns', async () => {
    await write('');
    await press('Table');
    await stage.page.getByRole('button', { name: '2 rows, 2 columns', exact: true }).click();
    await text().pressSequentially('Item');
    await text().press('Tab');
    await text().pressSequentially('Price');
    await menu('Table', 'Insert column after');
    await menu('Table', 'Insert row below');
    await menu('Table', 'Delete column');
    await expect.poll(() => text().locator('tr').count()).toBe(3);
    const html = await sent();
    expect(html).toMatch(/^<table cellpadding="6" cellspacing="0" border="1" width="100%"><tbody><tr><th>/);
    expect(html.match(/<t[hd]>/g)).toHaveLength(6);
    expect(stage.sent[0]?.html).toMatch(/<\/table><p><\/p>$/);
  });

  it('finds an emoji by its name', async () => {
    await write('Hi ');
    await text().press('End');
    await press('Emoji');
    await stage.page.getByLabel('Search emoji').fill('party');
    await stage.page.getByRole('button', { name: 'tada', exact: true }).click();
    expect(await sent()).toBe('<p>Hi 🎉</p>');
  });

  it('links the selected words with Ctrl+K', async () => {
    await write();
    await text().press('Control+k');
    await stage.page.getByLabel('Link address').fill('example.org');
    await stage.page.keyboard.press('Enter');
    expect(await sent()).toBe('<p><a href="https://example.org">words</a></p>');
  });

  it('has one tab stop and arrow keys, and Escape leads back to the text', async () => {
    await write();
    await text().press('Alt+F10');
    const focused = () => stage.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(await focused()).toBe('Style and size');
    await stage.page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Bold');
    expect(await toolbar().locator('[tabindex="0"]').count()).toBe(1);
    await stage.page.keyboard.press('Enter');
    expect(await button('Bold').getAttribute('aria-pressed')).toBe('true');
    await text().press('Alt+F10');
    await stage.page.keyboard.press('End');
    await stage.page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Style and size');
    await stage.page.keyboard.press('Escape');
    expect(await focused()).toBe('Text of the mail');
  });

  it('is one row at 390 pixels, with the rest in a menu', async () => {
    await compose({ to: [ada], subject: 'x' });
    await stage.page.setViewportSize({ width: 390, height: 800 });
    await button('More formatting').waitFor();
    const box = await toolbar().boundingBox();
    expect(box?.height).toBeLessThan(40);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    expect(await button('Strikethrough').count()).toBe(0);
    await text().click();
    await text().pressSequentially('words');
    await text().press('Control+a');
    await press('More formatting');
    await press('Strikethrough');
    await text().locator('s').getByText('words').waitFor();
    expect(await faultsIn(stage.page, '[role="toolbar"]')).toEqual([]);
  });
});

it('opens what was stored without changing anything', async () => {
  const draft = stage.drafts.add({
    ...{ accountId: '1', to: [ada], cc: [], bcc: [], subject: 'x', html: WRITTEN_HTML },
    ...{ uploadIds: ['70'], attachmentIds: [] },
  });
  stage.drafts.uploads.push({
    ...{ id: '70', filename: 'chart.png', contentType: 'image/png', size: 5 },
    contentId: 'chart-of-prices@picture',
  });
  await compose({ draft: { ...draft, uploads: stage.drafts.uploads } });
  await text().getByText('Offer for Köln').waitFor();
  expect(await sent()).toBe(WRITTEN_HTML);
});

it('gives a picture a description and a size', async () => {
  await write('');
  const chooser = stage.page.waitForEvent('filechooser');
  await press('Insert picture');
  const picture = await stage.page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 600 });
    return canvas.toDataURL('image/png');
  });
  await (
    await chooser
  ).setFiles({
    ...{ name: 'wide.png', mimeType: 'image/png' },
    buffer: Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64'),
  });
  const image = text().locator('img[alt="wide.png"]');
  await expect.poll(() => image.evaluate((element) => element.style.width)).toBe('640px');
  await image.click();
  await press('Description and size of the picture');
  await stage.page.getByLabel('Description', { exact: true }).fill('Prices by month');
  await press('Medium');
  await stage.page.keyboard.press('Escape');
  await text().locator('img[alt="Prices by month"]').waitFor();
  // Dragged by its corner, it keeps its proportions.
  const corner = text().locator('[data-resize-handle="bottom-right"]');
  const box = await corner.boundingBox();
  await stage.page.mouse.move((box?.x ?? 0) + 6, (box?.y ?? 0) + 6);
  await stage.page.mouse.down();
  await stage.page.mouse.move((box?.x ?? 0) - 94, (box?.y ?? 0) - 44, { steps: 4 });
  await stage.page.mouse.up();
  const html = await sent();
  expect(html).toMatch(/^<p><img src="cid:[^"]+" alt="Prices by month" width="(\d+)" height="(\d+)"><\/p>$/);
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(html) ?? [];
  expect(Number(width)).toBeLessThan(320);
  expect(Number(width) / Number(height)).toBeCloseTo(2, 1);
});

async function menu(tool: string, entry: string): Promise<void> {
  await press(tool);
  await item(entry).click();
}

async function color(group: string, name: string): Promise<void> {
  await press('Colors');
  await stage.page.getByRole('group', { name: group }).getByRole('button', { name, exact: true }).click();
}
