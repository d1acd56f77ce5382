import { Op, type Transaction } from 'sequelize';
import type { ErrorCode, Id } from '../../../common';
import type { MailContext } from '../../context';
import { noteNewsletters } from '../correspondents/correspondents';
import { insertRows } from '../db/insertRows';
import { assertLease, type Lease } from '../cluster/leases';
import { inHalves } from '../db/inHalves';
import { bodyValues, type AttachmentDraft, type BodyDraft } from '../messageDraft';
import { rowAs, rowsAs, table } from '../db/rows';
import { appendBodies, indexBodies } from '../search';
import { markSetAside } from './unreadable';
import { settleAttachments } from './settleAttachments';
import { settleBounces } from './settleCampaigns';
import { settleInline, type KnownText } from './settleInline';
import { inTransaction } from '../db/transaction';
import { updateEach } from '../db/updateEach';

/** A message whose text isn't loaded yet. */
export interface PendingBody {
  id: Id;
  folderId: Id;
  uidValidity: string;
  uid: number;
  /** Octets of the whole message, according to the server. */
  size: number;
  /** See collections/mailMessages.ts. */
  textParts: string | null;
  receivedAt: Date;
}

/** The message after which to continue. */
export type PendingCursor = Pick<PendingBody, 'id' | 'receivedAt'>;

export interface PendingQuery {
  limit: number;
  after?: PendingCursor;
  /** Only messages of this folder. */
  folderId?: Id;
}

/** Messages without their text, newest first. */
export async function pendingBodies(
  ctx: MailContext,
  accountId: Id,
  { limit, after, folderId }: PendingQuery,
): Promise<PendingBody[]> {
  const below = after && {
    [Op.or]: [
      { receivedAt: { [Op.lt]: after.receivedAt } },
      { receivedAt: after.receivedAt, id: { [Op.lt]: after.id } },
    ],
  };
  const rows = await table(ctx, 'mailMessages').findAll({
    where: {
      accountId,
      bodyState: 'pending',
      vanishedAt: null,
      ...(folderId === undefined ? {} : { folderId }),
      // Repeated for the index, which ends with the date.
      ...(after ? { receivedAt: { [Op.lte]: after.receivedAt } } : {}),
      ...below,
    },
    attributes: ['id', 'folderId', 'uidValidity', 'uid', 'size', 'textParts', 'receivedAt'],
    order: [
      ['receivedAt', 'DESC'],
      ['id', 'DESC'],
    ],
    limit,
  });
  return rows.map((row) => {
    const found = rowAs<PendingBody>(row);
    return { ...found, uid: Number(found.uid), size: Number(found.size ?? 0) };
  });
}

/** A text that was read. `attachments` is set if the message's source was read, and lists the files found there. */
export type LoadedText = KnownText & {
  body: BodyDraft;
  preview: string;
  /** See collections/mailMessages.ts; undefined means none. */
  reportsOn?: string | null;
  event?: string | null;
  attachments?: readonly AttachmentDraft[];
};

/** The result of loading a text. */
export type LoadedBody = LoadedText | { id: Id; error: ErrorCode };

/**
 * Stores texts, or why there are none. Messages that have since been deleted, or loaded by somebody else, are left out;
 * a message whose text the database refuses is set aside.
 */
export async function saveBodies(
  ctx: MailContext,
  lease: Lease | null,
  accountId: Id,
  loaded: readonly LoadedBody[],
): Promise<void> {
  const save = (some: readonly LoadedBody[]) => saveTogether(ctx, lease, accountId, some);
  await inHalves(loaded, save, ({ id }) => save([{ id, error: 'message-not-storable' }]));
}

async function saveTogether(
  ctx: MailContext,
  lease: Lease | null,
  accountId: Id,
  loaded: readonly LoadedBody[],
): Promise<void> {
  if (loaded.length === 0) return;
  await inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    const open = await stillPending(
      ctx,
      loaded.map(({ id }) => id),
      transaction,
    );
    const wanted = loaded.filter(({ id }) => open.has(String(id)));
    const bodies = wanted.flatMap((one) => ('body' in one ? [bodyValues(one.id, accountId, one.body)] : []));
    await insertRows(ctx, 'mailBodies', bodies, transaction);
    const values = wanted.map((one) => ({
      ...{ id: one.id, setAsideAt: null },
      ...('body' in one
        ? { ...foundIn(one), bodyState: 'stored', bodyError: null }
        : { ...foundIn(null), bodyState: 'failed', bodyError: one.error }),
    }));
    await updateEach(ctx, 'mailMessages', values, transaction);
    const failed = wanted.flatMap((one) => ('error' in one ? [one.id] : []));
    if (failed.length > 0) await markSetAside(ctx, failed, transaction);
    for (const one of wanted)
      if ('body' in one && one.attachments)
        await settleAttachments(ctx, { id: one.id, accountId }, one.attachments, transaction);
    await settleInline(
      ctx,
      wanted.filter((one) => 'body' in one),
      transaction,
    );
    const textsOf = (some: readonly LoadedBody[]) =>
      some.flatMap((one) => ('body' in one ? [{ id: one.id, text: one.body.text }] : []));
    const settled = (one: LoadedBody) => 'body' in one && one.attachments !== undefined;
    // Their files may have other names now.
    await indexBodies(ctx, textsOf(wanted.filter(settled)), transaction);
    const others = wanted.filter((one) => !settled(one));
    await appendBodies(ctx, accountId, textsOf(others), transaction);
    const reports = wanted.flatMap((one) =>
      'body' in one ? [{ reportsOn: one.reportsOn ?? null, notices: one.body.notices }] : [],
    );
    await settleBounces(ctx, accountId, reports, transaction);
    const newsletters = wanted.flatMap((one) =>
      'body' in one && one.body.facts?.unsubscribe?.oneClick ? [one.id] : [],
    );
    await noteNewsletters(ctx, accountId, newsletters, transaction);
  });
}

const foundIn = (text: LoadedText | null) => ({
  ...{ preview: text?.preview ?? '', reportsOnHash: text?.reportsOn ?? null, eventHash: text?.event ?? null },
});

async function stillPending(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<Set<string>> {
  const rows = rowsAs<{ id: Id }>(
    await table(ctx, 'mailMessages').findAll({
      where: { id: { [Op.in]: [...ids] }, bodyState: 'pending' },
      attributes: ['id'],
      raw: true,
      // Nobody stores the same text, or deletes its message, before this is done.
      lock: transaction.LOCK.UPDATE,
      transaction,
    }),
  );
  return new Set(rows.map(({ id }) => String(id)));
}
