import { describe, expect, it } from 'vitest';
import { parseHeader } from '../../../src/server/mime/headers';

const isAutomatic = (...lines: string[]) =>
  parseHeader(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)).automatic === true;

describe('a message', () => {
  it.each([
    ['an out-of-office reply', 'Auto-Submitted: auto-replied (vacation)'],
    ['one of Exchange’s', 'auto-submitted: AUTO-GENERATED'],
    ['a delivery report', 'Content-Type: multipart/report; report-type=delivery-status; boundary="x"'],
    ['a read receipt', 'Content-Type: Multipart/Report; report-type=disposition-notification'],
    ['an older program’s reply', 'Precedence: auto_reply'],
    ['another one', 'X-Autoreply: yes'],
    ['and another', 'X-Autorespond: Away'],
    ['a bounce without a report', 'From: Mail Delivery System <MAILER-DAEMON@mx.example>'],
  ])('is automatic as %s', (_what, line) => {
    expect(isAutomatic('Subject: x', line)).toBe(true);
  });

  it.each([
    ['without such fields', 'From: Ada <ada@x.org>'],
    ['that says so', 'Auto-Submitted: no'],
    ['that says so with a comment', 'Auto-Submitted: No (a person)'],
    ['to a mailing list', 'Precedence: list'],
    ['with files', 'Content-Type: multipart/mixed; boundary=report'],
    ['from somebody with such a name', 'From: The postmaster <jane@x.org>'],
    ['from a similar address', 'From: <my-postmaster@x.org>'],
  ])('is a person’s: one %s', (_what, line) => {
    expect(isAutomatic('Subject: x', line)).toBe(false);
  });
});
