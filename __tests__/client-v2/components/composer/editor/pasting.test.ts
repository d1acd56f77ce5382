import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ada, ComposerStage } from '../../../browser/composer-stage';
import { EXCEL, OUTLOOK, PAGE, SHEETS, WORD } from './clipboard';

const stage = new ComposerStage();
const { compose, text } = stage;

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.reset();
  await compose({ to: [ada], subject: 'x' });
});

async function paste(types: Record<string, string>): Promise<void> {
  await text().evaluate((editor, values) => {
    const clipboardData = new DataTransfer();
    for (const [type, value] of Object.entries(values)) clipboardData.setData(type, value);
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, types);
}

/** The text as it is sent. */
async function sent(): Promise<string> {
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => stage.sent.length).toBe(1);
  return stage.sent[0]?.html ?? '';
}

it('keeps a range of Excel with its colors, widths and alignment', async () => {
  await paste({ 'text/html': EXCEL });
  expect(await sent()).toBe(
    [
      '<table cellpadding="6" cellspacing="0" border="1" width="192"><tbody>',
      '<tr><td width="64" bgcolor="#4472c4" style="text-align: center; background-color: rgb(68, 114, 196);"><p><span style="color: rgb(255, 255, 255);"><strong>Item</strong></span></p></td>',
      '<td width="128" bgcolor="#4472c4" style="text-align: center; background-color: rgb(68, 114, 196);"><p><span style="color: rgb(255, 255, 255);"><strong>Price</strong></span></p></td></tr>',
      '<tr><td width="64"><p>PX-200</p></td><td width="128" bgcolor="#ffff00" style="text-align: right; background-color: rgb(255, 255, 0);"><p><span style="color: rgb(31, 31, 31);">25,00</span></p></td></tr>',
      '<tr><td colspan="2" width="192"><p><span style="color: rgb(255, 0, 0);">Sold out</span></p></td></tr>',
      '</tbody></table><p></p>',
    ].join(''),
  );
});

it('turns Word’s paragraphs into the lists that they show, and keeps its headings and tables', async () => {
  await paste({ 'text/html': WORD });
  expect(await sent()).toBe(
    [
      '<h1><span style="color: rgb(47, 84, 150);">Offer</span></h1>',
      '<p><strong>Dear</strong> <span style="color: rgb(255, 0, 0);">Ben</span>, hello</p><p></p>',
      '<ul><li><p>steel</p><ul><li><p>alloyed</p></li></ul></li><li><p>wood</p></li></ul>',
      '<p style="text-align: center;">Then:</p>',
      '<ol start="3"><li><p>third</p></li><li><p>fourth</p></li></ol>',
      '<table cellpadding="6" cellspacing="0" border="1"><tbody><tr>',
      '<td width="100" bgcolor="#d9e2f3" style="background-color: rgb(217, 226, 243);"><p><span style="color: rgb(31, 31, 31);">Qty</span></p></td>',
      '<td width="50"><p><em>7</em></p></td></tr></tbody></table><p></p>',
    ].join(''),
  );
});

it('keeps a range of Google Sheets', async () => {
  await paste({ 'text/html': SHEETS });
  expect(await sent()).toBe(
    [
      '<table cellpadding="6" cellspacing="0" border="1"><tbody><tr>',
      '<td><p><span style="color: rgb(17, 85, 204);"><strong>Name</strong></span></p></td>',
      '<td bgcolor="#fff2cc" style="text-align: right; background-color: rgb(255, 242, 204);"><p><span style="color: rgb(31, 31, 31);">5</span></p></td>',
      '</tr></tbody></table><p></p>',
    ].join(''),
  );
});

it('takes what a web page means, not how it looks', async () => {
  await paste({ 'text/html': PAGE });
  const html = await sent();
  expect(html).toMatch(/^<h2>Install<\/h2><p>Run <code>npm i<\/code> from /);
  expect(html).toContain('<a href="https://x.org/">here</a>');
  expect(html).toContain('<span style="color: rgb(248, 81, 73); font-size: 18px;">fail</span>');
  expect(html).toContain('<pre><code>let a;\n  b();</code></pre>');
  expect(html).toContain('border="1"');
  expect(html).not.toMatch(/font-family|13\.6|16px|onclick|class/);
});

it('keeps lines, colors and alignment of Outlook on the web, and takes tables for looks apart', async () => {
  await paste({ 'text/html': OUTLOOK });
  expect(await sent()).toBe(
    [
      '<p>Hello</p><p style="text-align: center;"><span style="color: rgb(12, 136, 42);">Middle</span></p><p></p>',
      '<p><span style="background-color: rgb(255, 255, 0); color: rgb(31, 31, 31);">Marked</span></p><p>Below</p>',
    ].join(''),
  );
});

it('keeps the empty lines of pasted text', async () => {
  await paste({ 'text/plain': 'one\r\n\r\ntwo\nthree' });
  expect(await sent()).toBe('<p>one</p><p></p><p>two</p><p>three</p>');
});

it('takes a range that would be too slow as lines', async () => {
  const row = `<tr>${'<td style="border: 1px solid;">7</td>'.repeat(50)}</tr>`;
  await paste({ 'text/html': `<table>${row.repeat(90)}</table>` });
  const html = await sent();
  expect(html).not.toContain('<table');
  expect(html.match(/<p>7 · 7 · 7/g)).toHaveLength(90);
});

it('takes hostile HTML apart in a moment', async () => {
  const deep = '<div style="color:red;"><span style="font-size:3pt;">'.repeat(400);
  const styles = `<style>${'p > span + span { color: red } '.repeat(3_000)}</style>`;
  const started = Date.now();
  await paste({ 'text/html': `${styles}${'<p><span>a</span><span>b</span></p>'.repeat(3_000)}${deep}x` });
  await expect.poll(() => text().textContent()).toContain('x');
  expect(Date.now() - started).toBeLessThan(10_000);
  expect(await text().locator('style, script').count()).toBe(0);
});
