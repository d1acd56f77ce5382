import type { HostFileRef, HostFileView } from '../../../../common';
import type { StoredFile } from '../attached-file';

/** A file in NocoBase, to be attached. */
export const hostFile = ({ filename, contentType, size }: HostFileView, place: HostFileRef): StoredFile => ({
  ...{ name: filename, type: contentType, size },
  copy: { files: [place] },
});
