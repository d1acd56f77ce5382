import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { composeMessage, type Draft, type DraftPart } from '../../../src/server/mime/compose';
import { messageTransfer } from '../../../src/server/mime/messagePart';
import { parseSource, sourceFile } from '../../../src/server/mime/parse';

/** The same text in pieces of `size` octets. */
const pieces = (text: string, size: number): Buffer[] => {
  const octets = Buffer.from(text, 'latin1');
  return Array.from({ length: Math.ceil(octets.length / size) }, (_, at) =>
    octets.subarray(at * size, (at + 1) * size),
  );
};

describe('messageTransfer', () => {
  const line = 'x'.repeat(998);
  it.each([
    ['nothing', '', '7bit'],
    ['ASCII', 'Subject: a\r\n\r\nb\r\n', '7bit'],
    ['lines that end with LF only', 'Subject: a\n\nb', '7bit'],
    ['lines as long as allowed', `${line}\r\n${line}\n${line}`, '7bit'],
    ['other characters', 'Subject: a\r\n\r\n\xe4\r\n', '8bit'],
    ['a longer line', `a\r\n${line}x\r\n`, null],
    ['a longer line at the end', `a\r\n${line}x`, null],
    ['NUL', 'a\0b', null],
    ['a CR alone', 'a\rb', null],
    ['a CR at the end', 'a\r', null],
  ])('%s', async (_name, text, expected) => {
    for (const size of [1, 2, 7, 5000])
      expect(await messageTransfer(Readable.from(pieces(text, size))), `${size}`).toBe(expected);
  });
});

describe('a message that is attached', () => {
  const draft: Draft = {
    from: { name: '', address: 'a@x.example' },
    to: [{ name: '', address: 'b@x.example' }],
    cc: [],
    subject: 'Outer',
    date: new Date('2026-03-04T05:06:07Z'),
    token: 'token-1',
    text: 'see below',
    parts: [],
  };
  const inner = 'Subject: Inner\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nf\xfcr Sie\r\n';
  const part = (content: string, transfer: DraftPart['transfer']): DraftPart => ({
    ...{ filename: 'Inner.eml', contentType: 'message/rfc822', transfer },
    content: Readable.from([Buffer.from(content, 'latin1')]),
  });

  it.each([
    ['7bit', 'Subject: Inner\r\n\r\nplain\r\n'],
    ['8bit', inner],
  ] as const)('is not encoded: %s', async (transfer, content) => {
    const raw = await buffer(await composeMessage({ ...draft, parts: [part(content, transfer)] }));
    const text = raw.toString('latin1');
    expect(text).toContain(content);
    const [header = ''] = text.split('\r\n\r\n');
    expect(/^Content-Transfer-Encoding: 8bit$/im.test(header)).toBe(transfer === '8bit');
    expect(text.match(/^Content-Type: message\/rfc822[^]*?\r\n\r\n/m)?.[0]).toContain(
      `Content-Transfer-Encoding: ${transfer}`,
    );
    const [file] = parseSource(raw).attachments;
    expect(file).toMatchObject({ filename: 'Inner.eml', contentType: 'message/rfc822' });
    expect(
      sourceFile(raw, file?.part ?? '')
        ?.toString('latin1')
        .trim(),
    ).toBe(content.trim());
  });

  it('is a part even of a message without text', async () => {
    const parts = [part(inner, '8bit')];
    const raw = await buffer(await composeMessage({ ...draft, text: '', parts }));
    expect(raw.toString('latin1').split('\r\n\r\n')[0]).toContain('multipart/mixed');
  });
});
