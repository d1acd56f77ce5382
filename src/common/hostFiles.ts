import type { Id } from './types';

/**
 * A file that NocoBase stores: one in a field of a record, or a record of a collection of files. It's never named by its
 * id alone, because the record decides who may see it.
 */
export type HostFileRef =
  { collection: string; recordId: Id; field: string; fileId: Id } | { collection: string; recordId: Id };

/** What `mailUploads:copy` copies: files of messages, a whole message as an .eml file, or files stored in NocoBase. */
export type CopyInput = { attachmentIds: Id[] } | { messageId: Id } | { files: HostFileRef[] };

export interface HostFileView {
  id: string;
  filename: string;
  contentType: string;
  /** Octets; 0 if unknown. */
  size: number;
}

/** The files in a field of a record. */
export interface RecordFilesView {
  collection: string;
  recordId: string;
  field: string;
  /** The field's title, preceded by that of the association that leads to it. The host translates them. */
  titles: string[];
  files: HostFileView[];
}

/** A collection of files. The host translates its title. */
export interface FileCollectionView {
  name: string;
  title: string;
}

export interface HostFilePage {
  files: HostFileView[];
  /** Whether there is another page. */
  hasMore: boolean;
}
