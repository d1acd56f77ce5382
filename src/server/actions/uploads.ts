import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import type { Context } from '@nocobase/actions';
import type { UploadView } from '../../common';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import { safeContentType, safeFilename } from '../mime/compose';
import { removeUploads, saveUpload, uploadedSize, type UploadRow } from '../store/uploads';
import { ownRow } from './access';
import type { ActionTable } from './action';
import { callerOf } from './caller';
import { MOST_UPLOADED, MOST_WAITING } from './uploadLimit';

export const uploadActions: ActionTable = {
  'mailUploads:create': async (mail, http) => {
    const userId = callerOf(http);
    const left = MOST_WAITING - (await uploadedSize(mail, userId));
    if (left <= 0) throw new MailError('message-too-large', { params: { limit: MOST_WAITING } });
    const { id, filename, contentType, size } = await receive(mail, http, Math.min(MOST_UPLOADED, left));
    const view: UploadView = { id, filename, contentType, size };
    http.body = view;
  },

  'mailUploads:destroy': async (mail, http) => {
    const { id } = await ownRow(mail, http, 'mailUploads', http.action.params.filterByTk);
    await removeUploads(mail, callerOf(http), [id]);
    http.body = {};
  },
};

/** The one file of a multipart/form-data request (RFC 7578), read as fast as the database takes it. */
function receive(mail: MailContext, http: Context, limit: number): Promise<UploadRow> {
  const request: IncomingMessage = http.req;
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => {
      request.unpipe();
      // The rest is read and dropped, or the browser would see a broken connection instead of the answer.
      request.resume();
      reject(cause instanceof MailError ? cause : new MailError('invalid-input', { cause }));
    };
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
      saved = saveUpload(mail, {
        ...{
          userId: callerOf(http),
          filename: safeFilename(filename ?? ''),
          contentType: safeContentType(mimeType),
        },
        ...{ content, limit },
      });
      saved.catch((error: unknown) => fail(asMailError(error)));
    });
    parser.on('error', fail);
    parser.on('close', () => {
      if (!saved) return fail(new MailError('invalid-input', { params: { field: 'file' } }));
      saved.then(resolve, () => undefined);
    });
    // The browser went away: the parser, and with it what is being written, ends with an error.
    request.once('close', () => request.complete || parser.destroy(new Error('aborted')));
    request.pipe(parser);
  });
}
