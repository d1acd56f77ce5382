import type { PlacedMail } from './mail';
import { DANA, ELLIS, MORGAN, PAT, SUPPORT } from './people';
import { single } from './thread';

/** What customers wrote to the mailbox that the team shares. */
export const teamMails = (): PlacedMail[] => [
  ...single({
    from: ELLIS,
    to: [SUPPORT],
    subject: 'Weather station sends nothing since Friday',
    daysAgo: 1,
    hour: 9.4,
    flags: [],
    text: 'Hello,\n\nthe station on the gym roof has sent no readings since Friday noon. The light on the box is green. What can we try before somebody climbs up?\n\nEllis Teacher\nNordlake Schools',
  }),
  ...single({
    from: DANA,
    to: [SUPPORT],
    subject: 'Calibration certificate for oven 7',
    daysAgo: 2,
    hour: 14.2,
    flags: [],
    text: 'Dear team,\n\nour auditor asks for the calibration certificate of the probe in oven 7, serial 20-1187. Could you send it once more?\n\nThank you\nDana Buyer',
  }),
  ...single({
    from: MORGAN,
    to: [SUPPORT],
    subject: 'Two loggers for the vaccine fridges',
    daysAgo: 4,
    hour: 11,
    text: 'Good morning,\n\nwe need two more loggers of the kind in room 12, with alarms to the night desk. How long until they could be here?\n\nM. Nurse',
  }),
  ...single({
    from: PAT,
    to: [SUPPORT],
    subject: 'Thank you for the quick repair',
    daysAgo: 9,
    hour: 16.5,
    text: 'The hygrometer of the map room works again, and the maps thank you too.\n\nPat Curator',
  }),
];
