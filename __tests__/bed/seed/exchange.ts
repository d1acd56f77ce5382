import { messageIdOf, type PlacedMail } from './mail';
import { ALEX, DANA, MORGAN } from './people';
import { single } from './thread';

const QUOTE = single({
  from: ALEX,
  to: [{ name: 'Toni Former', address: 'toni.former@brightwell.example.org' }],
  subject: 'Quote for two oven sensors',
  daysAgo: 1,
  hour: 9.1,
  text: 'Hello Toni,\n\nhere is the quote you asked for: two sensors, 480.00 net.\n\nKind regards\nAlex',
});

/** What a mail server writes when a recipient does not exist (RFC 3464). */
const bounce = (sent: PlacedMail): string => `Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary=report

--report
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered to one recipient.
--report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; ${sent.to[0]?.address}
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.brightwell.example.org
Diagnostic-Code: smtp; 550 5.1.1 Recipient address rejected: User unknown

--report
Content-Type: message/rfc822

From: ${sent.from.name} <${sent.from.address}>
To: ${sent.to[0]?.address}
Subject: ${sent.subject}
Message-ID: ${messageIdOf(sent)}

${sent.text}
--report--
`;

/** Signed data without signers (RFC 8551): a reader needs no more to show what is in it. */
function signed(text: string): string {
  const inner = Buffer.from(`Content-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`);
  const element = (tag: number, ...content: Buffer[]): Buffer => {
    const body = Buffer.concat(content);
    const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
    return Buffer.concat([Buffer.from([tag, ...length]), body]);
  };
  const oid = (hex: string) => element(0x06, Buffer.from(hex, 'hex'));
  const content = element(0x30, oid('2a864886f70d010701'), element(0xa0, element(0x04, inner)));
  const data = element(0x30, element(0x02, Buffer.from([1])), element(0x31), content, element(0x31));
  const object = element(0x30, oid('2a864886f70d010702'), element(0xa0, data));
  return `Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="smime.p7m"

${object.toString('base64').replace(/.{76}/g, '$&\n')}
`;
}

/** As Outlook for Windows writes it: paragraphs without margins, and what is hidden, by a style sheet. */
const OUTLOOK = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--
p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;}
.hidden-note {display:none}
table.prices {border-collapse:collapse}
table.prices td {border:1px solid #999999; padding:4px 8px}
--></style></head><body lang="EN-GB"><div class="WordSection1">
<p class="MsoNormal">Dear Alex,<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoNormal">please find below what we agreed on.<o:p></o:p></p>
<p class="MsoNormal">Delivery is in week 50.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<table class="prices"><tr><td>Item</td><td>Price</td></tr><tr><td>Oven sensor PX-200</td><td>240.00</td></tr></table>
<p class="hidden-note">This line is hidden by the style sheet.</p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">Dana<o:p></o:p></p></div></body></html>`;

/** What servers and Outlook itself write: a report on a message that did not arrive, a signed one, Outlook's styles. */
export const exchangeMails = (): PlacedMail[] => [
  ...QUOTE,
  ...QUOTE.flatMap((sent) =>
    single({
      from: { name: 'Mail Delivery System', address: 'mailer-daemon@mx.example.com' },
      to: [ALEX],
      subject: 'Undelivered Mail Returned to Sender',
      daysAgo: 1,
      hour: 9.2,
      entity: bounce(sent),
    }),
  ),
  ...single({
    from: MORGAN,
    to: [ALEX],
    subject: 'Service contract, signed',
    daysAgo: 2,
    hour: 14.5,
    entity: signed('The service contract is signed. You may start on Monday.'),
  }),
  ...single({
    from: DANA,
    to: [ALEX],
    subject: 'What we agreed on',
    daysAgo: 1,
    hour: 15.4,
    html: OUTLOOK,
    text: 'See below.',
  }),
];
