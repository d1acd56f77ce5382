import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';
import { factsOf } from '../messageDraft';
import { noteNewsletters, ownAddresses, saveSightings } from './correspondents';
import { sightingsIn, type SightedMessage } from './standing';

/** A message's place in the list, newest first. */
interface Place {
  receivedAt: Date;
  id: Id;
}

type Stored = SightedMessage & Place & { folderId: Id };

/**
 * Counts the people whom some of an account's stored messages name, newest messages first, for messages from before
 * people were counted. One that arrives while this is going on may count twice, which no ranking shows.
 */
export async function countStoredMessages(
  ctx: MailContext,
  accountId: Id,
  after: Place | null,
  limit: number,
): Promise<{ done: number; next: Place | null }> {
  const below = after && {
    receivedAt: { [Op.lte]: after.receivedAt },
    [Op.or]: [
      { receivedAt: { [Op.lt]: after.receivedAt } },
      { receivedAt: after.receivedAt, id: { [Op.lt]: after.id } },
    ],
  };
  const messages = rowsAs<Stored>(
    await table(ctx, 'mailMessages').findAll({
      where: { accountId, vanishedAt: null, ...below },
      attributes: ['id', 'folderId', 'receivedAt', 'draft', 'from', 'to', 'cc', 'bcc'],
      order: [
        ['receivedAt', 'DESC'],
        ['id', 'DESC'],
      ],
      limit,
    }),
  );
  const roles = await folderRoles(ctx, accountId);
  const newsletters = await newslettersAmong(
    ctx,
    messages.map(({ id }) => id),
  );
  await inTransaction(ctx, async (transaction) => {
    const own = await ownAddresses(ctx, accountId, transaction);
    const sightings = messages.flatMap(({ folderId, ...message }) =>
      sightingsIn(complete(message), { role: roles.get(String(folderId)) ?? null, own }),
    );
    await saveSightings(ctx, accountId, sightings, transaction);
    await noteNewsletters(ctx, accountId, newsletters, transaction);
  });
  return { done: messages.length, next: messages.length < limit ? null : (messages.at(-1) ?? null) };
}

/** The number of messages that {@link countStoredMessages} goes through. */
export const countMessages = (ctx: MailContext, accountId: Id): Promise<number> =>
  table(ctx, 'mailMessages').count({ where: { accountId, vanishedAt: null } });

/** Messages that an earlier version stored may lack some of their addresses. */
function complete({ from, to, cc, bcc, receivedAt, draft }: SightedMessage): SightedMessage {
  const people = { from: from ?? [], to: to ?? [], cc: cc ?? [], bcc: bcc ?? [] };
  return { ...people, receivedAt: new Date(receivedAt), draft: Boolean(draft) };
}

async function folderRoles(ctx: MailContext, accountId: Id): Promise<Map<string, string>> {
  const folders = await table(ctx, 'mailFolders').findAll({
    ...{ where: { accountId }, attributes: ['id', 'role'] },
  });
  return new Map(folders.map((row) => [String(row.get('id')), String(row.get('role'))]));
}

async function newslettersAmong(ctx: MailContext, ids: readonly Id[]): Promise<Id[]> {
  const bodies = rowsAs<{ mailMessageId: Id; facts: unknown }>(
    await table(ctx, 'mailBodies').findAll({
      where: { mailMessageId: { [Op.in]: [...ids] } },
      attributes: ['mailMessageId', 'facts'],
      raw: true,
    }),
  );
  return bodies.flatMap(({ mailMessageId, facts }) =>
    factsOf(facts).unsubscribe?.oneClick ? [mailMessageId] : [],
  );
}
