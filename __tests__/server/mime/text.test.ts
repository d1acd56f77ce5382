import { describe, expect, it } from 'vitest';
import { sanitizeMailHtml } from '../../../src/server/mime/sanitize';
import { escapeHtml, textToHtml } from '../../../src/server/mime/text';

const A = 'target="_blank" rel="noopener noreferrer"';

describe('textToHtml', () => {
  it.each([
    ['a < b & "c"', 'a &lt; b &amp; &quot;c&quot;'],
    ['one\r\ntwo\nthree', 'one<br>two<br>three'],
    [
      'see https://example.com/a?b=1&c=2.',
      `see <a href="https://example.com/a?b=1&amp;c=2" ${A}>https://example.com/a?b=1&amp;c=2</a>.`,
    ],
    ['(www.example.com)', `(<a href="http://www.example.com" ${A}>www.example.com</a>)`],
    [
      '(see https://example.com/b_(c)).',
      `(see <a href="https://example.com/b_(c)" ${A}>https://example.com/b_(c)</a>).`,
    ],
    ['anna@example.com', `<a href="mailto:anna@example.com" ${A}>anna@example.com</a>`],
    [
      '见 https://example.com/中文。',
      `见 <a href="https://example.com/中文" ${A}>https://example.com/中文</a>。`,
    ],
  ])('%j', (text, html) => expect(textToHtml(text)).toBe(html));

  it.each([
    '<img src=x onerror=pwned()>',
    'https://example.com/"onmouseover="pwned()',
    "https://example.com/'><script>pwned()</script>",
    // CVE-2020-35730, CVE-2023-43770: link references whose text was put back unescaped.
    '[<script>pwned()</script>]\n\n[<script>pwned()</script>] http://example.com/<img src=x onerror=pwned()>',
    '[1]: http://example.com/\n[<b onclick=pwned()>1]',
    'javascript:pwned() JaVaScript:x data:text/html,<script>pwned()</script>',
    'a"onclick="x@example.com',
  ])('makes no markup of %j', (text) => {
    const html = textToHtml(text);
    const links =
      html.match(/<a href="(?:https?:\/\/|mailto:)[^"<>]*" target="_blank" rel="noopener noreferrer">/g) ??
      [];
    expect(
      html.replaceAll(/<a href="[^"<>]*" target="_blank" rel="noopener noreferrer">|<\/a>|<br>/g, ''),
    ).not.toMatch(/[<>"]/);
    expect(html.split('<a ').length - 1).toBe(links.length);
  });
});

describe('escapeHtml', () => {
  it('escapes what can end an element or an attribute', () => {
    expect(escapeHtml(`<a b="c" d='e'>&`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;');
  });
});

describe('what leads nowhere', () => {
  it('does not look like a link', () => {
    expect(
      sanitizeMailHtml('<a href="javascript:x" style="color:blue">gone</a><a name="n">here</a>').html,
    ).toBe('<a style="color:inherit!important;text-decoration:none!important">gone</a><a>here</a>');
  });
});
