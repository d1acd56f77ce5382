import { Op, type Transaction } from 'sequelize';
import type { ErrorCode, Id } from '../../common';
import type { MailContext } from '../context';
import { insertRows } from './insertRows';
import { assertLease, type Lease } from './leases';
import { inHalves } from './inHalves';
import { sizeOf, type AttachmentDraft, type BodyDraft } from './messageDraft';
import { table } from './rows';
import { appendBodies, indexBodies } from './search';
import { markSetAside } from './setAside';
import { settleAttachments } from './settleAttachments';
import { inTransaction } from './transaction';
import { updateEach } from './updateEach';

/** A mail whose text is not loaded yet. */
export interface PendingBody {
  id: Id;
  folderId: Id;
  uidValidity: string;
  uid: number;
  /** Octets of the whole mail, as the server says. */
  size: number;
  /** See collections/mailMessages.ts. */
  textParts: string | null;
  receivedAt: Date;
}

/** Goes on behind this one. */
export type PendingCursor = Pick<PendingBody, 'id' | 'receivedAt'>;

export interface PendingQuery {
  limit: number;
  after?: PendingCursor;
  /** Only of this folder. */
  folderId?: Id;
}

/** Mails without their text, the newest first. */
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
      // For the index' sake: it ends at a date.
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
    const found = row.get({ plain: true }) as unknown as PendingBody;
    return { ...found, uid: Number(found.uid), size: Number(found.size ?? 0) };
  });
}

/** What came of loading a text. `attachments`: as the mail's source has them, where that was read. */
export type LoadedBody = { id: Id } & (
  { body: BodyDraft; preview: string; attachments?: readonly AttachmentDraft[] } | { error: ErrorCode }
);

/**
 * Stores texts, or why there are none. What was deleted, or loaded by somebody else meanwhile, is left out; a mail
 * whose text the database refuses is set aside.
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
    const bodies = wanted.flatMap((one) =>
      'body' in one ? [{ mailMessageId: one.id, accountId, size: sizeOf(one.body), ...one.body }] : [],
    );
    await insertRows(ctx, 'mailBodies', bodies, transaction);
    const values = wanted.map((one) =>
      'body' in one
        ? { id: one.id, preview: one.preview, bodyState: 'stored', bodyError: null, setAsideAt: null }
        : { id: one.id, preview: '', bodyState: 'failed', bodyError: one.error, setAsideAt: null },
    );
    await updateEach(ctx, 'mailMessages', values, transaction);
    const failed = wanted.flatMap((one) => ('error' in one ? [one.id] : []));
    if (failed.length > 0) await markSetAside(ctx, failed, transaction);
    for (const one of wanted)
      if ('body' in one && one.attachments)
        await settleAttachments(ctx, { id: one.id, accountId }, one.attachments, transaction);
    const textsOf = (some: readonly LoadedBody[]) =>
      some.flatMap((one) => ('body' in one ? [{ id: one.id, text: one.body.text }] : []));
    const settled = (one: LoadedBody) => 'body' in one && one.attachments !== undefined;
    // Their files may have got other names.
    await indexBodies(ctx, textsOf(wanted.filter(settled)), transaction);
    const others = wanted.filter((one) => !settled(one));
    await appendBodies(ctx, accountId, textsOf(others), transaction);
  });
}

async function stillPending(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<Set<string>> {
  const rows = (await table(ctx, 'mailMessages').findAll({
    where: { id: { [Op.in]: [...ids] }, bodyState: 'pending' },
    attributes: ['id'],
    raw: true,
    // Nobody stores the same text, or deletes its mail, before this is done.
    lock: transaction.LOCK.UPDATE,
    transaction,
  })) as unknown as Array<{ id: Id }>;
  return new Set(rows.map(({ id }) => String(id)));
}
