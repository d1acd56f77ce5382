import { Op, type Transaction } from 'sequelize';
import type { Id, MailAddress } from '../../../common';
import type { MailContext } from '../../context';
import type { MessageDraft } from '../messageDraft';
import { table } from '../db/rows';

/** The Message-ID of a message that we sent begins with its token, a UUID. */
const OWN_ID = /^<([\da-f-]{36})@/;

/** The token of a message that may be one of ours. */
export const tokenOf = ({ token, messageId }: MessageDraft): string | undefined =>
  token ?? OWN_ID.exec(messageId ?? '')?.[1];

/** Records the blind-copy recipients of a message for the accounts whose Sent folder will contain it. */
export async function keepBlindCopies(
  ctx: MailContext,
  accountIds: readonly Id[],
  token: string,
  recipients: readonly MailAddress[],
): Promise<void> {
  if (recipients.length === 0) return;
  const rows = accountIds.map((accountId) => ({ accountId, token, recipients: [...recipients] }));
  await table(ctx, 'mailBlindCopies').bulkCreate(rows);
}

/** Fills in the blind-copy recipients of messages that were sent from this account. */
export async function fillBlindCopies(
  ctx: MailContext,
  accountId: Id,
  drafts: readonly MessageDraft[],
  transaction: Transaction,
): Promise<void> {
  const byToken = new Map<string, MessageDraft[]>();
  for (const draft of drafts) {
    const token = tokenOf(draft);
    if (token && draft.bcc.length === 0) byToken.set(token, [...(byToken.get(token) ?? []), draft]);
  }
  if (byToken.size === 0) return;
  const rows = await table(ctx, 'mailBlindCopies').findAll({
    where: { accountId, token: { [Op.in]: [...byToken.keys()] } },
    attributes: ['token', 'recipients'],
    transaction,
  });
  for (const row of rows) {
    for (const draft of byToken.get(row.get('token') as string) ?? [])
      draft.bcc = row.get('recipients') as MailAddress[];
  }
}
