import { describe, expect, it } from 'vitest';
import { sanitizeMailHtml } from '../../../src/server/mime/sanitize';
import * as visible from '../../../src/server/mime/visibleText';

const visibleText = (html: string) => visible.visibleText(sanitizeMailHtml(html).html);

describe('the visible text of a message', () => {
  it('is what a person reads, in lines', () => {
    const html =
      '<p>Dear <b>Anna</b>,</p><p>see <a href="https://a.example/x">here</a>.<br>Ben</p><img alt="Logo" src="x">';
    expect(visibleText(html)).toBe('Dear Anna,\n\nsee here [https://a.example/x].\nBen');
  });

  it.each([
    ['without display', '<div style="display:none">SECRET</div>'],
    ['invisible', '<p style="visibility: hidden">SECRET</p>'],
    ['transparent', '<p style="opacity:0">SECRET</p><p style="color:transparent">SECRET</p>'],
    ['tiny', '<span style="font-size:1px">SECRET</span><span style="font-size: 0">SECRET</span>'],
    ['in a box without a height', '<div style="max-height:0;overflow:hidden">SECRET</div>'],
    ['outside its box', '<p style="text-indent:-9999px">SECRET</p>'],
    ['white on white', '<font color="White">SECRET</font><p style="color:#fefefe">SECRET</p>'],
    [
      'in the color of its cell',
      '<table><tr><td bgcolor="#333333" style="color: rgb(51, 51, 51)">SECRET</td></tr></table>',
    ],
    ['nearly clear', '<p style="color:rgba(0,0,0,0)">SECRET</p><p style="color:#00000000">SECRET</p>'],
    ['nearly white', '<p style="color:hsl(0, 0%, 100%)">SECRET</p><p style="color:snow">SECRET</p>'],
    ['without a size', '<p style="font-size:0em">SECRET</p><p style="font-size:0%">SECRET</p>'],
    [
      'hidden by a style sheet',
      '<style>.x{color:#fff}.y{display:none}</style><p class="x">SECRET</p><p class="y">SECRET</p>',
    ],
    ['hidden from Outlook’s own', '<div style="display:none;mso-hide:all">SECRET <b>SECRET</b></div>'],
  ])('leaves out text that is %s', (_how, html) => {
    expect(visibleText(`<div>Seen</div>${html}<div>and seen</div>`)).not.toContain('SECRET');
    expect(visibleText(`<div>Seen</div>${html}<div>and seen</div>`)).toMatch(/^Seen\s+and seen$/);
  });

  it('keeps what has a color of its own in it, and white text on something dark', () => {
    const dark = '<div style="color:#fff"><table bgcolor="#222"><tr><td>Read me</td></tr></table></div>';
    expect(visibleText(dark)).toBe('Read me');
    expect(visibleText('<p style="color:#fff;background:navy">Read me</p>')).toBe('Read me');
    expect(visibleText('<div style="color:white">no<p style="color:#000">Read me</p></div>')).toBe('Read me');
    expect(visibleText('<p style="background:url(https://a.example/b.png);color:#fff">Read me</p>')).toBe(
      'Read me',
    );
    expect(visibleText('<p style="line-height:0;height:0;font-size:12px">Read me</p>')).toBe('Read me');
    expect(visibleText('<p style="font-size:0.9em;color:rgba(0,0,0,.8)">Read me</p>')).toBe('Read me');
    expect(visibleText('<p style="font-size:90%;color:hsl(0, 100%, 30%)">Read me</p>')).toBe('Read me');
    expect(visibleText('<p style="font-size:10px">Read me</p><p style="opacity:0.5">too</p>')).toContain(
      'too',
    );
  });
});
