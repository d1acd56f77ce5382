import { randomBytes } from 'node:crypto';

/** Where the header ends: the octets of the empty line's first CRLF (RFC 5322 §2.1). */
function headerEnd(raw: Buffer): number {
  const end = raw.indexOf('\r\n\r\n');
  return end < 0 ? raw.length : end + 2;
}

function editHeader(raw: Buffer, edit: (header: string) => string): Buffer {
  const end = headerEnd(raw);
  return Buffer.concat([
    Buffer.from(edit(raw.subarray(0, end).toString('latin1')), 'latin1'),
    raw.subarray(end),
  ]);
}

const field = (name: string): RegExp =>
  new RegExp(`^${name}:[^\\r\\n]*(?:\\r\\n[ \\t][^\\r\\n]*)*\\r\\n`, 'gim');

/** The recipients' copy: who was in Bcc stays unsaid (RFC 5322 §3.6.3). */
export function withoutBcc(raw: Buffer): Buffer {
  return editHeader(raw, (header) => header.replace(field('Bcc'), ''));
}

/** The first value of a header field, unfolded; '' where there is none. */
export function headerField(raw: Buffer, name: string): string {
  const header = raw.subarray(0, headerEnd(raw)).toString('latin1');
  return (field(name).exec(header)?.[0] ?? '')
    .slice(name.length + 1)
    .replace(/\r\n/g, '')
    .trim();
}

/** Trace fields in front, as every hop leaves them (RFC 5321 §4.4). */
export function withTrace(raw: Buffer, from: string): Buffer {
  const lines = [
    `Received: from client.example by stand-in.example with ESMTPSA id ${randomBytes(6).toString('hex')};`,
    `\t${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Return-Path: <${from}>`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n`), raw]);
}

/** Outlook.com gives each submitted mail an id of its own and keeps the client's aside. */
export function withNewMessageId(raw: Buffer): Buffer {
  const original = headerField(raw, 'Message-ID');
  const id = `<${randomBytes(16).toString('hex').toUpperCase()}@stand-in.prod.example>`;
  return editHeader(raw, (header) => {
    const kept = header.replace(field('Message-ID'), '');
    return `${kept}Message-ID: ${id}\r\n${original ? `X-Microsoft-Original-Message-ID: ${original}\r\n` : ''}`;
  });
}

/** The address of a From field: good enough for what a mail client of ours writes. */
export function addressIn(value: string): string {
  return (/<([^<>]*)>\s*$/.exec(value)?.[1] ?? value).trim().toLowerCase();
}
