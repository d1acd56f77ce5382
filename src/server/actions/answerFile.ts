import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { Context } from '@nocobase/actions';
import { withoutWrapping } from '../host';
import { safeContentType, safeFilename } from '../mime/compose';
import { contentDisposition } from './contentDisposition';

/** Images that a browser may show. SVG isn't included because it is a document with scripts. */
const SHOWABLE = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
/** Types that can contain scripts: never named in the answer, so that no browser acts on them. */
const ACTIVE = /html|xml|svg|script|pdf|flash/;

export interface AnsweredFile {
  filename: string;
  contentType: string;
  /** An image shown in a text, as opposed to a download. */
  inline: boolean;
}

/** Answers with an untrusted file so that no browser runs anything in it. */
export function answerFile(
  http: Context,
  stream: Readable,
  { filename, contentType, inline }: AnsweredFile,
): void {
  // A browser that disconnects must not keep the source open; before `pipe`, nobody else would notice.
  void once(http.res, 'close').then(() => stream.destroy());
  if (http.res.destroyed) stream.destroy();
  // An interrupted file must not look complete: the host would leave the answer open.
  stream.once('error', () => http.res.headersSent && http.res.destroy());
  const type = safeContentType(contentType);
  const shown = inline && SHOWABLE.includes(type);
  withoutWrapping(http);
  http.status = 200;
  http.set({
    'Content-Type': ACTIVE.test(type) ? 'application/octet-stream' : type,
    'Content-Disposition': contentDisposition(shown ? 'inline' : 'attachment', safeFilename(filename)),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
  });
  http.body = stream;
}
