import { describe, expect, it } from 'vitest';
import { decodeWords } from '../../../src/server/mime/encodedWords';
import { headerFields } from '../../../src/server/mime/header';
import { parseHeader, parseSource } from '../../../src/server/mime/parse';

describe('hostile sizes are bounded', () => {
  it('reads the first 500 parts of 16,000', () => {
    const parts = '--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\nx\r\n'.repeat(16_000);
    const { attachments } = parseSource(
      Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts}`),
    );
    expect(attachments).toHaveLength(499);
  });

  it('reads 10,000 fields up to a number, and what came first is there', () => {
    const fields = Array.from({ length: 10_000 }, (_, index) => `X-${index}: y`).join('\r\n');
    const read = parseHeader(Buffer.from(`Subject: first\r\n${fields}\r\nFrom: a@example.com\r\n`));
    expect(read).toMatchObject({ subject: 'first', from: [] });
    expect(
      parseHeader(Buffer.from(`To: a@example.com\r\n${'To: b@example.com\r\n'.repeat(9999)}`)).to,
    ).toHaveLength(500);
  });

  it('reads 2,000 fields, of lines that are one', () => {
    const line = (count: number) => 'no colon\r\n: no name\r\nX: y\r\n'.repeat(count);
    expect(headerFields(Buffer.from(line(2000))).get('x')).toHaveLength(2000);
    expect(headerFields(Buffer.from(line(2001))).get('x')).toHaveLength(2000);
    expect([...headerFields(Buffer.from(line(1))).keys()]).toEqual(['x']);
  });

  it('reads a field of megabytes up to a length, and those before it', () => {
    const long = `Subject: s\r\nTo: ${'a@example.com, '.repeat(200_000)}\r\n`;
    const read = parseHeader(Buffer.from(long));
    expect(read.subject).toBe('s');
    expect(read.to).toHaveLength(500);
  });

  it('reads the first levels of 1,000', () => {
    const levels = Array.from(
      { length: 1000 },
      (_, at) =>
        `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\nContent-Type: text/plain\r\n\r\nlevel ${at}\r\n--b${at}\r\n`,
    ).join('');
    expect(parseSource(Buffer.from(levels)).text).toContain('level 0\nlevel 1\n');
  });

  it('reads thousands of encoded words', () => {
    expect(decodeWords('=?utf-8?q?a?= '.repeat(20_000)).trim()).toBe('a'.repeat(20_000));
    const read = parseHeader(
      Buffer.from(`Subject: ${'=?utf-8?q?a?=\r\n '.repeat(5000)}\r\nFrom: a@b.example`),
    );
    expect(read.subject).toMatch(/^a{1000}/);
    expect(read.from).toHaveLength(1);
  });
});
