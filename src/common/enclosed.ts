import type { Id, MessageView } from './types';
import type { MessageBody } from './messageBody';

/** Maximum octets of an enclosed message that can be opened; larger ones can only be saved. */
export const MOST_ENCLOSED = 25_000_000;
/** Maximum nesting of enclosed messages that can be opened. */
export const DEEPEST_ENCLOSED = 5;

/** A message attached to another one (RFC 2046 §5.2.1), as the reader shows it. */
export interface EnclosedMessage
  extends
    Pick<MessageBody, 'html' | 'css' | 'text' | 'hasRemoteContent' | 'truncated' | 'attachments'>,
    Pick<MessageView, 'subject' | 'from' | 'to' | 'cc' | 'bcc' | 'replyTo'> {
  /** null if the message has no date. */
  sentAt: string | null;
}

/** Whether a file is a message, according to its type or, if the type says nothing, its name. */
export function isMessageFile({ contentType, filename }: { contentType: string; filename: string }): boolean {
  const type = contentType.toLowerCase();
  if (type === 'message/rfc822' || type === 'message/global') return true;
  return ['', 'application/octet-stream'].includes(type) && filename.toLowerCase().endsWith('.eml');
}

/**
 * Where a file of an enclosed message is: the stored message's attachment, and the parts that lead to the file in it.
 */
export interface EnclosedPlace {
  attachmentId: string;
  within: string;
}

/**
 * The id of a file: an attachment's own, or `17:2/1.3` for part 1.3 of the message that is part 2 of the one in
 * attachment 17.
 */
export function enclosedPlace(id: Id): EnclosedPlace {
  const [attachmentId = '', within = ''] = String(id).split(':');
  return { attachmentId, within };
}

export const enclosedId = ({ attachmentId, within }: EnclosedPlace, part: string): string =>
  `${attachmentId}:${within && `${within}/`}${part}`;

/**
 * How deeply a file is nested in the attachment: the number of enclosed messages around it; 0 for the attachment
 * itself.
 */
export const depthOf = ({ within }: EnclosedPlace): number => (within === '' ? 0 : within.split('/').length);
