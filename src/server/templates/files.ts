import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { readBlob } from '../store/outbox/blobs';
import { findOwnUploads, storeAll, storeUpload, type UploadRow } from '../store/outbox/uploads';

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
  return storeAll(ctx, userId, files, ({ filename, contentType, contentId, size: octets, blobId }) =>
    storeUpload(ctx, userId, { size: octets, limit: kept }, () => ({
      ...{ userId, filename, contentType, contentId },
      content: readBlob(ctx, blobId, octets),
    })),
  );
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
