import { once } from 'node:events';
import { openPart } from '../accounts/mailbox';
import { MailError } from '../errors';
import { safeContentType, safeFilename } from '../mime/compose';
import { findFolder } from '../store/folders';
import { serverPlace } from '../store/operations';
import { findSource, type AttachmentRow } from '../store/sources';
import { ownRow } from './access';
import type { ActionTable } from './action';
import { contentDisposition } from './contentDisposition';

/** Pictures that a browser may show: no SVG, which is a document with scripts. */
const SHOWABLE = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
/** Types that can carry scripts: not named at all, whatever a browser makes of the rest. */
const ACTIVE = /html|xml|svg|script|pdf|flash/;

export const attachmentActions: ActionTable = {
  /** Straight from the mail server to the browser, never whole in memory and never on a disk. */
  'mailAttachments:download': async (mail, http) => {
    const { filterByTk, inline } = http.action.params as { filterByTk?: unknown; inline?: unknown };
    const attachment = await ownRow<AttachmentRow>(mail, http, 'mailAttachments', filterByTk);
    const message = await findSource(mail, attachment.mailMessageId);
    if (!message) throw new MailError('message-gone');
    const place = await serverPlace(mail, message.accountId, message);
    const folder = await findFolder(mail, place.folderId);
    if (!folder) throw new MailError('message-gone');
    const { part, encoding } = attachment;
    const stream = await openPart(mail, message.accountId, {
      ...{ path: folder.path, uidValidity: place.uidValidity, uid: Number(place.uid), part, encoding },
    });
    // A browser that went away must not keep the folder open; before `pipe` nobody else would notice.
    void once(http.res, 'close').then(() => stream.destroy());
    if (http.res.destroyed) stream.destroy();
    const type = safeContentType(attachment.contentType ?? '');
    const shown = (inline === '1' || inline === 1) && SHOWABLE.includes(type);
    http.withoutDataWrapping = true;
    http.status = 200;
    http.set({
      'Content-Type': ACTIVE.test(type) ? 'application/octet-stream' : type,
      'Content-Disposition': contentDisposition(
        shown ? 'inline' : 'attachment',
        safeFilename(attachment.filename ?? ''),
      ),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'private, no-store',
    });
    http.body = stream;
  },
};
