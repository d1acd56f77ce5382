import { SHOWN_SOURCE } from '../../common';
import { openStream } from '../accounts/mailbox';
import { streamSource } from '../imap';
import { messageFilename } from '../mime/attachmentPart';
import { ownRow } from './access';
import { read, type ActionTable } from './action';
import { answerFile } from './answerFile';
import { findOnServer } from './findOnServer';
import { flag, rowId } from './parameters';

/** Octets. More than any mailbox accepts: Exchange Online accepts 150 MB. */
const MOST_SOURCE = 256 * 1024 * 1024;

export const sourceActions: ActionTable = {
  /** A message as received, straight from the mail server: completely to download, or its beginning to look at. */
  'mailMessages:source': read(
    { filterByTk: rowId, download: flag.default(false) },
    async (mail, http, { filterByTk, download }) => {
      const { id } = await ownRow<{ id: string }>(mail, http, 'mailMessages', filterByTk);
      const place = await findOnServer(mail, id);
      const most = download ? MOST_SOURCE : SHOWN_SOURCE;
      const stream = await openStream(mail, place.accountId, place, (folder) =>
        streamSource(folder, place.uid, most),
      );
      answerFile(http, stream, {
        filename: messageFilename(place.subject),
        contentType: download ? 'message/rfc822' : 'text/plain',
        inline: false,
      });
    },
  ),
};
