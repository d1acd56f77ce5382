import { Op } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { blobIdsBefore, deleteBlob, writeBlob } from './blobs';
import { table } from './rows';

export interface UploadRow {
  id: Id;
  userId: Id;
  filename: string;
  contentType: string;
  size: number;
  blobId: string;
}

export interface IncomingFile {
  userId: Id;
  filename: string;
  contentType: string;
  content: AsyncIterable<Buffer>;
  /** More octets than this are refused. */
  limit: number;
}

/** Stores a file that waits to be sent. */
export async function saveUpload(ctx: MailContext, file: IncomingFile): Promise<UploadRow> {
  const { blobId, size } = await writeBlob(ctx, file.content, { limit: file.limit });
  const { userId, filename, contentType } = file;
  try {
    const row = await table(ctx, 'mailUploads').create({ userId, filename, contentType, size, blobId });
    return { id: row.get('id') as Id, userId, filename, contentType, size, blobId };
  } catch (error) {
    await deleteBlob(ctx, blobId);
    throw error;
  }
}

/** The user's own uploads among these ids, in the order asked for. */
export async function findOwnUploads(ctx: MailContext, userId: Id, ids: readonly Id[]): Promise<UploadRow[]> {
  if (ids.length === 0) return [];
  const rows = await table(ctx, 'mailUploads').findAll({ where: { userId, id: { [Op.in]: [...ids] } } });
  const byId = new Map(
    rows.map((row) => [String(row.get('id')), row.get({ plain: true }) as unknown as UploadRow]),
  );
  return [...new Set(ids.map(String))]
    .flatMap((id) => byId.get(id) ?? [])
    .map((row) => ({ ...row, size: Number(row.size) }));
}

export async function removeUploads(ctx: MailContext, userId: Id, ids: readonly Id[]): Promise<void> {
  for (const upload of await findOwnUploads(ctx, userId, ids)) {
    await table(ctx, 'mailUploads').destroy({ where: { id: upload.id } });
    await deleteBlob(ctx, upload.blobId);
  }
}

/** How much of the user's waits to be sent, in octets. */
export async function uploadedSize(ctx: MailContext, userId: Id): Promise<number> {
  return Number((await table(ctx, 'mailUploads').sum('size', { where: { userId } })) || 0);
}

const BATCH = 200;

/**
 * Removes uploads of before `before` that no unfinished send names, and blobs that nothing names: of a
 * composer that was closed, of a process that was killed while it wrote.
 */
export async function sweepUploads(ctx: MailContext, before: Date): Promise<void> {
  const waiting = await table(ctx, 'mailOperations').findAll({
    where: { kind: 'send', state: { [Op.ne]: 'done' } },
    attributes: ['payload', 'blobId'],
  });
  const named = waiting.flatMap(
    (row) => (row.get('payload') as { uploadIds?: Id[] } | null)?.uploadIds ?? [],
  );
  const old = await table(ctx, 'mailUploads').findAll({
    where: { createdAt: { [Op.lt]: before }, ...(named.length ? { id: { [Op.notIn]: named } } : {}) },
    attributes: ['id', 'blobId'],
    limit: BATCH,
  });
  for (const row of old) {
    await row.destroy();
    await deleteBlob(ctx, row.get('blobId') as string);
  }
  const uploads = await table(ctx, 'mailUploads').findAll({ attributes: ['blobId'] });
  const kept = new Set([...waiting, ...uploads].map((row) => row.get('blobId') as string | null));
  for (const blobId of await blobIdsBefore(ctx, before, BATCH + kept.size)) {
    if (!kept.has(blobId)) await deleteBlob(ctx, blobId);
  }
}
