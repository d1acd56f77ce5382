import type { FetchMessageObject, MessageStructureObject } from 'imapflow';
import { MailError } from '../../errors';
import { fetchOne } from './fetchOne';
import type { OpenFolder } from './withFolder';

/** A node of BODYSTRUCTURE (RFC 3501 §7.4.2), independent of imapflow. */
export interface PartStructure {
  /** Section number; '1' for a message without parts, '' for the root of one with parts. */
  part: string;
  /** In lower case. */
  contentType: string;
  charset: string | null;
  encoding: string;
  /** Octets as encoded. */
  size: number;
  disposition: string | null;
  filename: string | null;
  /** Without angle brackets. */
  contentId: string | null;
  /** For an enclosed message: its subject, decoded. */
  subject: string | null;
  children: PartStructure[];
}

export interface FetchedStructure {
  /** The header section, cut off at `maxHeader`. */
  header: Buffer;
  structure: PartStructure;
}

/**
 * Header and MIME structure of one message, without its content. Throws like {@link fetchOne}, and also
 * `message-unreadable` if the server doesn't report the structure.
 */
export async function fetchStructure(
  folder: OpenFolder,
  uid: number,
  maxHeader: number,
): Promise<FetchedStructure> {
  const bodyParts = [{ key: 'header', start: 0, maxLength: maxHeader }];
  const query = { uid: true, bodyStructure: true, bodyParts };
  const message = await fetchOne(folder, uid, query, ({ headers }) => Buffer.isBuffer(headers));
  const structure = structureOf(message);
  if (!structure) throw new MailError('message-unreadable', { cause: 'no BODYSTRUCTURE' });
  return { header: message.headers ?? Buffer.alloc(0), structure };
}

/** The MIME structure from a FETCH answer; null if the server didn't report it. */
export const structureOf = ({ bodyStructure }: FetchMessageObject): PartStructure | null =>
  bodyStructure ? toStructure(bodyStructure, 0) : null;

/** Deeper than any legitimate message; deeper nodes are dropped. */
const MAX_DEPTH = 50;
/** A server turns a field that it can't read into "/". */
const TYPE = /^[^\s/]+\/[^\s/]+$/;

function typeOf({ type = '', childNodes }: MessageStructureObject): string {
  if (TYPE.test(type)) return type.toLowerCase();
  return childNodes ? 'multipart/mixed' : 'application/octet-stream';
}

function toStructure(node: MessageStructureObject, depth: number): PartStructure {
  const contentType = typeOf(node);
  const children = depth < MAX_DEPTH ? (node.childNodes ?? []) : [];
  return {
    // A message without parts is its own section 1, and so is an enclosed message as the root (RFC 3501 §6.4.5).
    part: node.part ?? (children.length > 0 && contentType !== 'message/rfc822' ? '' : '1'),
    contentType,
    charset: node.parameters?.charset ?? null,
    encoding: (node.encoding ?? '7bit').toLowerCase(),
    size: node.size ?? 0,
    disposition: node.disposition?.toLowerCase() ?? null,
    filename: node.dispositionParameters?.filename ?? node.parameters?.name ?? null,
    contentId: node.id?.replace(/^\s*<|>\s*$/g, '') ?? null,
    subject: node.envelope?.subject ?? null,
    children: children.map((child) => toStructure(child, depth + 1)),
  };
}
