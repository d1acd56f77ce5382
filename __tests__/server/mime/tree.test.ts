import { describe, expect, it } from 'vitest';
import { readTree, type SourceNode } from '../../../src/server/mime/tree';

type Shape = [part: string, contentType: string, body: string, children?: Shape[]];

const shapeOf = ({ part, contentType, body, children }: SourceNode): Shape =>
  children.length > 0
    ? [part, contentType, '', children.map(shapeOf)]
    : [part, contentType, body.toString('latin1')];
const read = (lines: readonly string[], end: string) => shapeOf(readTree(Buffer.from(lines.join(end))));

const mixed = (...lines: string[]) => ['Content-Type: multipart/mixed; boundary=m', '', ...lines];

describe.each([
  ['CRLF', '\r\n'],
  ['LF', '\n'],
])('the parts of a message whose lines end with %s', (_name, end) => {
  it.each<[string, string[], Shape]>([
    ['one without parts', ['Subject: x', '', 'one', ''], ['1', 'text/plain', `one${end}`]],
    ['one without a header', ['', 'one'], ['1', 'text/plain', 'one']],
    ['nothing but a header', ['Subject: x'], ['1', 'text/plain', '']],
    [
      'two parts',
      mixed('preamble', '--m', '', 'one', '--m', 'Content-Type: text/html', '', 'two', '--m--', 'epilogue'),
      [
        '',
        'multipart/mixed',
        '',
        [
          ['1', 'text/plain', 'one'],
          ['2', 'text/html', 'two'],
        ],
      ],
    ],
    [
      'the line end before a delimiter, which is a part of it, and no other',
      mixed('--m', '', 'one', '', '--m', '', '', '--m', '', '--m--'),
      [
        '',
        'multipart/mixed',
        '',
        [
          ['1', 'text/plain', `one${end}`],
          ['2', 'text/plain', ''],
          ['3', 'text/plain', ''],
        ],
      ],
    ],
    [
      'a header that a delimiter ends',
      mixed('--m', 'Content-Type: text/html', '--m', '', 'two', '--m--'),
      [
        '',
        'multipart/mixed',
        '',
        [
          ['1', 'text/html', ''],
          ['2', 'text/plain', 'two'],
        ],
      ],
    ],
    [
      'a part that nobody ends',
      mixed('--m', '', 'one', ''),
      ['', 'multipart/mixed', '', [['1', 'text/plain', `one${end}`]]],
    ],
    [
      'lines that only look like a delimiter',
      mixed('--m', '', '--other', '-m', ' --m', '--mm', '--m---', '--m--'),
      [
        '',
        'multipart/mixed',
        '',
        [['1', 'text/plain', ['--other', '-m', ' --m', '--mm', '--m---'].join(end)]],
      ],
    ],
    [
      'a delimiter with blanks behind it',
      mixed('--m \t', '', 'one', '--m-- '),
      ['', 'multipart/mixed', '', [['1', 'text/plain', 'one']]],
    ],
    [
      'parts within parts, ended by the delimiter around them',
      mixed(
        '--m',
        'Content-Type: multipart/related; boundary=r',
        '',
        '--r',
        '',
        'one',
        '--m',
        '',
        'two',
        '--m--',
      ),
      [
        '',
        'multipart/mixed',
        '',
        [
          ['1', 'multipart/related', '', [['1.1', 'text/plain', 'one']]],
          ['2', 'text/plain', 'two'],
        ],
      ],
    ],
    [
      'parts behind the end of those around them, which are none',
      mixed('--m', '', 'one', '--m--', '--m', '', 'two'),
      ['', 'multipart/mixed', '', [['1', 'text/plain', 'one']]],
    ],
    [
      'a digest, whose parts are messages (RFC 2046 §5.1.5)',
      ['Content-Type: multipart/digest; boundary=m', '', '--m', '', 'Subject: x', '', 'one', '--m--'],
      ['', 'multipart/digest', '', [['1', 'message/rfc822', ['Subject: x', '', 'one'].join(end)]]],
    ],
  ])('are read: %s', (_what, lines, expected) => {
    expect(read(lines, end)).toEqual(expected);
  });
});

it('a message of more than fifty levels is read as far as that', () => {
  const levels = Array.from({ length: 60 }, (_, at) => [
    `Content-Type: multipart/mixed; boundary=b${at}`,
    '',
    `--b${at}`,
  ]).flat();
  let depth = 0;
  for (
    let node: SourceNode | undefined = readTree(Buffer.from(levels.join('\n')));
    node;
    node = node.children[0]
  )
    depth++;
  expect(depth).toBe(51);
});
