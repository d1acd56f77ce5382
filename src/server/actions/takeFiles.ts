import { addAbortSignal, type Readable } from 'node:stream';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import { safeContentType, safeFilename } from '../mime/compose';
import { storeAll, storeUpload, type UploadRow } from '../store/outbox/uploads';
import { MOST_UPLOADED, MOST_WAITING } from './uploadLimit';

/** A file that is opened, with its properties as its sender wrote them. */
export interface OpenFile {
  filename: string;
  contentType: string;
  /** The Content-ID by which a text shows it; null if it's a file. */
  contentId: string | null;
  content: Readable;
}

/** A file of a message that is on the server. */
export interface StoredFile {
  /** Octets, which may be an estimate; 0 if unknown. */
  size: number;
  open(): Promise<OpenFile>;
}

/** Octets that a file may have beyond its announced size, in addition to a quarter: encodings make it an estimate. */
const SLACK = 64 * 1024;

/** Octets to reserve for a file. What isn't needed is given back as soon as the file is stored. */
const roomFor = (size: number): number =>
  size === 0 ? MOST_UPLOADED : Math.max(size, Math.min(Math.ceil(size * 1.25) + SLACK, MOST_UPLOADED));

/**
 * Makes uploads of the user out of files that are on the server, one after another, each as a stream. Throws a
 * MailError, and keeps nothing, if one of them can't be read, there is no room for it, or `signal` is aborted.
 */
export async function takeFiles(
  mail: MailContext,
  userId: Id,
  files: readonly StoredFile[],
  signal?: AbortSignal,
): Promise<UploadRow[]> {
  try {
    return await storeAll(mail, userId, files, (file) => takeFile(mail, userId, file, signal));
  } catch (cause) {
    throw signal?.aborted ? new MailError('invalid-input', { cause }) : cause;
  }
}

async function takeFile(
  mail: MailContext,
  userId: Id,
  file: StoredFile,
  signal?: AbortSignal,
): Promise<UploadRow> {
  const room = roomFor(file.size);
  try {
    return await takeInto(mail, userId, file, room, signal);
  } catch (error) {
    // It's larger than its server said.
    if (asMailError(error).code !== 'message-too-large' || room >= MOST_UPLOADED) throw error;
    return takeInto(mail, userId, file, MOST_UPLOADED, signal);
  }
}

async function takeInto(
  mail: MailContext,
  userId: Id,
  { open }: StoredFile,
  size: number,
  signal?: AbortSignal,
): Promise<UploadRow> {
  signal?.throwIfAborted();
  return storeUpload(mail, userId, { size, limit: MOST_WAITING }, async () => {
    const { filename, contentType, contentId, content } = await open();
    if (signal) addAbortSignal(signal, content);
    return {
      ...{ userId, contentId, content },
      filename: safeFilename(filename),
      contentType: safeContentType(contentType),
    };
  });
}
