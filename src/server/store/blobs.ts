import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Op } from 'sequelize';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { table } from './rows';

/** Octets a row. */
export const CHUNK = 256 * 1024;

export interface WrittenBlob {
  blobId: string;
  size: number;
  /** The octets themselves, where one row holds them all. */
  whole: Buffer | null;
}

/** A row of a blob. */
export interface BlobPiece {
  blobId: string;
  seq: number;
  data: Buffer;
}

/**
 * Stores a stream piece by piece, as fast as the database takes it. More than `limit` octets is refused
 * with `message-too-large`; what was stored of a stream that failed is removed again. `insert` stores a piece.
 */
export async function writeBlob(
  ctx: MailContext,
  source: AsyncIterable<Buffer | string>,
  {
    limit = Infinity,
    insert = (piece) => insertPieces(ctx, [piece]),
  }: { limit?: number; insert?: (piece: BlobPiece) => Promise<void> } = {},
): Promise<WrittenBlob> {
  const blobId = randomUUID();
  let size = 0;
  let seq = 0;
  let whole: Buffer | null = null;
  try {
    for await (const data of inChunks(source)) {
      size += data.length;
      if (size > limit) throw new MailError('message-too-large', { params: { limit } });
      whole = seq === 0 ? data : null;
      await insert({ blobId, seq: seq++, data });
    }
  } catch (error) {
    await deleteBlob(ctx, blobId).catch(() =>
      ctx.log.warn('mail: a half-written blob stays until the next sweep'),
    );
    throw error;
  }
  return { blobId, size, whole };
}

/** Stores pieces of one or several blobs with one statement; they are not logged. */
export async function insertPieces(ctx: MailContext, pieces: readonly BlobPiece[]): Promise<void> {
  await table(ctx, 'mailBlobs').bulkCreate(
    pieces.map((piece) => ({ ...piece })),
    { logging: false },
  );
}

/** The octets of a blob as a stream; one row at a time is in memory. */
export function readBlob(ctx: MailContext, blobId: string): Readable {
  return Readable.from(rows(ctx, blobId), { objectMode: false, highWaterMark: CHUNK });
}

export async function deleteBlob(ctx: MailContext, blobId: string | null): Promise<void> {
  if (blobId) await deleteBlobs(ctx, [blobId]);
}

export async function deleteBlobs(ctx: MailContext, blobIds: readonly string[]): Promise<void> {
  await table(ctx, 'mailBlobs').destroy({ where: { blobId: { [Op.in]: [...blobIds] } } });
}

/** Blobs whose first piece was written before `before`. */
export async function blobIdsBefore(ctx: MailContext, before: Date, limit: number): Promise<string[]> {
  const found = await table(ctx, 'mailBlobs').findAll({
    where: { seq: 0, createdAt: { [Op.lt]: before } },
    attributes: ['blobId'],
    order: [['createdAt', 'ASC']],
    limit,
  });
  return found.map((row) => String(row.get('blobId')));
}

async function* rows(ctx: MailContext, blobId: string): AsyncGenerator<Buffer> {
  for (let seq = 0; ; seq++) {
    const row = await table(ctx, 'mailBlobs').findOne({ where: { blobId, seq }, attributes: ['data'] });
    if (!row) return;
    yield row.get('data') as Buffer;
  }
}

/** The same octets in pieces of {@link CHUNK}, the last one shorter. */
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
