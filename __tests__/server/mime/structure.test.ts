import { describe, expect, it } from 'vitest';
import { parseSource } from '../../../src/server/mime/parse';
import type { PartNode } from '../../../src/server/mime/partNode';
import { layoutOf, sectionsOf } from '../../../src/server/mime/structure';

const node = (contentType: string, more: Partial<PartNode> = {}): PartNode => ({
  ...{ part: '1', contentType, encoding: '7bit', size: 10, disposition: null, filename: null },
  ...{ contentId: null, children: [], ...more },
});
const NO_TYPE = 'application/octet-stream ';
const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR';
const mail = (file: string) =>
  Buffer.from(
    [
      ...['Subject: Meeting', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=m', ''],
      ...['--m', 'Content-Type: multipart/alternative; boundary=a', ''],
      ...[
        '--a',
        'Content-Type: text/plain',
        '',
        'Come',
        '--a',
        'Content-Type: text/calendar; method=REQUEST',
      ],
      ...['', calendar, '--a--', file, '--m--', ''],
    ].join('\r\n'),
  );
const file = ['--m', 'Content-Type: application/ics; name=invite.ics', '', calendar].join('\r\n');

describe('a meeting invitation', () => {
  it.each([
    ['with a file', [node('application/ics', { part: '2', filename: 'termin.ics' })], ['termin.ics']],
    ['without one', [], ['invite.ics']],
  ])('%s is one attachment', (_, files, expected) => {
    const alternatives = [node('text/plain'), node('text/calendar', { part: '1.2' })];
    const root = node('multipart/mixed', {
      children: [node('multipart/alternative', { children: alternatives }), ...files],
    });
    expect(layoutOf(root).attachments.map(({ filename }) => filename)).toEqual(expected);
  });

  it.each([
    ['with a file', file, [['invite.ics', 'application/ics']]],
    ['without one', '', [['invite.ics', 'text/calendar']]],
  ])('%s is one attachment in the source too', (_, attached, expected) => {
    const { attachments } = parseSource(mail(attached));
    expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual(expected);
  });
});

describe('the versions of a text', () => {
  const alternative = (part: string, ...children: PartNode[]) =>
    node('multipart/alternative', { part, children });
  const plain = (part: string) => node('text/plain', { part });
  const html = (part: string) => node('text/html', { part });

  it.each<[string, PartNode, string]>([
    ['text before HTML', alternative('', plain('1'), html('2')), '1 2'],
    ['HTML before text', alternative('', html('1'), plain('2')), '1 2'],
    ['the last of several', alternative('', plain('1'), html('2'), plain('3'), html('4')), '3 4'],
    ['text alone', alternative('', plain('1'), plain('2')), '2'],
    ['HTML alone', alternative('', html('1'), html('2')), '2'],
    [
      'a version that nobody can show',
      alternative('', plain('1'), node('text/x-amp-html', { part: '2' })),
      '1',
    ],
    [
      'versions within a version',
      alternative(
        '',
        plain('1'),
        node('multipart/mixed', {
          part: '2',
          children: [alternative('2.1', plain('2.1.1'), html('2.1.2')), html('2.2')],
        }),
      ),
      '1 2.1.2 2.2',
    ],
    [
      'a text beside both',
      node('multipart/mixed', {
        part: '',
        children: [alternative('1', plain('1.1'), html('1.2')), plain('2')],
      }),
      '1.1 1.2 2/both',
    ],
  ])('are chosen: %s', (_what, root, sections) => expect(sectionsOf(layoutOf(root))).toBe(sections));
});

describe('an enclosed message', () => {
  const nameOf = (subject: string | null) =>
    layoutOf(node('message/rfc822', { subject })).attachments[0]?.filename;

  it('is called by its subject', () => {
    expect(nameOf('Offer a/b\\c')).toBe('Offer a-b-c.eml');
    expect(nameOf('x'.repeat(400))).toBe(`${'x'.repeat(251)}.eml`);
    for (const none of ['', null]) expect(nameOf(none)).toBe('message.eml');
  });
});

describe('what is a file', () => {
  const filesOf = (parts: PartNode[]) =>
    layoutOf(node('multipart/mixed', { part: '', children: parts })).attachments.map(
      ({ contentType, filename }) => `${contentType} ${filename}`,
    );

  it.each<[string, PartNode[], string[]]>([
    ['a text that is sent as one', [node('text/plain', { disposition: 'attachment' })], ['text/plain ']],
    ['no text that is the message', [node('text/plain', { disposition: 'inline' })], []],
    ['what has no name, as it is', [node('application/pdf')], ['application/pdf ']],
    ['an invitation, with a name', [node('text/calendar')], ['text/calendar invite.ics']],
    [
      'no unnamed invitation beside one that has a name',
      [node('text/calendar'), node('text/calendar', { filename: 'a.ics' }), node('application/pdf')],
      ['text/calendar a.ics', 'application/pdf '],
    ],
    [
      'an unnamed invitation beside any other file',
      [node('text/calendar'), node('application/pdf', { filename: 'a.pdf' })],
      ['text/calendar invite.ics', 'application/pdf a.pdf'],
    ],
    ['a type that is none', [node('image'), node('a/b c'), node('x image/png')], Array(3).fill(NO_TYPE)],
  ])('%s', (_what, parts, files) => expect(filesOf(parts)).toEqual(files));

  it('is looked for in the first five hundred parts', () => {
    const parts = Array.from({ length: 600 }, (_, at) => node('application/pdf', { part: `${at + 1}` }));
    expect(filesOf(parts)).toHaveLength(499);
  });
});

describe('what a server says of a file', () => {
  const attachmentOf = (more: Partial<PartNode>) => layoutOf(node('image/png', more)).attachments[0];

  it('is text and numbers that every database takes', () => {
    const hostile = {
      contentType: `image/\0png${'x'.repeat(5000)}`,
      encoding: `base64\0${'y'.repeat(5000)}`,
      filename: `a\0b\uD83D\r\n\u0007${'é'.repeat(5000)}.pdf`,
      contentId: `c\0\uDC00${'z'.repeat(5000)}`,
      size: 1e30,
    };
    const file = attachmentOf(hostile);
    expect(file?.filename).toMatch(/^a b\uFFFD é+$/);
    expect(file?.filename).toHaveLength(255);
    expect(file?.contentType).toBe('application/octet-stream');
    expect(file?.encoding).toMatch(/^base64 y+$/);
    expect(file?.encoding.length).toBeLessThanOrEqual(40);
    expect(file?.contentId).toMatch(/^c \uFFFDz+$/);
    expect(file?.contentId).toHaveLength(500);
    expect(file?.size).toBe(Number.MAX_SAFE_INTEGER);
    expect(attachmentOf({ size: -5 })?.size).toBe(0);
    expect(attachmentOf({ size: Number.NaN, encoding: 'base64' })?.size).toBe(0);
  });

  it('leaves what is honest as it is', () => {
    const honest = { filename: 'Rechnung für März 📎.pdf', contentId: 'a@b', size: 1370, encoding: 'base64' };
    expect(attachmentOf({ ...honest, contentType: 'application/pdf' })).toMatchObject({
      ...{ ...honest, contentType: 'application/pdf' },
      // Estimated: the last characters may be padding.
      size: 1002,
    });
  });

  it('does not name a file by a section that is longer than its column', () => {
    const part = '10.'.repeat(49);
    expect(attachmentOf({ part: `${part}1` })).toBeUndefined();
  });
});
