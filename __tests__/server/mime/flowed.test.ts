import { describe, expect, it } from 'vitest';
import { unflowed } from '../../../src/server/mime/flowed';

describe('format=flowed (RFC 3676)', () => {
  it.each([
    ['joins lines that end with a space', 'a \r\nb \r\nc\r\nd', 'a b c\nd'],
    ['takes the stuffed space away, but no second one', ' From\r\n  two', 'From\n two'],
    ['takes a stuffed empty line for a fixed one', 'a \n \nb', 'a \nb'],
    ['joins quotes of one depth, and keeps one mark', '> a \n> b\n>c \n>d', '> a b\n> c d'],
    ['counts marks before it looks for a flow', '> a \n>> b \n> c \nd', '> a \n>> b \n> c \nd'],
    ['does not take a mark behind a space for one', '> > a', '> > a'],
    ['keeps a stuffed mark in the text', ' > no quote', '> no quote'],
    ['never joins a signature', 'a \n-- \nBruno \nBerger', 'a \n-- \nBruno Berger'],
    ['never joins a quoted signature', '> a \n> -- \n> b', '> a \n> -- \n> b'],
    ['keeps empty quoted lines', '>\n> \n> a', '>\n>\n> a'],
    ['keeps empty lines', 'a\n\n\nb', 'a\n\n\nb'],
  ])('%s', (_name, text, expected) => expect(unflowed(text, false)).toBe(expected));

  it('takes the space of a break away with DelSp', () => {
    expect(unflowed('日本 \n語 \n> a', true)).toBe('日本語\n> a');
    expect(unflowed('a  \nb', true)).toBe('a b');
    expect(unflowed('a \n-- \nb', true)).toBe('a\n-- \nb');
  });
});
