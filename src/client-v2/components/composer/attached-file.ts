import type { CopyInput, MessageView } from '../../../common';

/** A file that is in one of the user's mailboxes or in NocoBase. The server copies it. */
export interface StoredFile {
  name: string;
  /** Its media type. */
  type: string;
  /** Bytes. */
  size: number;
  copy: CopyInput;
}

/** A file to be attached, from this computer or from the server. */
export type AttachedFile = File | StoredFile;

export const isStored = (file: AttachedFile): file is StoredFile => 'copy' in file;

/** Returns a whole message as a file. `unnamed` is its name if it has no subject. */
export const messageFile = (
  { id, subject, size }: Pick<MessageView, 'id' | 'subject' | 'size'>,
  unnamed: string,
): StoredFile => ({
  name: `${subject.trim() || unnamed}.eml`,
  type: 'message/rfc822',
  size: Number(size),
  copy: { messageId: id },
});
