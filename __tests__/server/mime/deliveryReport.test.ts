import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/server/mime/deliveryReport';
import { parseSource } from '../../../src/server/mime/parse';

const block = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;
const read = (...blocks: string[]) => readReport(Buffer.from(blocks.join('')));

describe('a delivery report', () => {
  it('is read for every recipient', () => {
    const fates = read(
      block('Reporting-MTA: dns; mx.example.com'),
      block('Final-Recipient: rfc822; a@x.example', 'Action: failed', 'Status: 5.2.2 (mailbox full)'),
      block('Final-Recipient: RFC822;b@x.example', 'Action: Delayed', 'Status: 4.4.1'),
    );
    expect(fates).toEqual([
      { address: 'a@x.example', action: 'failed', status: '5.2.2', diagnostic: '' },
      { address: 'b@x.example', action: 'delayed', status: '4.4.1', diagnostic: '' },
    ]);
  });

  it('names whom the sender wrote to, where that was rewritten', () => {
    const [fate] = read(
      block(
        'Final-Recipient: rfc822; b@inner.example',
        'Original-Recipient: rfc822; a@x.example',
        'Action: failed',
      ),
    );
    expect(fate?.address).toBe('a@x.example');
  });

  it.each([
    ['Status: 5.0.0', 'failed'],
    ['Status: 4.0.0', 'delayed'],
    ['Status: 2.0.0', 'delivered'],
  ])('goes by %s where the action is missing', (status, action) =>
    expect(read(block('Final-Recipient: rfc822; a@x.example', status))).toMatchObject([{ action }]),
  );

  it('says nothing of who is not named, or of whom nothing is said', () => {
    expect(read(block('Reporting-MTA: dns; x'), block('Action: failed', 'Status: 5.1.1'))).toEqual([]);
    expect(read(block('Final-Recipient: rfc822; a@x.example'))).toEqual([]);
    expect(read('')).toEqual([]);
  });

  it('is bounded', () => {
    const many = block(
      'Final-Recipient: rfc822; a@x.example',
      `Diagnostic-Code: smtp; ${'x'.repeat(5000)}`,
      'Action: failed',
    );
    const fates = read(many.repeat(2000));
    expect(fates).toHaveLength(50);
    expect(fates[0]?.diagnostic).toHaveLength(1000);
  });

  it('finds the sent message by its header alone', () => {
    const source = [
      ...['Content-Type: multipart/report; boundary=r', '', '--r', '', 'sorry', '--r'],
      ...[
        'Content-Type: message/delivery-status',
        '',
        'Final-Recipient: rfc822; a@x.example',
        'Action: failed',
        '',
      ],
      ...[
        '--r',
        'Content-Type: text/rfc822-headers',
        '',
        'Message-ID: <s@x>',
        'Subject: =?utf-8?q?=C3=BC?=',
        '--r--',
      ],
    ].join('\r\n');
    const mail = parseSource(Buffer.from(source));
    expect(mail.notices).toMatchObject([{ kind: 'delivery', messageId: '<s@x>', subject: 'ü' }]);
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(['delivery-status.txt', 'headers.txt']);
  });
});
