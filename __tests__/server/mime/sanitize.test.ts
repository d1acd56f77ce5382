import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sanitizeMailHtml } from '../../../src/server/mime/sanitize';
import { HOSTILE } from './hostile-html';

const ATTRIBUTES =
  /^(?:style|dir|lang|title|align|valign|width|height|bgcolor|border|cellpadding|cellspacing|bordercolor|rules|frame|summary|colspan|rowspan|nowrap|scope|span|color|face|size|alt|hspace|vspace|noshade|start|type|value|clear|src|href|target|rel)$/;
const ELEMENTS =
  /^(?:a|abbr|address|b|big|blockquote|br|center|code|col|colgroup|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul)$/;

interface Seen {
  pwned: boolean;
  title: string;
  elements: Array<{ name: string; namespace: string; attributes: string[]; position: string }>;
  again: string;
}

describe('sanitised HTML in a real browser, with scripts allowed', () => {
  let browser: Browser;
  let page: Page;
  let requests: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    });
    page = await browser.newPage();
    await page.route('**/*', (route) => {
      requests.push(`${route.request().resourceType()} ${route.request().url()}`);
      return route.abort();
    });
  }, 60_000);
  afterAll(() => browser.close());

  async function show(html: string): Promise<{ seen: Seen; requests: string[] }> {
    await page.goto('about:blank');
    requests = [];
    await page.setContent(
      `<!doctype html><script>window.pwned = () => { window.isPwned = true }</script><main>${html}</main>`,
    );
    const seen = await page.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      const main = document.querySelector('main');
      return {
        pwned: 'isPwned' in window,
        title: document.title,
        elements: Array.from(main?.querySelectorAll('*') ?? []).map((element) => ({
          name: element.localName,
          namespace: element.namespaceURI ?? '',
          attributes: element.getAttributeNames(),
          position: getComputedStyle(element).position,
        })),
        again: main?.innerHTML ?? '',
      };
    });
    return { seen, requests };
  }

  it.each(Object.entries(HOSTILE))('%s', async (_name, payload) => {
    const { html } = sanitizeMailHtml(payload);
    const { seen, requests } = await show(html);
    expect(seen.pwned).toBe(false);
    expect(requests.filter((request) => !/^image https:\/\/(?:ok|evil)\.example\//.test(request))).toEqual(
      [],
    );
    for (const { name, namespace, attributes, position } of seen.elements) {
      expect(name).toMatch(ELEMENTS);
      expect(namespace).toBe('http://www.w3.org/1999/xhtml');
      expect(position).toBe('static');
      for (const attribute of attributes) expect(attribute).toMatch(ATTRIBUTES);
    }
    // What a browser made of it, serialised and read once more, is as harmless: no mutation is left to happen.
    const second = await show(seen.again);
    expect(second.seen.again).toBe(seen.again);
    expect(second.seen.pwned).toBe(false);
  });

  it('would notice an attack: the unsanitised corpus does run', async () => {
    const { seen } = await show(HOSTILE['event handler'] ?? '');
    expect(seen.pwned).toBe(true);
  });

  it('says so wherever a sanitised mail asks another server for something', async () => {
    for (const payload of Object.values(HOSTILE)) {
      const { html, hasRemoteContent } = sanitizeMailHtml(payload);
      const { requests } = await show(html);
      if (requests.length) expect(hasRemoteContent, payload).toBe(true);
    }
  }, 60_000);
});

describe('sanitizeMailHtml', () => {
  it('keeps what a newsletter needs', () => {
    const { html } = sanitizeMailHtml(
      '<html><head><title>t</title><style>x</style></head><body bgcolor="#f4f4f4" style="margin:0;padding:0">' +
        '<table width="600" cellpadding="0" border="0" align="center"><tr><td colspan="2" valign="top" bgcolor="#ffffff" ' +
        `style="FONT-FAMILY: 'Segoe UI', 微软雅黑, sans-serif; padding:10px 20px; border-radius:4px; width:calc(100% - 20px)">` +
        '<font color="red" face="Arial" size="2">Grüße</font></td></tr></table></body></html>',
    );
    expect(html).toBe(
      '<div bgcolor="#f4f4f4" style="background-color:#f4f4f4;margin:0;padding:0">' +
        '<table align="center" width="600" border="0" cellpadding="0"><tr><td valign="top" bgcolor="#ffffff" colspan="2" ' +
        `style="font-family:'Segoe UI', 微软雅黑, sans-serif;padding:10px 20px;border-radius:4px;width:calc(100% - 20px)">` +
        '<font color="red" face="Arial" size="2">Grüße</font></td></tr></table></div>',
    );
  });

  it('opens links in a tab that knows nothing of this one', () => {
    expect(sanitizeMailHtml('<a href="https://example.com/?a=1&b=2" target="_self">x</a>').html).toBe(
      '<a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">x</a>',
    );
  });

  it.each([
    ['<img src="https://example.com/pixel.gif">', true],
    ['<img src="//example.com/pixel.gif">', true],
    ['<td background="http://example.com/a.png">x</td>', true],
    ['<td style="background:#fff url(\'http://example.com/a.png\') no-repeat">x</td>', true],
    ['<img src="cid:logo@example.com">', false],
    ['<img src="data:image/png;base64,iVBORw0KGgo=">', false],
    ['<a href="https://example.com/">x</a>', false],
  ])('%s: remote %s', (source, remote) => {
    const result = sanitizeMailHtml(source);
    expect(result.hasRemoteContent).toBe(remote);
    expect(result.html).toMatch(/src=|url\(|href=/);
  });

  it.each([
    ['nesting', '<div>'.repeat(400_000)],
    ['end tags of nothing', `${'<a>'.repeat(25_000)}${'</b>'.repeat(400_000)}`],
    ['text at every level', `${'<div>x'.repeat(100_000)}${'</div>'.repeat(100_000)}`],
    ['tables in tables', '<table><tr><td>'.repeat(100_000)],
    ['attributes', `<p ${Array.from({ length: 200_000 }, (_, index) => `a${index}=1`).join(' ')}>`],
    ['brackets', '<'.repeat(3_000_000)],
    ['comments', '<!--'.repeat(500_000)],
    ['brackets in a style', `<p style="${'a('.repeat(500_000)}">`],
    ['quotes in a style', `<p style="font-family:${`"'`.repeat(4000)}">`],
    ['entities', '&amp;'.repeat(500_000)],
    ['a picture of many megabytes', `<img src="data:image/png;base64,${'A'.repeat(8_000_000)}">`],
  ])('gives no more than a bounded result for a bomb of %s', (_name, bomb) => {
    const { html } = sanitizeMailHtml(bomb);
    expect(html.length).toBeLessThan(14 * 1024 * 1024);
  });
});
