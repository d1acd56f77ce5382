import { describe, expect, it } from 'vitest';
import { cleanAttributes } from '../../../src/server/mime/attributes';
import { cssUrl, safeImage, safeLink } from '../../../src/server/mime/url';

describe('cssUrl', () => {
  it.each([
    ['https://x.example/a?b=c#d', 'https://x.example/a?b=c#d'],
    ['https://x.example/?"', 'https://x.example/?%22'],
    ["https://x.example/?'", 'https://x.example/?%27'],
    ['https://x.example/?a)b(c', 'https://x.example/?a%29b%28c'],
    // The escape of CSS: it would take the quote after it for its own.
    ['https://x.example/?\\', 'https://x.example/?%5C'],
    ['https://x.example/?</style>', 'https://x.example/?%3C/style%3E'],
    ['https://x.example/?\n\f\t x', 'https://x.example/?%0A%0C%09%20x'],
  ])('%j', (url, expected) => expect(cssUrl(url)).toBe(expected));
});

describe('safeLink', () => {
  it.each([
    [' https://x.example/a b ', 'https://x.example/a%20b'],
    ['HTTP://X.example', 'http://x.example/'],
    ['//x.example/a', 'https://x.example/a'],
    ['\\\\x.example\\a', 'https://x.example/a'],
    ['mailto:a@x.example?subject=b', 'mailto:a@x.example?subject=b'],
    ['tel:+49123', 'tel:+49123'],
  ])('%j', (value, href) => expect(safeLink(value)).toBe(href));

  it.each([
    'javascript:x',
    'java\tscript:x',
    'data:text/html,x',
    'file:///etc',
    'ftp://x.example',
    '/a',
    'a',
    '#a',
    '',
  ])('has no place for %j', (value) => expect(safeLink(value)).toBe(null));
});

describe('safeImage', () => {
  it.each([
    ['https://x.example/a.png', 'https://x.example/a.png', true],
    ['//x.example/a.png', 'https://x.example/a.png', true],
    // Only at its beginning does an address say what it is.
    ['https://x.example/cid:a', 'https://x.example/cid:a', true],
    ['https://x.example/?data:a', 'https://x.example/?data:a', true],
    [' //x.example/b.png ', 'https://x.example/b.png', true],
    [' c\u200Bid:a@x', 'cid:a@x', false],
    ['data:image/png;base64,iVBO\nRw0=', 'data:image/png;base64,iVBORw0=', false],
  ])('%j', (value, url, remote) => expect(safeImage(value)).toEqual({ url, remote }));

  it.each([
    'data:image/svg+xml;base64,PHN2Zz4=',
    'data:text/html;base64,PHN2Zz4=',
    'data:image/png,x',
    'data:image/png;base64,a"b',
    'javascript:x',
    'blob:https://x.example/a',
    'ftp://x.example/a.png',
    'mailto:a@x.example',
    '/a.png',
    '',
  ])('has no place for %j', (value) => expect(safeImage(value)).toBe(null));
});

describe('a background attribute', () => {
  const styleOf = (background: string) => cleanAttributes('td', { background }).attributes.style;

  it.each([
    ['https://x.example/a.png', 'background-image:url("https://x.example/a.png")'],
    [' https://x.example/?a"b ', 'background-image:url("https://x.example/?a%22b")'],
    ["https://x.example/?a');color:red", 'background-image:url("https://x.example/?a%27%29;color:red")'],
  ])('%s', (value, style) => expect(styleOf(value)).toBe(style));

  it.each(['https://x.example/?a\\', 'javascript:x', 'a.png', 'cid:a', 'https://x.example/?\n");color:red'])(
    'has no place for %j',
    (value) => expect(styleOf(value)).toBe(undefined),
  );
});

describe('an inline style', () => {
  it.each([
    [
      'background:#fff url(https://x.example/a) no-repeat',
      'background:#fff url("https://x.example/a") no-repeat',
    ],
    ["background:url( 'https://x.example/a' )", 'background:url("https://x.example/a")'],
    // What is not closed ends with the style (CSS Syntax 3 §4.3.6).
    ['background:url(https://x.example/a', 'background:url("https://x.example/a")'],
    ['color:RGB(1,2,3)', 'color:RGB(1,2,3)'],
    ['width:calc((100% - 2px) / 2)', 'width:calc((100% - 2px) / 2)'],
    ['color:red/**/;/* x */margin:0', 'color:red;margin:0'],
    ['COLOR : red ! important', 'color:red!important'],
    ["font-family:'Segoe UI',微软雅黑", "font-family:'Segoe UI',微软雅黑"],
    ['color:red;color:blue', 'color:blue'],
    ['color:red!important;color:blue', 'color:red!important'],
    ['margin-top:1px;margin:0;margin-top:2px', 'margin:0;margin-top:2px'],
    [';;color:red;;', 'color:red'],
    ['a{b:c};color:red', 'color:red'],
  ])('%s', (style, expected) => expect(cleanAttributes('p', { style }).attributes.style).toBe(expected));

  it.each([
    'background:url(https://x.example/a) url(https://x.example/b)',
    'background:url(https://x.example/a" "https://x.example/b)',
    'background:url("https://x.example/a" "b")',
    'background:red url("https://x.example/a"',
    'list-style:url(https://x.example/a)',
    'width:(1px)',
    'width:calc(1px',
    'width:calc(1px))',
    'color:red}p{color:blue',
    'color:{red}',
    'color:[red]',
    'color:@red',
    'color:a:b',
    'color:"a',
    'font-family:"a{b"',
    'font-family:"a;b"',
    'font-family:"a\\"b"',
    'color:\\72 ed',
    'color:attr(x)',
    'color:<!--',
    'color:#a\u0000b',
    'color:red!unknown',
    'position:fixed',
    'zoom:9',
  ])('has no place for %s', (style) =>
    expect(cleanAttributes('p', { style }).attributes.style).toBe(undefined),
  );
});
