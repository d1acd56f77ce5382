import { Op } from 'sequelize';
import type { Id, Invitation, InvitationAnswer } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import { noticesOf } from '../messageDraft';

/** The parts of a message that lead to others about the same meeting. */
export interface InvitedMail {
  id: Id;
  accountId: Id;
  eventHash: string | null;
  invitationAnswer: InvitationAnswer | null;
  invitationSendId: Id | null;
}

/** A message about a meeting. */
export interface EventMail {
  id: Id;
  fromAddress: string | null;
  invitation: Invitation;
}

/** Maximum messages about one meeting: more than anybody reads. */
const MOST = 300;

/** The other messages about the same meeting in the same mailbox, newest first. */
export async function findEventMails(
  ctx: MailContext,
  { id, accountId, eventHash }: InvitedMail,
): Promise<EventMail[]> {
  if (eventHash === null) return [];
  const rows = rowsAs<{ id: Id; fromAddress: string | null }>(
    await table(ctx, 'mailMessages').findAll({
      where: { accountId, eventHash, id: { [Op.ne]: id }, vanishedAt: null },
      attributes: ['id', 'fromAddress'],
      order: [['id', 'DESC']],
      limit: MOST,
    }),
  );
  const ids = rows.map((row) => row.id);
  const bodies = await table(ctx, 'mailBodies').findAll({
    where: { mailMessageId: { [Op.in]: ids } },
    attributes: ['mailMessageId', 'notices'],
  });
  const found = new Map(
    bodies.map((body) => [
      String(body.get('mailMessageId')),
      noticesOf(body.get('notices')).find((notice) => notice.kind === 'invitation'),
    ]),
  );
  return rows.flatMap((row) => {
    const invitation = found.get(String(row.id));
    return invitation ? [{ ...row, invitation }] : [];
  });
}

/** Stores the answer to an invitation, and the send that carries it. */
export async function saveInvitationAnswer(
  ctx: MailContext,
  id: Id,
  answer: InvitationAnswer,
  sendId: Id,
): Promise<void> {
  const values = { invitationAnswer: answer, invitationSendId: sendId };
  await table(ctx, 'mailMessages').update(values, { where: { id } });
}
