import type { PlacedMail, SeedMail } from './mail';
import { messageIdOf } from './mail';

type Turn = Omit<SeedMail, 'subject'> & { subject?: string };

/** A conversation: each mail answers the one before, with the subject's prefix and the ids of all before it. */
export function thread(subject: string, turns: Turn[], prefix = 'Re: '): PlacedMail[] {
  const placed: PlacedMail[] = [];
  turns.forEach((turn, index) => {
    const before = placed.at(-1);
    const answered = placed.slice(0, index);
    placed.push({
      ...turn,
      subject: turn.subject ?? (index === 0 ? subject : `${prefix}${subject}`),
      key: `${subject}#${index}`,
      references: answered.map(messageIdOf),
      answers: before,
    });
    // What was answered bears the mark.
    if (before && turn.from.address !== before.from.address) {
      before.flags = [...new Set([...(before.flags ?? ['\\Seen']), '\\Seen', '\\Answered'])];
    }
  });
  return placed;
}

/** Mails that belong to no conversation. */
export const single = (mail: SeedMail): PlacedMail[] => [
  { ...mail, key: `${mail.subject}|${mail.from.address}|${mail.daysAgo}|${mail.hour}`, references: [] },
];
