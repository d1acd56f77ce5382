import { ALEX, FAIR, JONAS, KIM, SAM } from './people';
import type { PlacedMail } from './mail';
import { bars } from './png';
import { single, thread } from './thread';

const PROJECT = 'Projects/Trade fair';

const stamp = (date: Date): string => date.toISOString().replace(/[-:]|\.\d+/g, '');

/** An iCalendar request (RFC 5546 §3.2.2) for a meeting in the days after the demo starts. */
function invitation(now: Date): string {
  const start = new Date(now);
  start.setUTCDate(start.getUTCDate() + 3);
  start.setUTCHours(9, 30, 0, 0);
  const end = new Date(start.getTime() + 45 * 60_000);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Fennbrook Instruments//Demo//EN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'UID:trade-fair-planning@example.com',
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(end)}`,
    'SUMMARY:Trade fair: who stands where',
    'LOCATION:Room Compass',
    `ORGANIZER;CN=${KIM.name}:mailto:${KIM.address}`,
    `ATTENDEE;CN=${ALEX.name}:mailto:${ALEX.address}`,
    `ATTENDEE;CN=${SAM.name}:mailto:${SAM.address}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

/** A list long enough to make a large attachment. */
const catalogue = (): string =>
  [
    'part;name;drawer;stock;price',
    ...Array.from(
      { length: 20_000 },
      (_none, index) =>
        `FB-${String(index).padStart(6, '0')};Spare part ${index} for instruments of series ${index % 97};${index % 300};${(index * 7) % 53};${((index % 900) / 7 + 1).toFixed(2)}`,
    ),
  ].join('\r\n');

/** What colleagues write to each other. */
export const officeMails = (now: Date): PlacedMail[] => [
  ...thread('Trade fair: plan for our stand', [
    {
      from: KIM,
      to: [ALEX, SAM],
      daysAgo: 30,
      hour: 9,
      folder: PROJECT,
      text: `Hi both,

stand B14 is ours, 24 square metres. My first idea:

- left: weather stations, with a fan so that they move
- middle: bakery set with one warm oven probe
- right: the table for talks

What do you think?

Kim`,
    },
    {
      from: ALEX,
      to: [KIM, SAM],
      daysAgo: 30,
      hour: 9.6,
      text: `Love the fan. Could the talk table go to the back? On the right is the main aisle, it will be loud.

Alex`,
    },
    {
      from: SAM,
      to: [KIM, ALEX],
      daysAgo: 29,
      hour: 14.2,
      folder: PROJECT,
      text: `+1 for the back. Here is what we spent in the last six years, so that we know what we talk about.`,
      html: `<p>+1 for the back. Here is what we spent in the last six years, so that we know what we talk about.</p><p><img src="cid:fair-costs" alt="Costs of the last six fairs" width="480" height="240"></p><p>Sam</p>`,
      attachments: [
        {
          filename: 'fair-costs.png',
          content: bars([8.2, 9.1, 3.4, 9.8, 11.2, 10.4], [48, 120, 100]),
          contentType: 'image/png',
          cid: 'fair-costs',
        },
      ],
    },
    {
      from: KIM,
      to: [ALEX, SAM],
      daysAgo: 6,
      hour: 16,
      text: `The printed walls came today and look great. Who brings the plants this year?

Kim`,
    },
    {
      from: ALEX,
      to: [KIM, SAM],
      daysAgo: 6,
      hour: 16.4,
      text: `I do. The tall one survived last year, too.`,
    },
  ]),
  ...single({
    from: KIM,
    to: [ALEX, SAM],
    subject: 'Invitation: Trade fair: who stands where',
    daysAgo: 1,
    hour: 15,
    flags: [],
    text: `Let us fix the plan of shifts. 45 minutes, I bring tea.`,
    invitation: invitation(now),
  }),
  ...single({
    from: FAIR,
    to: [ALEX],
    subject: 'Your exhibitor badges',
    headers: { Importance: 'high' },
    daysAgo: 15,
    hour: 12,
    folder: PROJECT,
    text: `Dear exhibitor,

your four badges for stand B14 are ready for printing at home. The hall opens for building at 7:00 on the first day.

The Measure & Make team`,
  }),
  ...single({
    from: SAM,
    to: [ALEX, KIM],
    subject: 'Spare parts: the whole list',
    daysAgo: 33,
    hour: 10.5,
    text: `As promised, all 20,000 parts in one file. It is large, open it with patience.

Sam`,
    attachments: [{ filename: 'spare-parts.csv', content: catalogue(), contentType: 'text/csv' }],
  }),
  ...thread('Lunch on Thursday?', [
    { from: SAM, to: [ALEX], daysAgo: 11, hour: 9.9, html: null, text: `Noodles or soup? 🍜` },
    { from: ALEX, to: [SAM], daysAgo: 11, hour: 10, html: null, text: `Noodles! 12:15 at the door.` },
    { from: SAM, to: [ALEX], daysAgo: 11, hour: 10.1, html: null, text: `👍` },
  ]),
  ...single({
    from: ALEX,
    to: [JONAS],
    subject: 'AW: Angebot für Drucksensoren – Prüfstand Süd',
    daysAgo: 1,
    hour: 18.2,
    folder: 'Drafts',
    text: `Guten Tag Herr Einkäufer,

die Kabel können wir auf 3,5 m kürzen. Der Aufpreis beträgt `,
  }),
  ...single({
    from: KIM,
    to: [ALEX, SAM],
    subject: 'Coffee machine is repaired',
    daysAgo: 45,
    hour: 8,
    folder: 'Deleted Items',
    text: `It was the valve. Enjoy!\n\nKim`,
  }),
];
