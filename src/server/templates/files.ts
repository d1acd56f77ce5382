import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { readBlob } from '../store/outbox/blobs';
import {
  findOwnUploads,
  releaseUpload,
  removeUploads,
  reserveUpload,
  saveUpload,
  type UploadRow,
} from '../store/outbox/uploads';

/** Octets of files: in one message, and of all files of one person that are kept here. */
export interface FileLimits {
  together: number;
  kept: number;
}

/**
 * Copies files of one person's for another, or for the same one. A message's files are deleted once it's sent, and a
 * template's when it's changed, so neither may have the other's. If one can't be copied, none is.
 */
export async function copyFiles(
  ctx: MailContext,
  files: readonly UploadRow[],
  userId: Id,
  { together, kept }: FileLimits,
): Promise<UploadRow[]> {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > together) throw new MailError('message-too-large', { params: { limit: together } });
  const copies: UploadRow[] = [];
  try {
    for (const file of files) copies.push(await copyFile(ctx, file, userId, kept));
    return copies;
  } catch (error) {
    await removeUploads(
      ctx,
      userId,
      copies.map(({ id }) => id),
    );
    throw error;
  }
}

async function copyFile(ctx: MailContext, file: UploadRow, userId: Id, limit: number): Promise<UploadRow> {
  const { filename, contentType, contentId, size, blobId } = file;
  const room = await reserveUpload(ctx, userId, size, limit);
  try {
    const content = readBlob(ctx, blobId, size);
    return await saveUpload(ctx, room, { userId, filename, contentType, contentId, content });
  } catch (error) {
    await releaseUpload(ctx, room);
    throw error;
  }
}

/**
 * The files of a template after a change: those it keeps, and copies of those that are new. Returns their ids in the
 * order asked for, and the ids of the files that are no longer needed once the change is stored. Uploads that are gone
 * or aren't the person's are left out.
 */
export async function changeFiles(
  ctx: MailContext,
  userId: Id,
  before: readonly Id[],
  wanted: readonly Id[],
  limits: FileLimits,
): Promise<{ uploadIds: Id[]; added: Id[]; dropped: Id[] }> {
  const had = new Set(before.map(String));
  const files = await findOwnUploads(ctx, userId, wanted);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > limits.together)
    throw new MailError('message-too-large', { params: { limit: limits.together } });
  const fresh = files.filter(({ id }) => !had.has(String(id)));
  const copies = await copyFiles(ctx, fresh, userId, limits);
  const copyOf = new Map(fresh.map(({ id }, index) => [String(id), copies[index].id]));
  const keeps = new Set(files.map(({ id }) => String(id)));
  return {
    uploadIds: files.map(({ id }) => copyOf.get(String(id)) ?? id),
    added: copies.map(({ id }) => id),
    dropped: before.filter((id) => !keeps.has(String(id))),
  };
}
