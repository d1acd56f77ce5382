import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Op } from 'sequelize';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { table } from '../db/rows';

/** Octets per row. */
export const CHUNK = 256 * 1024;

export interface WrittenBlob {
  blobId: string;
  size: number;
}

/** A row of a blob. */
export interface BlobPiece {
  blobId: string;
  seq: number;
  data: Buffer;
}

/**
 * Stores a stream piece by piece, as fast as the database takes it. Refuses more than `limit` octets with
 * `message-too-large`. If the stream fails, what was stored of it is removed again. `insert` stores a piece.
 */
export async function writeBlob(
  ctx: MailContext,
  source: AsyncIterable<Buffer | string>,
  {
    limit = Infinity,
    insert = (piece) => insertPiece(ctx, piece),
  }: { limit?: number; insert?: (piece: BlobPiece) => Promise<void> } = {},
): Promise<WrittenBlob> {
  const blobId = randomUUID();
  let size = 0;
  let seq = 0;
  try {
    for await (const data of inChunks(source)) {
      size += data.length;
      if (size > limit) throw new MailError('message-too-large', { params: { limit } });
      await insert({ blobId, seq: seq++, data });
    }
  } catch (error) {
    await deleteBlob(ctx, blobId).catch(() =>
      ctx.log.warn('mail: a half-written blob stays until the next cleanup'),
    );
    throw error;
  }
  return { blobId, size };
}

/**
 * Stores a piece of a blob without logging it. It's sent as a parameter: written into the statement in hex, it takes
 * five times as long.
 */
export async function insertPiece(ctx: MailContext, piece: BlobPiece): Promise<void> {
  await table(ctx, 'mailBlobs').create({ ...piece }, { logging: false });
}

/**
 * The `size` octets of a blob as a stream that holds one row at a time in memory. Fails if there are fewer, because the
 * account has been disconnected or another process has finished with the blob: a truncated one must not pass for
 * the whole.
 */
export function readBlob(ctx: MailContext, blobId: string, size: number): Readable {
  return Readable.from(rows(ctx, blobId, size), { objectMode: false, highWaterMark: CHUNK });
}

/** Deletes all pieces of a blob; null deletes nothing. */
export async function deleteBlob(ctx: MailContext, blobId: string | null): Promise<void> {
  if (blobId) await table(ctx, 'mailBlobs').destroy({ where: { blobId } });
}

/** Up to `limit` blobs whose first piece was written before `before`, oldest first. */
export async function blobIdsBefore(ctx: MailContext, before: Date, limit: number): Promise<string[]> {
  const found = await table(ctx, 'mailBlobs').findAll({
    where: { seq: 0, createdAt: { [Op.lt]: before } },
    attributes: ['blobId'],
    order: [['createdAt', 'ASC']],
    limit,
  });
  return found.map((row) => String(row.get('blobId')));
}

async function* rows(ctx: MailContext, blobId: string, size: number): AsyncGenerator<Buffer> {
  let read = 0;
  for (let seq = 0; read < size; seq++) {
    const row = await table(ctx, 'mailBlobs').findOne({ where: { blobId, seq }, attributes: ['data'] });
    if (!row) throw new Error(`only ${read} of the ${size} octets of a blob are there`);
    const data = row.get('data') as Buffer;
    read += data.length;
    yield data;
  }
}

/** The same octets in pieces of {@link CHUNK}; the last one may be shorter. */
async function* inChunks(source: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const part of source) {
    let piece = typeof part === 'string' ? Buffer.from(part) : part;
    while (length + piece.length >= CHUNK) {
      const cut = CHUNK - length;
      yield Buffer.concat([...waiting, piece.subarray(0, cut)], CHUNK);
      piece = piece.subarray(cut);
      waiting = [];
      length = 0;
    }
    if (piece.length === 0) continue;
    waiting.push(piece);
    length += piece.length;
  }
  if (length > 0) yield Buffer.concat(waiting, length);
}
