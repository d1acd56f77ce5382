import { describe, expect, it } from 'vitest';
import { sanitizeMailHtml } from '../../../src/server/mime/sanitize';
import { readSheet, writeSheet } from '../../../src/server/mime/styleSheet';

const written = (css: string) => writeSheet(readSheet(css));
const inlined = (css: string, html: string) => sanitizeMailHtml(`<style>${css}</style>${html}`).html;

describe('a style sheet beside its mail', () => {
  it.each([
    ['p.MsoNormal, li.MsoNormal{margin:0cm}', 'body p.MsoNormal,body li.MsoNormal{margin:0cm}'],
    ['<!-- a:link{color:red} -->', 'body a:link{color:red}'],
    ['.x{color:red !important}', 'body .x{color:red!important}'],
    ['body{margin:0}', 'body .mail-body{margin:0}'],
    ['html{margin:0}', 'body .mail-body{margin:0}'],
    ['html body p{margin:0}', 'body .mail-body p{margin:0}'],
    [':root > body{margin:0}', 'body .mail-body{margin:0}'],
    ['*{margin:0}', 'body *{margin:0}'],
    ['ul > li + li ~ li{margin:0}', 'body ul > li + li ~ li{margin:0}'],
    ['td[class="a"]{margin:0}', 'body td[class="a"]{margin:0}'],
    ['A:HOVER{color:red}', 'body a:hover{color:red}'],
    [
      '@media only screen and (max-width:600px){.a{width:100%}}',
      '@media only screen and (max-width:600px){body .a{width:100%}}',
    ],
    // Of a list, what can stay stays.
    ['.a, .b::before{margin:0}', 'body .a{margin:0}'],
    ['.a{position:fixed;color:red;z-index:9}', 'body .a{color:red}'],
    ['.a{color:red} .b{color', 'body .a{color:red}'],
    ['.a{background:url(https://x.example/a.png)}', 'body .a{background:url("https://x.example/a.png")}'],
  ])('%s', (css, expected) => expect(written(css)).toBe(expected));

  it.each([
    '@import url(https://evil.example/a.css);',
    '@import "https://evil.example/a.css";',
    '@font-face{font-family:f;src:url(https://evil.example/f)}',
    '@page{margin:0}',
    '@namespace svg url(http://www.w3.org/2000/svg);',
    '@supports (color:red){.a{color:red}}',
    '@layer x{.a{color:red}}',
    '@media (prefers-color-scheme:dark){.a{color:red}}',
    '@media screen{@media print{.a{color:red}}}',
    '@keyframes x{from{color:red}}',
    '.a::before{content:"x"}',
    '.a:has(.b){color:red}',
    '.a:not(.b){color:red}',
    ':host{color:red}',
    '.a:hover(.b){color:red}',
    '.a||.b{color:red}',
    '.a /deep/ .b{color:red}',
    '> .a{color:red}',
    '.a > > .b{color:red}',
    '.a >{color:red}',
    'svg|a{color:red}',
    '.a[onclick]{color:red}',
    '.a[href="\\"]{color:red}"]{color:red}',
    '.\\31 {color:red}',
    '.a<b{color:red}',
    '.a{list-style-image:url(https://evil.example/l)}',
    '.a{cursor:url(https://evil.example/c),auto}',
    '.a{border-image:url(https://evil.example/b)}',
    '.a{content:url(https://evil.example/d)}',
    '.a{mask-image:url(https://evil.example/m)}',
    '.a{background:url(javascript:x)}',
    '.a{background:url(cid:x)}',
    '.a{background:image-set("https://evil.example/i" 1x)}',
    '.a{background:URL("https://evil.example/\\"x")}',
    '.a{background:\\75rl(https://evil.example/e)}',
    '.a{color:var(--x)}',
    '.a{--x:url(https://evil.example/v)}',
    '.a{width:expression(alert(1))}',
    '.a{behavior:url(x.htc)}',
    '.a{font-family:"</style><img src=x>"}',
    '.a{transform:scale(9)}',
    '.a{position:absolute}',
    '.a{animation:x 1s}',
  ])('has no place for %s', (css) => expect(written(css)).toBe(''));

  it('cannot end the element that it stands in', () => {
    const { css, html } = sanitizeMailHtml(
      '<style>.a{font-family:"</style><script>x</script>"}</style>',
      'beside',
    );
    expect(css).toBe('');
    expect(html).not.toContain('<script');
  });

  it('is bounded, and reads on as far as it may', () => {
    expect(readSheet('a,'.repeat(10_000) + 'a{color:red}').rules.length).toBeLessThanOrEqual(1);
    expect(readSheet('a{color:red}'.repeat(100_000)).rules).toHaveLength(5000);
    expect(readSheet('a{'.repeat(300_000)).rules).toEqual([]);
    expect(readSheet(`a{color:red}${' '.repeat(600_000)}b{color:red}`).rules).toHaveLength(1);
  });

  it('leaves elements the names that it needs, and no others', () => {
    const { html, css } = sanitizeMailHtml(
      '<style>.a,#b{color:red}</style><body class="c"><p class="a x" id="b" name="n">1</p><p class="x" id="location">2</p>',
      'beside',
    );
    expect(css).toBe('body .a,body #b{color:red}');
    expect(html).toBe('<div class="mail-body"><p class="a" id="b">1</p><p>2</p></div>');
  });

  it('tells of pictures on other servers', () => {
    const css = '<style>.a{background:url(https://x.example/a.png)}</style>';
    expect(sanitizeMailHtml(css, 'beside').hasRemoteContent).toBe(true);
    expect(sanitizeMailHtml(`${css}<p class="a">x</p>`).hasRemoteContent).toBe(true);
    expect(sanitizeMailHtml('<style>.a{color:red}</style>', 'beside').hasRemoteContent).toBe(false);
  });

  it.each([
    ['in a comment', '<!--[if gte mso 9]><style>.a{color:red}</style><![endif]-->', ''],
    ['in a picture', '<svg><style>.a{color:red}</style></svg>', ''],
    ['for paper', '<style media="print">.a{color:red}</style>', ''],
    ['for the screen', '<style media="screen">.a{color:red}</style>', 'body .a{color:red}'],
    ['behind the text', '<p>x</p><STYLE type="text/css">.a{color:red}</STYLE>', 'body .a{color:red}'],
    [
      'in two',
      '<style>.a{color:red}</style><style>.b{color:red}</style>',
      'body .a{color:red}\nbody .b{color:red}',
    ],
  ])('counts %s', (_where, html, css) => expect(sanitizeMailHtml(html, 'beside').css).toBe(css));
});

