import { customerMails } from './seed/customers';
import { exchangeMails } from './seed/exchange';
import { junkMails } from './seed/junk';
import { mailsInOtherLanguages } from './seed/languages';
import type { PlacedMail } from './seed/mail';
import { compose, dateOf, placeFor } from './seed/mail';
import { notices } from './seed/notices';
import { officeMails } from './seed/office';
import { ALEX, SUPPORT } from './seed/people';
import { teamMails } from './seed/team';
import type { BedMail, BedMailbox, BedShared, BedUser } from './types';

export { ALEX, KIM, SAM, SUPPORT, demoCustomers, demoUsers } from './seed/people';
export type { DemoCustomer } from './seed/people';

/** Alex may read it and send as it. */
export const demoShared: BedShared = {
  address: SUPPORT.address,
  fullAccess: [ALEX.address],
  sendAs: [ALEX.address],
};

/** One moment for all mailboxes of a process: the same mail is the same everywhere. */
const START = new Date();

/** Every mail of the demo, oldest first. */
function allMails(now: Date): PlacedMail[] {
  const mails = [
    ...customerMails(),
    ...exchangeMails(),
    ...mailsInOtherLanguages(),
    ...officeMails(now),
    ...notices(),
    ...junkMails(),
    ...teamMails(),
  ];
  return mails.sort((a, b) => dateOf(a, now).getTime() - dateOf(b, now).getTime());
}

/**
 * Fills a mailbox with what this person of the demo sent and received; answers how many mails that were.
 * All of it was written for this project.
 */
export async function seedMailbox(mailbox: BedMailbox, user: BedUser, now: Date = START): Promise<number> {
  const mails: BedMail[] = [];
  for (const mail of allMails(now)) {
    const place = placeFor(user, mail);
    if (place) mails.push({ ...place, raw: await compose(mail, now), date: dateOf(mail, now) });
  }
  for (const folder of ['Customers', 'Projects']) await mailbox.createFolder(folder);
  await mailbox.append(...mails);
  return mails.length;
}
