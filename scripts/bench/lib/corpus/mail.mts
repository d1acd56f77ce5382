import { Random } from '../random.mts';
import type { Person, PlannedMail } from './plan.mts';
import { prose, words } from './words.mts';

/** Length of a base64 line, including its end. */
const LINE = 77;
const POOL_LINES = 80_000;
const MOST_REFERENCES = 20;

/** File content as base64 lines: a single pool that all attachments are cut from. */
const pool = ((): string => {
  const random = new Random(64);
  const octets = Buffer.alloc(POOL_LINES * 57);
  for (let at = 0; at + 4 <= octets.length; at += 4) octets.writeUInt32LE(random.below(2 ** 32), at);
  return (octets.toString('base64').match(/.{76}/g) ?? []).join('\n') + '\n';
})();

const messageId = (index: number): string => `<m${index}.${(index * 7919).toString(36)}@mail.bench.example>`;

/** Encodes a text by RFC 2047 if needed. */
const encoded = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

const addressed = (people: readonly Person[]): string =>
  people.map(({ name, address }) => `${encoded(name)} <${address}>`).join(',\n ');

/** Encodes a text as quoted-printable (RFC 2045 §6.7). */
function quotedPrintable(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      let out = '';
      let width = 0;
      for (const octet of Buffer.from(line)) {
        const plain = octet >= 0x20 && octet < 0x7f && octet !== 0x3d;
        const piece = plain
          ? String.fromCharCode(octet)
          : `=${octet.toString(16).toUpperCase().padStart(2, '0')}`;
        if (width + piece.length > 74) {
          out += '=\n';
          width = 0;
        }
        out += piece;
        width += piece.length;
      }
      return out.replace(/ $/, '=20');
    })
    .join('\n');
}

function htmlOf(random: Random, paragraphs: readonly string[], size: number): string {
  const rows: string[] = [];
  let length = 0;
  for (let row = 0; length < size; row++) {
    const colour = random.below(0xffffff).toString(16).padStart(6, '0');
    const text = paragraphs[row % paragraphs.length] ?? '';
    const cell = `<tr><td style="padding:${row % 20}px 12px;font:14px/1.5 Arial,sans-serif;color:#${colour}" width="300">
<a href="https://news.example/${row}?utm=a&amp;b=c">${words(random, 4)}</a><p>${text}</p>
<img src="https://cdn.example/${row}.png" width="120" height="80" alt="a picture"></td></tr>`;
    rows.push(cell);
    length += Buffer.byteLength(cell);
  }
  return `<html><head><style>.a{color:red}</style></head><body bgcolor="#ffffff"><table cellpadding="0">
${rows.join('\n')}
</table></body></html>`;
}

function part(headers: readonly string[], body: string): string {
  return `${headers.join('\n')}\n\n${body}\n`;
}

function multipart(
  kind: string,
  boundary: string,
  parts: readonly string[],
): { header: string; body: string } {
  const body = parts.map((one) => `--${boundary}\n${one}`).join('');
  return {
    header: `Content-Type: multipart/${kind}; boundary="${boundary}"`,
    body: `${body}--${boundary}--\n`,
  };
}

function attachment(random: Random, size: number, number: number): string {
  const lines = Math.max(1, Math.min(POOL_LINES - 1, Math.floor(size / LINE)));
  const from = random.below(POOL_LINES - lines) * LINE;
  const [type, extension] = random.pick([
    ['application/pdf', 'pdf'],
    ['image/jpeg', 'jpg'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ] as const);
  const name = `${words(random, 1)}-${number}.${extension}`;
  return part(
    [
      `Content-Type: ${type}; name="${encoded(name)}"`,
      `Content-Disposition: attachment; filename="${encoded(name)}"`,
      'Content-Transfer-Encoding: base64',
    ],
    pool.slice(from, from + lines * LINE),
  );
}

/** Generates a message with LF line ends. The same plan always gives the same message. */
export function madeMail(plan: PlannedMail): string {
  const random = new Random(plan.index + 1);
  const [first = plan.index] = plan.thread;
  const subject = words(new Random(first + 7), 3 + (first % 5));
  const references = plan.thread.slice(-MOST_REFERENCES).map(messageId);
  const header = [
    `Received: from mx.bench.example by mail.bench.example with ESMTPS; ${plan.date.toUTCString()}`,
    `Message-ID: ${messageId(plan.index)}`,
    `Date: ${plan.date.toUTCString().replace('GMT', '+0000')}`,
    `From: ${addressed([plan.from])}`,
    `To: ${addressed(plan.to)}`,
    `Subject: ${encoded(plan.thread.length > 0 ? `Re: ${subject}` : subject)}`,
    ...(references.length > 0
      ? [`In-Reply-To: ${references.at(-1)}`, `References: ${references.join('\n ')}`]
      : []),
    'X-Mailer: Bench 1.0',
    'MIME-Version: 1.0',
  ];
  // As in real mailboxes, small messages are mostly text and large ones mostly files.
  const texts = Math.min(24_000, plan.size < 10_000 ? plan.size * 0.6 : plan.size * 0.35);
  const paragraphs = prose(random, texts * 0.2);
  const html = htmlOf(random, paragraphs, texts * 0.6);
  const inBase64 = random.chance(0.5);
  const alternative = multipart('alternative', `alt-${plan.index}`, [
    part(
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'],
      quotedPrintable(paragraphs.join('\n\n')),
    ),
    part(
      [
        'Content-Type: text/html; charset=utf-8',
        `Content-Transfer-Encoding: ${inBase64 ? 'base64' : 'quoted-printable'}`,
      ],
      inBase64
        ? (
            Buffer.from(html)
              .toString('base64')
              .match(/.{1,76}/g) ?? []
          ).join('\n')
        : quotedPrintable(html),
    ),
  ]);
  const room = plan.size - alternative.body.length - header.join('\n').length - 600;
  const files = room > 60_000 && random.chance(0.4) ? 2 : 1;
  const mixed = multipart('mixed', `mix-${plan.index}`, [
    `${alternative.header}\n\n${alternative.body}`,
    ...Array.from({ length: files }, (_, number) => attachment(random, Math.max(LINE, room) / files, number)),
  ]);
  return `${header.join('\n')}\n${mixed.header}\n\n${mixed.body}`;
}
