import { describe, expect, it } from 'vitest';
import { parseSource } from '../../../src/server/mime/parse';
import { layoutOf, type PartNode } from '../../../src/server/mime/structure';

const node = (contentType: string, more: Partial<PartNode> = {}): PartNode => ({
  ...{ part: '1', contentType, encoding: '7bit', size: 10, disposition: null, filename: null },
  ...{ contentId: null, children: [], ...more },
});
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
  ])('%s is one attachment in the source too', async (_, attached, expected) => {
    const { attachments } = await parseSource(mail(attached));
    expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual(expected);
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
    expect(file?.contentType).toMatch(/^image\/ pngx+$/);
    expect(file?.contentType.length).toBeLessThanOrEqual(200);
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
      size: 1000,
    });
  });

  it('does not name a file by a section that is longer than its column', () => {
    const part = '10.'.repeat(49);
    expect(attachmentOf({ part: `${part}1` })).toBeUndefined();
  });
});
