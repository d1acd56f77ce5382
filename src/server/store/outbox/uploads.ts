import { Op } from 'sequelize';
import type { Id } from '../../../common';
import { perProcess } from '../../appState';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { Semaphore } from '../../semaphore';
import { campaignUploads } from '../campaigns/campaigns';
import { blobIdsBefore, deleteBlob, insertPiece, writeBlob, type BlobPiece } from './blobs';
import { draftUploads } from './drafts';
import { templateUploads } from './templates';
import { presentDate } from '../db/clock';
import { lockUser } from '../db/lockUser';
import { rowAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

export interface UploadRow {
  id: Id;
  userId: Id;
  filename: string;
  contentType: string;
  /** For a picture in the text. */
  contentId: string | null;
  size: number;
  blobId: string;
}

export interface IncomingFile {
  userId: Id;
  filename: string;
  contentType: string;
  /** For a picture in the text: the id by which the text refers to it (RFC 2392). */
  contentId: string | null;
  content: AsyncIterable<Buffer>;
}

/** Room for a file that is about to arrive. */
export interface Reservation {
  id: Id;
  /** Octets; a larger file is refused. */
  size: number;
}

/** Limits how many pieces all uploads to this process write at the same time: others get their turn in between. */
const writing = perProcess('uploadWriters', () => new Semaphore(2));

/** How long, in milliseconds, room is reserved for a file that doesn't arrive because its process was killed. */
const PATIENCE = 60 * 60_000;

/**
 * Reserves room for a file of up to `size` octets, so that files that arrive at the same time, on any node, don't
 * exceed `limit` together. Throws `uploads-full` if there isn't enough.
 */
export async function reserveUpload(
  ctx: MailContext,
  userId: Id,
  size: number,
  limit: number,
): Promise<Reservation> {
  return inTransaction(ctx, async (transaction) => {
    await lockUser(ctx, userId, transaction);
    const createdAt = await presentDate(ctx, transaction);
    const stale = { blobId: null, createdAt: { [Op.lt]: new Date(createdAt.getTime() - PATIENCE) } };
    const where = { userId, [Op.not]: stale };
    const used = Number((await table(ctx, 'mailUploads').sum('size', { where, transaction })) || 0);
    if (used + size > limit)
      throw new MailError('uploads-full', { params: { megabytes: limit / 1024 / 1024 } });
    const row = await table(ctx, 'mailUploads').create({ userId, size, createdAt }, { transaction });
    return { id: row.get('id') as Id, size };
  });
}

/** Releases the room, because no file arrived. */
export async function releaseUpload(ctx: MailContext, { id }: Reservation): Promise<void> {
  await table(ctx, 'mailUploads').destroy({ where: { id, blobId: null } });
}

/** Stores a file that waits to be sent, in the room reserved for it. */
export async function saveUpload(
  ctx: MailContext,
  { id, size: limit }: Reservation,
  { content, ...file }: IncomingFile,
): Promise<UploadRow> {
  const insert = (piece: BlobPiece) => writing().run(() => insertPiece(ctx, piece));
  const { blobId, size } = await writeBlob(ctx, content, { limit, insert });
  try {
    const [kept] = await table(ctx, 'mailUploads').update({ ...file, size, blobId }, { where: { id } });
    // A cleanup has removed the reservation, or the user is gone.
    if (kept === 0) throw new MailError('not-found');
    return { id, ...file, size, blobId };
  } catch (error) {
    await deleteBlob(ctx, blobId);
    throw error;
  }
}

/**
 * Reserves room for a file of up to `size` octets, opens it and stores it. If that fails, the room is released.
 * `limit` as for {@link reserveUpload}.
 */
export async function storeUpload(
  ctx: MailContext,
  userId: Id,
  { size, limit }: { size: number; limit: number },
  open: () => IncomingFile | Promise<IncomingFile>,
): Promise<UploadRow> {
  const room = await reserveUpload(ctx, userId, size, limit);
  try {
    return await saveUpload(ctx, room, await open());
  } catch (error) {
    await releaseUpload(ctx, room);
    throw error;
  }
}

/** Stores something for each of several files, one after another. If one can't be stored, none is kept. */
export async function storeAll<T>(
  ctx: MailContext,
  userId: Id,
  files: readonly T[],
  store: (file: T) => Promise<UploadRow>,
): Promise<UploadRow[]> {
  const stored: UploadRow[] = [];
  try {
    for (const file of files) stored.push(await store(file));
    return stored;
  } catch (error) {
    await removeUploads(
      ctx,
      userId,
      stored.map(({ id }) => id),
    );
    throw error;
  }
}

/** The user's own uploads among these ids, in the order asked for. */
export async function findOwnUploads(ctx: MailContext, userId: Id, ids: readonly Id[]): Promise<UploadRow[]> {
  if (ids.length === 0) return [];
  const rows = await table(ctx, 'mailUploads').findAll({
    where: { userId, id: { [Op.in]: [...ids] }, blobId: { [Op.ne]: null } },
  });
  const byId = new Map(rows.map((row) => [String(row.get('id')), rowAs<UploadRow>(row)]));
  return [...new Set(ids.map(String))]
    .flatMap((id) => byId.get(id) ?? [])
    .map((row) => ({ ...row, size: Number(row.size) }));
}

/** Deletes those of these uploads that are the user's own, with their content. */
export async function removeUploads(ctx: MailContext, userId: Id, ids: readonly Id[]): Promise<void> {
  for (const upload of await findOwnUploads(ctx, userId, ids)) {
    await table(ctx, 'mailUploads').destroy({ where: { id: upload.id } });
    await deleteBlob(ctx, upload.blobId);
  }
}

const BATCH = 200;

/**
 * Removes uploads from before `before` that no unfinished send, draft, template or bulk email names, and blobs that nothing names.
 * They're left by a composer that was closed, or by a process that was killed while it wrote.
 */
export async function sweepUploads(ctx: MailContext, before: Date): Promise<void> {
  const waiting = await table(ctx, 'mailOperations').findAll({
    where: { kind: 'send', state: { [Op.ne]: 'done' } },
    attributes: ['payload', 'blobId'],
  });
  const ofSends = waiting.flatMap(
    (row) => (row.get('payload') as { uploadIds?: Id[] } | null)?.uploadIds ?? [],
  );
  const named = [
    ...ofSends,
    ...(await draftUploads(ctx)),
    ...(await templateUploads(ctx)),
    ...(await campaignUploads(ctx)),
  ];
  const old = await table(ctx, 'mailUploads').findAll({
    where: { createdAt: { [Op.lt]: before }, ...(named.length ? { id: { [Op.notIn]: named } } : {}) },
    attributes: ['id', 'blobId'],
    limit: BATCH,
  });
  for (const row of old) {
    await row.destroy();
    await deleteBlob(ctx, row.get('blobId') as string | null);
  }
  const uploads = await table(ctx, 'mailUploads').findAll({ attributes: ['blobId'] });
  const kept = new Set([...waiting, ...uploads].map((row) => row.get('blobId') as string | null));
  for (const blobId of await blobIdsBefore(ctx, before, BATCH + kept.size)) {
    if (!kept.has(blobId)) await deleteBlob(ctx, blobId);
  }
}