describe('a style sheet written into its elements', () => {
  it.each([
    ['p{color:red}', '<p>x</p>', '<p style="color:red">x</p>'],
    // Specificity, then order, then the element itself; `!important` before all of it.
    ['p.a{color:red}p{color:blue}', '<p class="a">x</p>', '<p style="color:red">x</p>'],
    ['#i{color:red}p.a.b{color:blue}', '<p class="a b" id="i">x</p>', '<p style="color:red">x</p>'],
    ['.a{color:red}.b{color:blue}', '<p class="b a">x</p>', '<p style="color:blue">x</p>'],
    ['p{color:red}', '<p style="color:green">x</p>', '<p style="color:green">x</p>'],
    ['p{color:red!important}', '<p style="color:green">x</p>', '<p style="color:red!important">x</p>'],
    ['p{margin:0}', '<p style="margin-top:1px">x</p>', '<p style="margin:0;margin-top:1px">x</p>'],
    ['div > p{color:red}', '<div><p>x</p></div><p>y</p>', '<div><p style="color:red">x</p></div><p>y</p>'],
    ['div > p{color:red}', '<div><b><p>x</p></b></div>', '<div><b><p>x</p></b></div>'],
    ['div p{color:red}', '<div><b><p>x</p></b></div>', '<div><b><p style="color:red">x</p></b></div>'],
    ['i + b{color:red}', '<i>1</i><b>2</b><b>3</b>', '<i>1</i><b style="color:red">2</b><b>3</b>'],
    [
      'i ~ b{color:red}',
      '<p><i>1</i><u>2</u><b>3</b></p>',
      '<p><i>1</i><u>2</u><b style="color:red">3</b></p>',
    ],
    ['b:first-child{color:red}', '<p><b>1</b><b>2</b></p>', '<p><b style="color:red">1</b><b>2</b></p>'],
    ['b:last-child,b:hover,b:visited{color:red}', '<p><b>1</b></p>', '<p><b>1</b></p>'],
    ['p[align=center]{color:red}', '<p align="center">x</p>', '<p align="center" style="color:red">x</p>'],
    [
      '.a .b .c{color:red}',
      '<p class="a"><i class="b"><b class="c">x</b></i></p>',
      '<p><i><b style="color:red">x</b></i></p>',
    ],
    [
      '.a > .b .c{color:red}',
      '<p class="a"><i class="b"><i class="b"><b class="c">x</b></i></i></p>',
      '<p><i><i><b style="color:red">x</b></i></i></p>',
    ],
    ['#a p{color:red}', '<div id="b"><p>x</p></div>', '<div><p>x</p></div>'],
    ['#a p{color:red}', '<div id="a"><p>x</p></div>', '<div><p style="color:red">x</p></div>'],
    ['#a#b{color:red}', '<p id="a">x</p>', '<p>x</p>'],
    ['.a.b{color:red}', '<p class="a">x</p>', '<p>x</p>'],
    ['b.a{color:red}', '<p class="a">x</p>', '<p>x</p>'],
    ['body{color:red}', '<body><p>x</p></body>', '<div style="color:red"><p>x</p></div>'],
    ['@media (max-width:600px){p{color:red}}', '<p>x</p>', '<p>x</p>'],
    ['@media screen{p{color:red}}', '<p>x</p>', '<p style="color:red">x</p>'],
  ])('%s: %s', (css, html, expected) => expect(inlined(css, html)).toBe(expected));

  it.each([
    ['[title]', ['', 'a'], []],
    ['[title="a b"]', ['a b'], ['a', 'b', 'a b c', '']],
    ['[title~="a"]', ['a', 'b a', 'a b'], ['ab', 'b-a', '']],
    ['[title~=""]', [], ['', 'a']],
    ['[title|="en"]', ['en', 'en-GB'], ['eng', 'de-en', '']],
    ['[title^="a"]', ['a', 'ab'], ['ba', '']],
    ['[title^=""]', [], ['', 'a']],
    ['[title$="a"]', ['a', 'ba'], ['ab', '']],
    ['[title$=""]', [], ['', 'a']],
    ['[title*="a"]', ['a', 'bab'], ['b', '']],
    ['[title*=""]', [], ['', 'a']],
  ])('knows what %s means', (selector, fits, fitsNot) => {
    const isStyled = (title: string) =>
      inlined(`p${selector}{color:red}`, `<p title="${title}">x</p>`).includes('color:red');
    expect(fits.filter((title) => !isStyled(title))).toEqual([]);
    expect(fitsNot.filter(isStyled)).toEqual([]);
    expect(inlined(`p${selector}{color:red}`, '<p>x</p>')).toBe('<p>x</p>');
  });

  it('styles links that lead somewhere', () => {
    const html = inlined('a:link{color:red}', '<a href="https://x.example/">x</a><a name="n">y</a>');
    expect(html).toContain('style="color:red"');
    expect(html.split('color:red')).toHaveLength(2);
  });

  it('leaves nothing of what is hidden in the text of an answer', () => {
    expect(inlined('.h{display:none}', '<p class="h">x</p>')).toBe('<p style="display:none">x</p>');
  });

  it('stops looking where nothing is found', () => {
    const css = `${'.none b i{color:red}'.repeat(4000)}i.last{color:blue}`;
    const html = `${'<b>'.repeat(100)}${'<i>x</i>'.repeat(200)}<i class="last">y</i>`;
    expect(inlined('i.last{color:blue}', html)).toContain('style="color:blue"');
    expect(inlined(css, html)).not.toContain('style=');
  });

  it('has bounded work and a bounded result, and keeps all of the text', () => {
    const rules = Array.from(
      { length: 4000 },
      (_, at) => `* * * p${at % 2 ? ' ' : '>'} i{color:red;margin:${at}px}`,
    );
    const html = `${'<p><i>'.repeat(100)}${'<i>x</i>'.repeat(10_000)}`;
    const result = inlined(rules.join(''), html);
    expect(result.length).toBeLessThan(html.length + 4_000_000);
    expect(result.match(/x/g)?.length).toBeGreaterThan(9999);
  });
});
