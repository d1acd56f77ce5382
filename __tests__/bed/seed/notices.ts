import type { BedUser } from '../types';
import { ALEX, CARRIER, GAZETTE, KIM, SAM, SHOP } from './people';
import type { PlacedMail } from './mail';
import { pdf } from './pdf';
import { dial } from './png';
import { single } from './thread';

const GOODS = [
  'oven probe OP-300',
  'wall display WD-12',
  'humidity meter HM-5',
  'scale SC-2',
  'logger TL-36',
  'battery set',
];
const TOWNS = ['Exampletown', 'Lower Sample', 'Port Specimen', 'Mock-on-Sea'];
const TOPICS = [
  ['What a tenth of a degree costs', 'Why bakers measure twice, and what happens when they do not.'],
  ['The barometer at 380', 'From a tube of mercury to a chip: a short history with long shadows.'],
  ['Calibrated or only adjusted?', 'Two words, one invoice, and what auditors ask about.'],
  ['Rain, counted', 'Tipping spoons, falling drops and the art of not losing any of them.'],
  ['Quiet scales', 'How to weigh a feather beside a railway line.'],
  ['Batteries in the cold', 'At minus twenty the label lies. A test with nine makes.'],
  ['Radio in cellars', 'What concrete does to 868 MHz, measured in eleven houses.'],
] as const;

const pick = <T>(list: readonly T[], index: number): T => {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

/** Old notices were read, the newest were not. */
const flagsFor = (daysAgo: number): string[] => (daysAgo > 2 ? ['\\Seen'] : []);

function order(index: number): PlacedMail[] {
  const daysAgo = 1 + index * 3;
  const number = 10_480 - index * 7;
  const count = 1 + ((index * 5) % 9);
  const good = pick(GOODS, index * 5 + 1);
  return single({
    from: SHOP,
    to: [ALEX],
    cc: index % 3 === 0 ? [SAM] : [],
    subject: `Order ${number}: ${count} × ${good}`,
    daysAgo,
    hour: 6 + ((index * 11) % 14),
    flags: flagsFor(daysAgo),
    folder: daysAgo > 50 ? 'Archive' : 'INBOX',
    text: `A new order came in over the web shop.\n\nOrder ${number}\n${count} × ${good}\nTo be sent to ${pick(TOWNS, index)}`,
    attachments:
      index % 4 === 0
        ? [
            {
              filename: `order-${number}.pdf`,
              content: pdf(`Order ${number}`, [`${count} x ${good}`, pick(TOWNS, index)]),
              contentType: 'application/pdf',
            },
          ]
        : [],
  });
}

function parcel(index: number, to: BedUser): PlacedMail[] {
  const daysAgo = 2 + index * 6;
  const state = pick(['is on its way', 'was delivered', 'waits at the depot'], index);
  return single({
    from: CARRIER,
    to: [to],
    subject: `Your parcel TB${4_400_120 + index * 311} ${state}`,
    daysAgo,
    hour: 5 + (index % 12),
    flags: flagsFor(daysAgo),
    text: `Parcel TB${4_400_120 + index * 311} ${state}.\n\nThis mail was made by a machine; nobody reads answers.`,
    html: `<table width="100%" cellpadding="0" cellspacing="0" style="font-family:Arial,sans-serif;background:#f3f3ee"><tr><td align="center" style="padding:24px"><table width="520" cellpadding="16" style="background:#ffffff;border-top:4px solid #2f6f4f"><tr><td><h2 style="margin:0 0 8px">Your parcel ${state}</h2><p>Parcel <b>TB${4_400_120 + index * 311}</b><br>To ${pick(TOWNS, index + 1)}</p><p><a href="https://tracking.tarnbeck.invalid/TB${4_400_120 + index * 311}" style="background:#2f6f4f;color:#ffffff;padding:10px 18px;text-decoration:none">Follow the parcel</a></p></td></tr></table><img src="https://open.tarnbeck.invalid/pixel?id=${index}" width="1" height="1" alt=""></td></tr></table>`,
  });
}

/** A newsletter as they are: tables, a style sheet, pictures on another server, a pixel that counts readers. */
function newsletter(index: number, to: BedUser): PlacedMail[] {
  const daysAgo = 2 + index * 7;
  const [title, teaser] = pick(TOPICS, index);
  const [second, secondTeaser] = pick(TOPICS, index + 3);
  const host = 'https://images.gauge-weekly.invalid';
  const article = (name: string, text: string, image: string): string =>
    `<tr><td style="padding:16px 24px"><img src="${host}/${index}/${image}.jpg" width="552" height="180" alt="" style="background:#dde3ea"><h2 style="font-family:Georgia,serif">${name}</h2><p>${text}</p><p><a href="https://gauge-weekly.invalid/read/${index}/${image}">Read on</a></p></td></tr>`;
  return single({
    from: GAZETTE,
    to: [to],
    subject: `The Gauge no. ${312 - index}: ${title}`,
    daysAgo,
    hour: 5.5,
    flags: flagsFor(daysAgo),
    headers: {
      'List-Unsubscribe': '<https://gauge-weekly.invalid/unsubscribe>',
      'List-Id': 'The Gauge <weekly.gauge-weekly.example.org>',
      Precedence: 'bulk',
    },
    text: `${title}\n${teaser}\n\n${second}\n${secondTeaser}`,
    html: `<!doctype html><html><head><meta charset="utf-8"><style>body{margin:0;background:#eceff3}h2{color:#1c3a57}a{color:#8a2b1d}.frame{background:#fff url(${host}/paper.png)}@media(max-width:600px){.frame{width:100%!important}}</style></head><body><table align="center" width="600" class="frame" cellspacing="0" style="font-family:Arial,sans-serif;font-size:15px;line-height:1.5"><tr><td style="padding:24px;border-bottom:3px double #1c3a57"><img src="cid:gauge-logo" width="48" height="48" alt="The Gauge" style="vertical-align:middle"> <span style="font:28px Georgia,serif">The Gauge</span></td></tr>${article(title, teaser, 'first')}${article(second, secondTeaser, 'second')}<tr><td style="padding:16px 24px;font-size:12px;color:#667">You get this because you asked for it once. <a href="https://gauge-weekly.invalid/unsubscribe">Unsubscribe</a></td></tr></table><img src="${host}/open.gif?reader=${encodeURIComponent(to.address)}" width="1" height="1" alt=""></body></html>`,
    attachments: [
      {
        filename: 'logo.png',
        content: dial(96, [28, 58, 87], -0.8),
        contentType: 'image/png',
        cid: 'gauge-logo',
      },
    ],
  });
}

const times = <T>(count: number, make: (index: number) => T[]): T[] =>
  Array.from({ length: count }, (_none, index) => make(index)).flat();

/** What machines send: orders, parcels, newsletters. */
export const notices = (): PlacedMail[] => [
  ...times(30, order),
  ...times(9, (index) => parcel(index, ALEX)),
  ...times(14, (index) => parcel(index, KIM)),
  ...times(12, (index) => newsletter(index, ALEX)),
  ...times(6, (index) => newsletter(index, KIM)),
  ...times(4, (index) => newsletter(index, SAM)),
];
