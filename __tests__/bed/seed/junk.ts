import { ALEX } from './people';
import type { PlacedMail } from './mail';
import { single } from './thread';

const JUNK = 'Junk Email';

/** What a filter has put aside; plainly made up, and useful to see that nothing of it runs. */
export const junkMails = (): PlacedMail[] => [
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
