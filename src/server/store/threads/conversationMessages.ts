import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';

interface ConversationPart {
  accountId: Id;
  folderId: Id;
  threadKey: string | null;
}

/** All messages of each message's conversation that are in the same folder, including the message itself. */
export async function conversationMessages(
  ctx: MailContext,
  messages: ReadonlyArray<ConversationPart & { id: Id }>,
): Promise<Id[]> {
  const inThreads = messages.filter(({ threadKey }) => threadKey !== null);
  const places = new Set(inThreads.map(placeOf));
  const found = rowsAs<ConversationPart & { id: Id }>(
    await table(ctx, 'mailMessages').findAll({
      where: {
        accountId: { [Op.in]: each(inThreads.map(({ accountId }) => accountId)) },
        threadKey: { [Op.in]: each(inThreads.map(({ threadKey }) => threadKey)) },
        vanishedAt: null,
      },
      attributes: ['id', 'accountId', 'folderId', 'threadKey'],
      raw: true,
    }),
  );
  const whole = found.filter((row) => places.has(placeOf(row))).map(({ id }) => id);
  return [...new Map([...messages.map(({ id }) => id), ...whole].map((id) => [String(id), id])).values()];
}

const placeOf = ({ accountId, folderId, threadKey }: ConversationPart): string =>
  `${accountId} ${folderId} ${threadKey}`;

const each = <T>(values: readonly T[]): T[] => [...new Set(values)];
