import { afterAll, beforeAll, expect, it } from 'vitest';
import { CASES, textMessage } from '../../../bed/cases';
import { fetchStructure, fetchTextsOf, withFolder, type OpenFolder } from '../../../../src/server/imap';
import { MAX_TEXT } from '../../../../src/server/mime/parse';
import { layoutOf, sectionsOf } from '../../../../src/server/mime/structure';
import { readBody, WHOLE_MAIL } from '../../../../src/server/sync/bodies/body';
import { fetchedText, sectionNames } from '../../../../src/server/sync/bodies/fetchedText';
import { openBed, type OpenBed } from '../../imap/mailboxes';

/** Case 01 with a file that makes it too large to be fetched whole. */
const LARGE = (() => {
  const [, source] = CASES.find(([name]) => name === '01-html-footer-hides-text/input.eml') ?? [];
  const file =
    Buffer.alloc(300_000, 'plan')
      .toString('base64')
      .match(/.{1,76}/g)
      ?.join('\r\n') ?? '';
  const part = [
    ...[
      '--mix',
      'Content-Type: application/octet-stream; name=plan.bin',
      'Content-Transfer-Encoding: base64',
    ],
    ...['Content-Disposition: attachment', '', file, '--mix--', ''],
  ];
  return Buffer.from(String(source).replace('--mix--', part.join('\r\n')));
})();

const SIGNED = [
  'Content-Type: multipart/mixed; boundary=m',
  '',
  '--m',
  'Content-Type: text/plain',
  '',
  'See it.',
];
const MORE: ReadonlyArray<readonly [string, Buffer]> = [
  ['a large mail', LARGE],
  ['a text in GBK', textMessage('text/plain; charset=gb2312', Buffer.from('c4e3bac3cac0bde7', 'hex'))],
  [
    'signed data beside a text',
    Buffer.from(
      [
        ...[
          ...SIGNED,
          '--m',
          'Content-Type: application/pkcs7-mime',
          'Content-Transfer-Encoding: base64',
          '',
        ],
        ...[
          'MHwGCSqGSIb3DQEHAqBvMG0CAQExADBkBgkqhkiG9w0BBwGgVwRVQ29udGVudC1UeXBlOiB0ZXh0',
          'L3BsYWluOyBjaGFyc2V0PXV0Zi04DQoNClRoZSBjb250cmFjdCBpcyBzaWduZWQuIFN0YXJ0IG9u',
        ],
        ...['IE1vbmRheS4NCjEA', '--m--', ''],
      ].join('\r\n'),
    ),
  ],
];

const EVERY = [...CASES, ...MORE];
let local: OpenBed;
beforeAll(async () => {
  local = await openBed('exchange');
  await local.box.append(...EVERY.map(([, source]) => ({ raw: source })));
});
afterAll(() => local.stop());

type Read = Awaited<ReturnType<typeof readBody>>;
const shown = ({ body: { text, html, notices, facts } }: Pick<Read, 'body'>) => ({
  // A server may add the line end that the last line lacks.
  ...{ text: text.trimEnd(), html: html.trimEnd() },
  ...{ notices, facts },
});

/** The sizes of encoded files are estimated where their content is not read: two octets too many at most. */
const filesOf = ({ attachments }: Read) =>
  attachments.map(({ part, size: _size, ...file }) => ({ ...file, part: part.replace(/^source:/, '') }));

async function inTheBackground(folder: OpenFolder, uid: number) {
  const { structure } = await fetchStructure(folder, uid, MAX_TEXT);
  const words = sectionsOf(layoutOf(structure)).split(' ').filter(Boolean);
  if (words.length === 0) return null;
  for await (const found of fetchTextsOf(folder, [uid], sectionNames(words), MAX_TEXT))
    return fetchedText(found, words);
  throw new Error('The server did not answer');
}

it('reads every case alike from its source, from its sections, and with others in the background', async () => {
  const mailbox = await local.open();
  await withFolder(mailbox, 'INBOX', async (folder) => {
    for (const [index, [name, source]] of EVERY.entries()) {
      const place = { uid: index + 1, bodyState: 'pending' };
      const whole = await readBody(folder, { ...place, size: Math.min(source.length, WHOLE_MAIL) });
      const parts = await readBody(folder, { ...place, size: WHOLE_MAIL + 1 });
      expect(shown(parts), name).toEqual(shown(whole));
      expect(filesOf(parts), name).toEqual(filesOf(whole));
      // Case 42 has padding where nobody has: its size cannot be estimated.
      const sizes = (read: Read) => (name.startsWith('42') ? [] : read.attachments.map(({ size }) => size));
      const apart = sizes(parts).map((size, at) => Math.abs(size - (sizes(whole)[at] ?? 0)));
      expect(Math.max(0, ...apart), name).toBeLessThanOrEqual(2);
      // Whatever is not all there is read by its source.
      const background = await inTheBackground(folder, index + 1);
      if (background) expect(shown(background), name).toEqual(shown(whole));
    }
  });
});
