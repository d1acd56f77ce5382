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
