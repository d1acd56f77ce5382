import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import { safeContentType, safeFilename } from '../mime/compose';
import { viewUpload } from '../outbox';
import {
  findOwnUploads,
  releaseUpload,
  removeUploads,
  reserveUpload,
  saveUpload,
  type Reservation,
  type UploadRow,
} from '../store/outbox/uploads';
import { readBlob } from '../store/outbox/blobs';
import { ownRow } from './access';
import { change, read, type ActionTable } from './action';
import { answerFile } from './answerFile';
import { callerOf } from './caller';
import { FILE, rowId } from './parameters';
import { COPIED, storedFiles } from './storedFiles';
import { takeFiles } from './takeFiles';
import { MOST_UPLOADED, MOST_WAITING } from './uploadLimit';

/** The Content-ID (RFC 2392) by which the text will refer to the image; the editor creates it. */
const contentId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{8,64}@[a-z]{1,20}$/)
  .nullish();

export const uploadActions: ActionTable = {
  /** Takes a multipart body, which is processed as it arrives (`receive`). */
  'mailUploads:create': change({ contentId }, async (mail, http, input) => {
    const size = Math.min(announced(http), MOST_UPLOADED);
    const room = await reserveUpload(mail, callerOf(http), size, MOST_WAITING).catch((error: unknown) => {
      // The body is read and discarded; otherwise the browser would see a broken connection instead of the answer.
      http.req.resume();
      throw error;
    });
    try {
      http.body = viewUpload(await receive(mail, http, room, input.contentId ?? null));
    } catch (error) {
      await releaseUpload(mail, room);
      throw error;
    }
  }),

  /** Makes uploads out of files in the caller's mailboxes or in NocoBase, without a detour through the browser. */
  'mailUploads:copy': change({ values: COPIED }, async (mail, http, { values }) => {
    const files = await storedFiles(mail, http, values);
    const copies = await takeFiles(mail, callerOf(http), files, untilDisconnected(http));
    http.body = copies.map(viewUpload);
  }),

  /** Lets a reopened composer show its images. */
  'mailUploads:download': read(FILE, async (mail, http, { filterByTk, inline }) => {
    const { id } = await ownRow(mail, http, 'mailUploads', filterByTk);
    const [upload] = await findOwnUploads(mail, callerOf(http), [id]);
    if (!upload) throw new MailError('not-found');
    answerFile(http, readBlob(mail, upload.blobId, upload.size), {
      ...{ filename: upload.filename, contentType: upload.contentType, inline },
    });
  }),

  'mailUploads:destroy': change({ filterByTk: rowId }, async (mail, http, { filterByTk }) => {
    const { id } = await ownRow(mail, http, 'mailUploads', filterByTk);
    await removeUploads(mail, callerOf(http), [id]);
    http.body = {};
  }),
};

/** Aborted when the browser no longer waits for the answer. */
function untilDisconnected(http: Context): AbortSignal {
  const stop = new AbortController();
  http.res.once('close', () => stop.abort());
  if (http.res.destroyed) stop.abort();
  return stop.signal;
}

/**
 * Octets that the request claims to have: slightly more than its file, because of the multipart framing. The maximum if
 * it doesn't say.
 */
function announced(http: Context): number {
  const length = http.get('Content-Length');
  return /^\d{1,15}$/.test(length) ? Number(length) : MOST_UPLOADED;
}

/** Receives the single file of a multipart/form-data request (RFC 7578), as fast as the database accepts it. */
function receive(
  mail: MailContext,
  http: Context,
  room: Reservation,
  contentId: string | null,
): Promise<UploadRow> {
  const request: IncomingMessage = http.req;
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => {
      request.unpipe();
      // The rest is read and discarded; otherwise the browser would see a broken connection instead of the answer.
      request.resume();
      reject(cause instanceof MailError ? cause : new MailError('invalid-input', { cause }));
    };
    // The browser disconnected while the limit was being checked; no event would report that any more.
    if (request.destroyed && !request.complete) return fail(new Error('aborted'));
    let parser: busboy.Busboy;
    try {
      parser = busboy({
        headers: request.headers,
        defParamCharset: 'utf8',
        limits: { files: 1, fields: 20, fieldSize: 1024 },
      });
    } catch (error) {
      return fail(error);
    }
    let saved: Promise<UploadRow> | undefined;
    parser.on('file', (_field, content, { filename, mimeType }) => {
      saved = saveUpload(mail, room, {
        userId: callerOf(http),
        filename: safeFilename(filename ?? ''),
        contentType: safeContentType(mimeType),
        contentId,
        content,
      });
      saved.catch((error: unknown) => fail(asMailError(error)));
    });
    parser.on('error', fail);
    parser.on('close', () => {
      if (!saved) return fail(new MailError('invalid-input', { params: { field: 'file' } }));
      saved.then(resolve, () => undefined);
    });
    // The browser disconnected: the parser ends with an error, and so does what is being written.
    request.once('close', () => request.complete || parser.destroy(new Error('aborted')));
    request.pipe(parser);
  });
}
