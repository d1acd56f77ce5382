import { ALEX, DANA, KIM, MORGAN, ROBIN } from './people';
import { pdf } from './pdf';
import { bars, dial } from './png';
import type { PlacedMail } from './mail';
import { moreCustomerMails } from './moreCustomers';
import { thread } from './thread';

const quote = pdf('Quotation Q-2207', [
  'Fennbrook Instruments, Demo Street 1, Exampletown',
  'For: Brightwell Bakeries, attn. Dana Buyer',
  '',
  '12 x oven probe thermometer OP-300        at 148.00      1,776.00',
  ' 4 x wall display WD-12                   at  96.50        386.00',
  ' 1 x calibration on site                                   420.00',
  '',
  'Total without tax                                        2,582.00',
  'Valid for 30 days. Delivery two weeks after the order.',
]);

const readings = [
  'sensor;time;celsius',
  ...Array.from({ length: 240 }, (_none, index) => {
    const value = 221 + 6 * Math.sin(index / 9) + (index % 7) * 0.3;
    return `OP-300-${1 + (index % 12)};${String(Math.floor(index / 10)).padStart(2, '0')}:${String((index % 10) * 6).padStart(2, '0')};${value.toFixed(1)}`;
  }),
].join('\r\n');

/** Conversations with customers in English. */
export const customerMails = (): PlacedMail[] => [
  ...thread('Thermometers for the new bakery', [
    {
      from: DANA,
      to: [ALEX],
      daysAgo: 26,
      hour: 9.2,
      text: `Good morning Alex,

we open a second bakery in spring and need to watch twelve deck ovens. Each should show its temperature on the wall, and we have to keep the readings for two years.

Could you send us an offer, calibration on site included?

Kind regards
Dana Buyer
Brightwell Bakeries`,
    },
    {
      from: ALEX,
      to: [DANA],
      daysAgo: 26,
      hour: 14.5,
      text: `Hello Dana,

congratulations on the second bakery! The OP-300 probe fits deck ovens well; four displays are enough if they stand between three ovens each.

You find our quotation attached. Is there a network socket near the ovens, or shall we plan with radio?

Best regards
Alex`,
      attachments: [{ filename: 'Quotation Q-2207.pdf', content: quote, contentType: 'application/pdf' }],
    },
    {
      from: DANA,
      to: [ALEX],
      cc: [ROBIN],
      daysAgo: 24,
      hour: 10.75,
      text: `Hello Alex,

thank you, that was quick. I copy Robin, who plans the building. There are sockets behind ovens 1 to 6 only.

Could we see an example of the readings file before we decide?

Dana`,
    },
    {
      from: ALEX,
      to: [DANA],
      cc: [ROBIN],
      daysAgo: 24,
      hour: 15.1,
      text: `Hello Dana, hello Robin,

attached is a day of readings from our own test oven. It opens in any spreadsheet program.

For ovens 7 to 12 we would use radio; the price stays the same.

Alex`,
      attachments: [{ filename: 'readings-example.csv', content: readings, contentType: 'text/csv' }],
    },
    {
      from: ROBIN,
      to: [ALEX],
      cc: [DANA],
      daysAgo: 3,
      hour: 8.4,
      flags: ['\\Flagged'],
      text: `Hello Alex,

the walls are up and the plan is final: please find the layout attached. Displays are marked D1 to D4.

Could your team come for calibration in the first week of next month? Ovens are heated from 4 to 9 in the morning.

Robin`,
      attachments: [
        {
          filename: 'layout-ovens.png',
          content: bars([3, 3, 3, 3, 2, 4], [70, 110, 170]),
          contentType: 'image/png',
        },
      ],
    },
    {
      from: DANA,
      to: [ALEX],
      cc: [ROBIN],
      daysAgo: 0,
      hour: 8.1,
      flags: [],
      text: `Hello Alex,

the board agreed yesterday: we order as in Q-2207. What do you need from us to start?

Best regards
Dana`,
    },
  ]),
  ...thread('Display shows dashes', [
    {
      from: MORGAN,
      to: [KIM],
      cc: [ALEX],
      daysAgo: 12,
      hour: 7.3,
      text: `Hello,

since last night the display at the vaccine fridge on the second floor shows dashes. The other five are fine. We have moved the stock for now.

Morgan
Vellmar Clinics`,
    },
    {
      from: KIM,
      to: [MORGAN],
      cc: [ALEX],
      daysAgo: 12,
      hour: 7.9,
      text: `Good morning Morgan,

dashes mean that the sensor has not been heard for ten minutes. Please open the battery lid at the back of the sensor: is the light green, red or off?

Kim
Fennbrook support`,
    },
    {
      from: MORGAN,
      to: [KIM],
      cc: [ALEX],
      daysAgo: 12,
      hour: 8.6,
      text: `It is off. I attach a photo of the sensor as it hangs.`,
      html: `<p>It is off. This is how it hangs:</p><p><img src="cid:sensor-photo" alt="The sensor" width="320"></p><p>Morgan</p>`,
      attachments: [
        {
          filename: 'sensor.png',
          content: dial(320, [60, 90, 120], 2.2),
          contentType: 'image/png',
          cid: 'sensor-photo',
        },
      ],
    },
    {
      from: KIM,
      to: [MORGAN],
      cc: [ALEX],
      daysAgo: 12,
      hour: 9.2,
      text: `Thank you for the picture. The battery is empty then; any CR2477 will do. A new one is in the post, free of charge, together with a spare.

After the change, press the button for three seconds until the light turns green.

Kim`,
    },
    {
      from: MORGAN,
      to: [KIM],
      cc: [ALEX],
      daysAgo: 10,
      hour: 10.2,
      text: `The battery came today, all six displays work again. Thank you both!

Morgan`,
    },
  ]),
  ...moreCustomerMails(),
];
