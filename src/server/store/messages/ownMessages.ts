import { Op, type Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import type { MessageDraft } from '../messageDraft';
import { tokenOf } from './blindCopies';

/** Copies of messages that we may have sent: the hash of each one's Message-ID by its token. */
export function copiesIn(drafts: readonly MessageDraft[]): Map<string, string> {
  const byToken = new Map<string, string>();
  for (const draft of drafts) {
    const token = tokenOf(draft);
    if (token && draft.messageIdHash) byToken.set(token, draft.messageIdHash);
  }
  return byToken;
}

/** Messages that a person has written to somebody. */
export const answersIn = (drafts: readonly MessageDraft[]): MessageDraft[] =>
  drafts.filter(({ automatic, draft, from }) => !automatic && !draft && from.length > 0);

/** All addresses that these users send from, in lower case. */
export async function addressesOf(
  ctx: MailContext,
  userIds: readonly Id[],
  transaction: Transaction,
): Promise<Set<string>> {
  const accounts = rowsAs<{ id: Id; address: string }>(
    await table(ctx, 'mailAccounts').findAll({
      ...{ where: { userId: { [Op.in]: [...userIds] } }, attributes: ['id', 'address'], transaction },
    }),
  );
  const identities = rowsAs<{ address: string }>(
    await table(ctx, 'mailIdentities').findAll({
      where: { accountId: { [Op.in]: accounts.map(({ id }) => id) } },
      attributes: ['address'],
      transaction,
    }),
  );
  return new Set([...accounts, ...identities].map(({ address }) => address.toLowerCase()));
}
