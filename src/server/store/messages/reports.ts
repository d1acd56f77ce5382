import { Op } from 'sequelize';
import type { DeliveryFate, Id } from '../../../common';
import type { MailContext } from '../../context';
import { noticesOf } from '../messageDraft';
import { table } from '../db/rows';

/** The parts of a message by which reports lead to it, or it leads to others. */
export interface ReportedMail {
  id: Id;
  accountId: Id;
  messageIdHash: string | null;
}

/** The message with this Message-ID in the same mailbox, the oldest of several copies; null if it isn't there. */
export async function findByMessageId(
  ctx: MailContext,
  { id, accountId }: Pick<ReportedMail, 'id' | 'accountId'>,
  messageIdHash: string,
): Promise<Id | null> {
  const row = await table(ctx, 'mailMessages').findOne({
    where: { accountId, messageIdHash, id: { [Op.ne]: id }, vanishedAt: null },
    attributes: ['id'],
    order: [['id', 'ASC']],
  });
  return row && (row.get('id') as Id);
}

/** Maximum reports on one message: more than anybody reads. */
const MOST = 20;

export interface FoundReport {
  reportId: Id;
  recipients: DeliveryFate[];
}

/** The reports on a message in the same mailbox, oldest first. */
export async function findReports(
  ctx: MailContext,
  { accountId, messageIdHash }: ReportedMail,
): Promise<FoundReport[]> {
  if (messageIdHash === null) return [];
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { accountId, reportsOnHash: messageIdHash, vanishedAt: null },
    attributes: ['id'],
    order: [['id', 'ASC']],
    limit: MOST,
  });
  const ids = rows.map((row) => row.get('id') as Id);
  const bodies = await table(ctx, 'mailBodies').findAll({ where: { mailMessageId: { [Op.in]: ids } } });
  return bodies.flatMap((body) =>
    noticesOf(body.get('notices')).flatMap((notice) =>
      notice.kind === 'delivery'
        ? [{ reportId: body.get('mailMessageId') as Id, recipients: notice.recipients }]
        : [],
    ),
  );
}

/** Ids of those messages that didn't reach somebody, according to a report. */
export async function reportedIds(ctx: MailContext, mails: readonly ReportedMail[]): Promise<Set<string>> {
  const hashes = mails.flatMap(({ messageIdHash }) => messageIdHash ?? []);
  if (hashes.length === 0) return new Set();
  const rows = await table(ctx, 'mailMessages').findAll({
    where: {
      accountId: { [Op.in]: [...new Set(mails.map(({ accountId }) => accountId))] },
      reportsOnHash: { [Op.in]: hashes },
      vanishedAt: null,
    },
    attributes: ['accountId', 'reportsOnHash'],
  });
  const keyOf = (accountId: unknown, hash: unknown) => `${String(accountId)} ${String(hash)}`;
  const reported = new Set(rows.map((row) => keyOf(row.get('accountId'), row.get('reportsOnHash'))));
  return new Set(
    mails
      .filter(({ accountId, messageIdHash }) => reported.has(keyOf(accountId, messageIdHash)))
      .map(({ id }) => String(id)),
  );
}
