import type {
  CopyInput,
  FileCollectionView,
  HostFilePage,
  Id,
  RecordFilesView,
  RecordRef,
  UploadView,
} from '../common';
import { callsOf, type Get, type Post, type Requester } from './call';
import { readBlob } from './files';

interface UploadOptions {
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
  /** Set for a picture in the text. */
  contentId?: string;
}

/** The calls for files to be sent. */
export function uploadCalls(request: Requester, get: Get, post: Post) {
  const call = callsOf(request);
  return {
    async upload(file: File, { onProgress, signal, contentId }: UploadOptions = {}): Promise<UploadView> {
      const data = new FormData();
      data.append('file', file);
      const answer = await call({
        url: 'mailUploads:create',
        method: 'post',
        params: contentId === undefined ? undefined : { contentId },
        data,
        signal,
        onUploadProgress: (event) => onProgress?.(event.total ? event.loaded / event.total : 0),
      });
      return answer.data as UploadView;
    },
    /** Copies files that are in the user's mailboxes or in NocoBase: all of them, or none if it fails. */
    async copyFiles(data: CopyInput, signal?: AbortSignal): Promise<UploadView[]> {
      return (await call({ url: 'mailUploads:copy', method: 'post', data, signal })).data as UploadView[];
    },
    /** Reads a picture of a text that was uploaded before. */
    uploadedPicture: (id: Id) => readBlob(request, id, { inline: true }, 'mailUploads:download'),
    /** The files in a record's fields, as far as the user may view them. */
    filesOfRecord: ({ collection, id }: RecordRef) =>
      get<RecordFilesView[]>('mailUploads:ofRecord', { collection, recordId: id }),
    /** The collections of files that the user may view. */
    fileCollections: () => get<FileCollectionView[]>('mailUploads:fileCollections'),
    /** Files of such a collection, newest first. `page` begins with 1. */
    filesOfCollection: (collection: string, search: string, page: number) =>
      get<HostFilePage>('mailUploads:filesOf', { collection, search, page }),
    removeUpload: (id: Id) => post('mailUploads:destroy', {}, id),
  };
}
