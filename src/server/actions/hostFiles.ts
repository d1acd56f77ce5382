import { Readable } from 'node:stream';
import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import type { FileCollectionView, HostFilePage, HostFileView, RecordFilesView } from '../../common';
import type { MailContext } from '../context';
import { asMailError, causeText, MailError } from '../errors';
import { fileInRecord, filesOfRecord, findFiles, viewableFileCollections, type HostFile } from '../host';
import { read, type ActionTable } from './action';
import { asCaller } from './asCaller';
import { compareNames } from './nameOrder';
import { fault, text, whole } from './parameters';
import { isOurs } from './paths';
import type { StoredFile } from './takeFiles';

/** Files of a collection that are listed at a time. */
const PAGE = 20;
/** More pages than anyone looks through. */
const MOST_PAGES = 500;
/** Maximum words of a search; further ones have no influence. */
const MOST_WORDS = 4;

/** A collection of somebody else's: files of messages are reached through their messages. */
const collection = text(255).refine((name) => !isOurs(name), fault({ context: 'value' }));
const key = z.union([z.int(), text(255)]);

/** A file in a field of a record, or a record of a collection of files. */
export const HOST_FILE = z.union([
  z.strictObject({ collection, recordId: key, field: text(255), fileId: key }),
  z.strictObject({ collection, recordId: key }),
]);

/** Files that NocoBase stores, as far as the caller may view them there. */
export const hostFileActions: ActionTable = {
  'mailUploads:ofRecord': read({ collection, recordId: key }, async (mail, http, { recordId, ...where }) => {
    const found = await asCaller(mail, http, () => filesOfRecord(mail, http, where.collection, recordId));
    http.body = found
      .filter((each) => !isOurs(each.collection))
      .map((each) => ({ ...each, files: each.files.map(viewOf) })) satisfies RecordFilesView[];
  }),

  'mailUploads:fileCollections': read({}, async (mail, http) => {
    const found = await viewableFileCollections(mail, http);
    http.body = found.sort((a, b) => compareNames(a.title, b.title)) satisfies FileCollectionView[];
  }),

  'mailUploads:filesOf': read(
    { collection, search: text(255).default(''), page: whole(1, MOST_PAGES).default(1) },
    async (mail, http, { search, page, ...where }) => {
      // Databases differ in how a wildcard is taken literally, so none is ever part of a condition.
      const words = search
        .split(/[\s%_\\]+/)
        .filter(Boolean)
        .slice(0, MOST_WORDS);
      const range = { words, offset: (page - 1) * PAGE, limit: PAGE + 1 };
      const found = await asCaller(mail, http, () => findFiles(mail, http, where.collection, range));
      const files = found.slice(0, PAGE).map(viewOf);
      http.body = { files, hasMore: found.length > PAGE } satisfies HostFilePage;
    },
  ),
};

/** Files that NocoBase stores, to be copied. Throws `not-found` if the caller may not view one of them. */
export async function filesInHost(
  mail: MailContext,
  http: Context,
  wanted: ReadonlyArray<z.output<typeof HOST_FILE>>,
): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for (const place of wanted) {
    const file = await asCaller(mail, http, () => findPlace(mail, http, place));
    if (!file) throw new MailError('not-found');
    const { filename, contentType, size } = file;
    const open = () => {
      const content = Readable.from(contentOf(mail, file), { objectMode: false });
      return Promise.resolve({ filename, contentType, contentId: null, content });
    };
    files.push({ size, open });
  }
  return files;
}

async function findPlace(
  mail: MailContext,
  http: Context,
  place: z.output<typeof HOST_FILE>,
): Promise<HostFile | null> {
  if ('field' in place) return fileInRecord(mail, http, place);
  const [file] = await findFiles(mail, http, place.collection, { ids: [place.recordId], limit: 1 });
  return file ?? null;
}

/** A file's content. If it can't be read, it isn't the mail server's fault. */
async function* contentOf(mail: MailContext, file: HostFile): AsyncGenerator<Buffer> {
  try {
    yield* (await file.open()) as AsyncIterable<Buffer>;
  } catch (cause) {
    mail.log.warn('mail: a file could not be read from its storage', {
      cause: causeText(asMailError(cause)),
    });
    throw new MailError('attachment-unavailable', { cause, params: { context: 'storage' } });
  }
}

const viewOf = ({ id, filename, contentType, size }: HostFile): HostFileView => ({
  ...{ id, filename, contentType, size },
});
