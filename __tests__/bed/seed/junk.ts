import { ALEX, KIM } from './people';
import type { PlacedMail } from './mail';
import { single } from './thread';

const JUNK = 'Junk Email';

/** Of a domain with a Cyrillic letter in it, and what Exchange says of such a message. */
const IMPOSTOR = { name: KIM.name, address: 'kim.demo@fennbr\u043eok.example.net' };
const FAILED =
  'spf=fail (sender IP is 192.0.2.7) smtp.mailfrom=prizes.example.net; dkim=none (message not signed) header.d=none;dmarc=fail action=none header.from=fennbrook.example.net;compauth=fail reason=001';

/** What a filter has put aside; plainly made up, and useful to see that nothing of it runs. */
export const junkMails = (): PlacedMail[] => [
  // This one the filter has let through.
  ...single({
    from: IMPOSTOR,
    to: [ALEX],
    subject: 'Urgent: new bank details',
    daysAgo: 4,
    hour: 16.8,
    headers: { 'Authentication-Results': FAILED, 'Reply-To': 'accounts@prizes.example.org' },
    html: null,
    text: 'Hi Alex,\n\nour bank has changed. The new details are in the file. Please pay the open invoice today, I cannot be reached by phone.\n\nKim\n',
    attachments: [
      {
        filename: 'bank-details.pdf.exe',
        content: 'This is no program.',
        contentType: 'application/octet-stream',
      },
    ],
  }),
  ...single({
    from: { name: 'Fennbrook Help Desk (helpdesk@example.com)', address: 'winner@prizes.example.net' },
    to: [ALEX],
    subject: 'Your mailbox is 99% full!!!',
    daysAgo: 3,
    hour: 3.3,
    folder: JUNK,
    flags: [],
    text: 'Open the page to keep your mail.',
    html: `<p style="color:red;font-size:24px">Your mailbox is 99% full!!!</p><p><a href="https://sign-in.prizes.invalid/?to=you">https://outlook.example.com/quota</a></p><script>document.title = 'this must never run'</script><img src="https://prizes.invalid/x.gif" onerror="alert('this must never run')"><form action="https://prizes.invalid/login"><input name="password" placeholder="Password"><button>Keep my mail</button></form>`,
  }),
  ...single({
    from: { name: 'Prize Office', address: 'office@prizes.example.net' },
    to: [ALEX],
    subject: 'You have won a golden thermometer',
    daysAgo: 16,
    hour: 1.2,
    folder: JUNK,
    html: null,
    text: 'Dear winner,\n\nsend us your measurements to receive your golden thermometer.\n',
  }),
  ...single({
    from: { name: '=?utf-8?B?broken', address: 'odd@prizes.example.net' },
    to: [ALEX],
    subject: '\u202Egnp.ecivoni – open me',
    daysAgo: 22,
    hour: 22.8,
    folder: JUNK,
    text: 'The subject of this mail tries to look like something else.',
  }),
];
