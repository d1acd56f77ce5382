import type { PartNode } from './partNode';

export type TextKind = 'text' | 'html';

const TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;

/** A media type (RFC 2045 §5.1) in lower case; an invalid one says nothing about the part. */
export function asciiType(contentType: string): string {
  const type = contentType.trim().toLowerCase();
  if (type === '' || type === 'text') return 'text/plain';
  return TYPE.test(type) ? type : 'application/octet-stream';
}

type Described = Pick<PartNode, 'contentType' | 'disposition' | 'filename'>;

/** The kind of a part that can be shown as the message's text; null for other parts. */
export function textKind({ contentType, disposition }: Described): TextKind | null {
  if (disposition === 'attachment') return null;
  if (contentType === 'text/plain') return 'text';
  return contentType === 'text/html' ? 'html' : null;
}

/** Signed or encrypted data as a whole (RFC 8551 §3.2), which contains the message. */
export const isOpaque = ({ contentType, filename }: Described): boolean =>
  contentType === 'application/pkcs7-mime' ||
  contentType === 'application/x-pkcs7-mime' ||
  filename?.toLowerCase() === 'smime.p7m';

/** A report on what happened to a message (RFC 3464, RFC 6533). */
export const isReport = (contentType: string): boolean =>
  contentType === 'message/delivery-status' || contentType === 'message/global-delivery-status';

/** A meeting (RFC 5545); some programs send it only as a file. */
export const isCalendar = (contentType: string): boolean =>
  contentType === 'text/calendar' || contentType === 'application/ics';
