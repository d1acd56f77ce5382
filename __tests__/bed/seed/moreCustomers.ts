import { ALEX, DANA, ELLIS, KIM, MORGAN, PAT, SAM } from './people';
import { pdf } from './pdf';
import type { PlacedMail } from './mail';
import { single, thread } from './thread';

/** Conversations with a museum, a school and a clinic, and an invoice. */
export const moreCustomerMails = (): PlacedMail[] => [
  ...thread('Loan of barometers for the exhibition', [
    {
      from: PAT,
      to: [ALEX],
      daysAgo: 61,
      hour: 11,
      folder: 'Archive',
      text: `Dear Alex,

for our exhibition on weather at sea we look for two modern barometers that visitors may touch. Would Fennbrook lend us a pair from May to October? You would be named on the wall, of course.

Pat
Pell Museum of Navigation`,
    },
    {
      from: ALEX,
      to: [PAT],
      cc: [SAM],
      daysAgo: 60,
      hour: 9.5,
      text: `Dear Pat,

gladly. Sam in accounts will prepare a loan agreement. Would our BR-20 with the large dial do?`,
      html: `<p>Dear Pat,</p><p>gladly. Sam in accounts will prepare a loan agreement. Would our <b>BR-20</b> with the large dial do?</p><table cellpadding="6" style="border-collapse:collapse"><tr><th align="left">Model</th><th align="left">Dial</th><th align="left">Weight</th></tr><tr><td>BR-20</td><td>200 mm</td><td>1.4 kg</td></tr><tr><td>BR-12</td><td>120 mm</td><td>0.6 kg</td></tr></table><p>Alex</p>`,
    },
    {
      from: PAT,
      to: [ALEX],
      cc: [SAM],
      daysAgo: 58,
      hour: 16.4,
      folder: 'Archive',
      text: `Dear Alex, dear Sam,

the BR-20 would be splendid. We insure both from the day they leave your door.

Pat`,
    },
    {
      from: SAM,
      to: [PAT],
      cc: [ALEX],
      daysAgo: 55,
      hour: 13.2,
      folder: 'Archive',
      text: `Dear Pat,

please find the loan agreement attached; sign where marked and send it back as a scan.

Sam`,
      attachments: [
        {
          filename: 'Loan agreement BR-20.pdf',
          content: pdf('Loan agreement', [
            'Two barometers BR-20',
            'From May to October',
            'Insured by the borrower',
          ]),
          contentType: 'application/pdf',
        },
      ],
    },
  ]),
  ...thread('Weather station for the school roof', [
    {
      from: ELLIS,
      to: [ALEX, KIM],
      daysAgo: 8,
      hour: 12.1,
      flags: ['\\Seen', '\\Flagged'],
      text: `Hello,

our pupils built a mount for the weather station (they are very proud of it). Before it goes on the roof: does the cable from the station have to be earthed separately?

Also: can the readings be shown on the school's web site?

Ellis
Nordlake Schools`,
    },
    {
      from: KIM,
      to: [ELLIS],
      cc: [ALEX],
      daysAgo: 8,
      hour: 15.8,
      text: `Hello Ellis,

yes, please: the mast and the shield of the cable go to the same earth. The manual is attached, page 4.

For the web site, the station writes a small CSV file every ten minutes which you may fetch.

Kim`,
      attachments: [
        {
          filename: 'WS-7 manual (short).pdf',
          content: pdf('WS-7 weather station', [
            '1 Unpacking',
            '2 The mast',
            '3 Cables',
            '4 Earthing: mast and shield together',
          ]),
          contentType: 'application/pdf',
        },
      ],
    },
    {
      from: ELLIS,
      to: [KIM],
      cc: [ALEX],
      daysAgo: 1,
      hour: 13.4,
      flags: [],
      text: `Hello Kim,

it is up and it works! First reading: 7.4 degrees and rather windy. The pupils send their thanks.

Ellis`,
    },
  ]),
  ...thread('Invoice F-5518', [
    {
      from: SAM,
      to: [DANA],
      cc: [ALEX],
      daysAgo: 40,
      hour: 10,
      text: `Dear Dana,

attached is our invoice for the spare probes delivered last week. Payable within 30 days.

Sam Demo
Fennbrook Instruments, accounts`,
      attachments: [
        {
          filename: 'Invoice F-5518.pdf',
          content: pdf('Invoice F-5518', ['3 x oven probe OP-300', 'Total 444.00', 'Payable within 30 days']),
          contentType: 'application/pdf',
        },
      ],
    },
    {
      from: DANA,
      to: [SAM],
      cc: [ALEX],
      daysAgo: 39,
      hour: 9.1,
      text: `Dear Sam,

our order number BB-8841 is missing on the invoice, without it our system will not take it. Could you send it again?

Dana`,
    },
    {
      from: SAM,
      to: [DANA],
      cc: [ALEX],
      daysAgo: 39,
      hour: 11.3,
      text: `Of course, here it is with your number. Sorry for the trouble!

Sam`,
      attachments: [
        {
          filename: 'Invoice F-5518 (corrected).pdf',
          content: pdf('Invoice F-5518', ['Your order BB-8841', '3 x oven probe OP-300', 'Total 444.00']),
          contentType: 'application/pdf',
        },
      ],
    },
  ]),
  ...single({
    from: MORGAN,
    to: [ALEX],
    subject: '',
    daysAgo: 5,
    hour: 17.2,
    flags: [],
    html: null,
    text: `Could you call me back about the yearly calibration? Between 8 and 9 is best.\nMorgan`,
  }),
];
