import type { InvitationAnswer, InvitationNotice, InvitedPerson } from '../../common';
import type { MailContext } from '../context';
import { listIdentities, type IdentityRow } from '../store/accounts/identities';
import { findEventMails, type EventMail, type InvitedMail } from '../store/messages/invitations';
import { findOperation } from '../store/outbox/operations';

/** A meeting with what became of it: later versions, other people's answers and the reader's own. */
export async function withEvents(
  mail: MailContext,
  message: InvitedMail,
  notice: InvitationNotice,
): Promise<InvitationNotice> {
  const identities = await listIdentities(mail, message.accountId);
  const others = (await findEventMails(mail, message)).filter(
    ({ invitation }) => invitation.recurrenceId === notice.recurrenceId,
  );
  const own = new Set(identities.map(({ address }) => address.toLowerCase()));
  if (notice.method === 'reply') {
    const request = others.find(({ invitation }) => invitation.method === 'request');
    return request ? { ...notice, requestId: request.id } : notice;
  }
  const newer = newestAfter(notice, others);
  const replies = repliesOf(others);
  const shown: InvitationNotice = {
    ...notice,
    attendees: notice.attendees.map((person) => withReply(person, replies)),
    ...(newer ? { newer: { id: newer.id, cancelled: newer.invitation.method === 'cancel' } } : {}),
  };
  const isOwn = notice.organizer !== null && own.has(notice.organizer.address.toLowerCase());
  if (notice.method !== 'request' || notice.organizer === null || isOwn) return shown;
  const invited = invitedIdentity(notice, identities)?.address;
  const answer = await answerOf(mail, message, notice, replies, own);
  return { ...shown, invited, ...(answer ? { answer } : {}) };
}

/** The identity that was invited; the default one if a group or another name of the mailbox was. */
export function invitedIdentity(
  { attendees }: Pick<InvitationNotice, 'attendees'>,
  identities: readonly IdentityRow[],
): IdentityRow | undefined {
  const invited = new Set(attendees.map(({ address }) => address.toLowerCase()));
  return (
    identities.find(({ address }) => invited.has(address.toLowerCase())) ??
    identities.find(({ isDefault }) => isDefault) ??
    identities[0]
  );
}

/** The organizer's latest message since this one. */
function newestAfter(notice: InvitationNotice, others: readonly EventMail[]): EventMail | undefined {
  const organizer = notice.organizer?.address.toLowerCase();
  return others
    .filter(
      ({ invitation: each, fromAddress }) =>
        (each.method === 'request' || each.method === 'cancel') &&
        isLater(each, notice) &&
        // Anyone can write an invitation, but only its organizer may change or cancel it.
        (organizer === undefined || each.organizer?.address.toLowerCase() === organizer) &&
        (organizer === undefined || fromAddress === null || sameSender(fromAddress, organizer)),
    )
    .reduce<EventMail | undefined>(
      (latest, each) => (!latest || isLater(each.invitation, latest.invitation) ? each : latest),
      undefined,
    );
}

/** Calendars send in their owner's name, some of them from another address in the same domain. */
const sameSender = (from: string, organizer: string): boolean =>
  from === organizer || from.split('@')[1] === organizer.split('@')[1];

type Version = Pick<InvitationNotice, 'sequence' | 'stamp' | 'method'>;

/** RFC 5546 §2.1.5: the higher sequence number, then the later date. */
function isLater(left: Version, right: Version): boolean {
  if (left.sequence !== right.sequence) return left.sequence > right.sequence;
  return left.stamp > right.stamp;
}

/** Each person's latest answer, from messages that they sent themselves. */
function repliesOf(others: readonly EventMail[]): Map<string, EventMail['invitation']> {
  const latest = new Map<string, EventMail['invitation']>();
  for (const { invitation, fromAddress } of others) {
    const [person] = invitation.attendees;
    const address = person?.address.toLowerCase();
    if (invitation.method !== 'reply' || address === undefined || address !== fromAddress) continue;
    const before = latest.get(address);
    if (!before || isLater(invitation, before)) latest.set(address, invitation);
  }
  return latest;
}

function withReply(person: InvitedPerson, replies: ReadonlyMap<string, EventMail['invitation']>) {
  const state = replies.get(person.address.toLowerCase())?.attendees[0]?.state;
  return state ? { ...person, state } : person;
}

const ANSWERS: readonly string[] = ['accepted', 'tentative', 'declined'] satisfies InvitationAnswer[];
const isAnswer = (state: string | undefined): state is InvitationAnswer =>
  state !== undefined && ANSWERS.includes(state);

/** The reader's answer, given here or elsewhere, e.g. in Outlook, by a message in Sent. */
async function answerOf(
  mail: MailContext,
  { invitationAnswer, invitationSendId }: InvitedMail,
  notice: InvitationNotice,
  replies: ReadonlyMap<string, EventMail['invitation']>,
  own: ReadonlySet<string>,
): Promise<InvitationNotice['answer']> {
  const send = invitationSendId === null ? null : await findOperation(mail, invitationSendId);
  const sent = [...own].flatMap((address) => replies.get(address) ?? []);
  const elsewhere = sent.filter(({ sequence }) => sequence >= notice.sequence).sort(byVersion)[0];
  const isHereLast =
    invitationAnswer !== null &&
    (!elsewhere || (send !== null && !isBefore(send.createdAt, elsewhere.stamp)));
  if (isHereLast)
    return { answer: invitationAnswer, state: send && send.state !== 'done' ? send.state : null };
  const state = elsewhere?.attendees[0]?.state;
  return isAnswer(state) ? { answer: state, state: null } : undefined;
}

const byVersion = (left: Version, right: Version): number => (isLater(left, right) ? -1 : 1);
/** Compares to the second, the precision of calendars. */
const isBefore = (date: Date, stamp: string): boolean =>
  Math.floor(new Date(date).getTime() / 1000) < Math.floor(Date.parse(stamp) / 1000);
