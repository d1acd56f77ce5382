import type { FetchMessageObject, MessageStructureObject } from 'imapflow';
import { MailError } from '../errors';
import { onFolder, type OpenFolder } from './withFolder';

/** A node of BODYSTRUCTURE (RFC 3501 §7.4.2), in our own words. */
export interface PartStructure {
  /** Section number; '1' for a mail without parts, '' for the root of one with parts. */
  part: string;
  /** Lower case. */
  contentType: string;
  charset: string | null;
  encoding: string;
  /** Octets as encoded. */
  size: number;
  disposition: string | null;
  filename: string | null;
  /** Without angle brackets. */
  contentId: string | null;
  children: PartStructure[];
}

export interface FetchedStructure {
  /** The header section, cut off at `maxHeader`. */
  header: Buffer;
  structure: PartStructure;
}

/** Header and MIME structure of one mail, without its content. */
export async function fetchStructure(
  folder: OpenFolder,
  uid: number,
  maxHeader: number,
): Promise<FetchedStructure> {
  const query = {
    uid: true,
    bodyStructure: true,
    bodyParts: [{ key: 'header', start: 0, maxLength: maxHeader }],
  };
  const message = await onFolder(folder, async (client) => {
    const found = await client.fetchOne(uid, query, { uid: true });
    return found || (folder.mailbox.usable ? null : undefined);
  });
  if (!message) throw new MailError('message-gone');
  const structure = structureOf(message);
  if (!structure) throw new MailError('message-unreadable', { cause: 'no BODYSTRUCTURE' });
  const header = message.bodyParts?.get('header') ?? message.headers ?? Buffer.alloc(0);
  return { header, structure };
}

export const structureOf = ({ bodyStructure }: FetchMessageObject): PartStructure | null =>
  bodyStructure ? toStructure(bodyStructure, 0) : null;

/** Deeper than any honest mail; deeper nodes are dropped. */
const MAX_DEPTH = 50;

function toStructure(node: MessageStructureObject, depth: number): PartStructure {
  const children = depth < MAX_DEPTH ? (node.childNodes ?? []) : [];
  return {
    part: node.part ?? (children.length > 0 ? '' : '1'),
    contentType: (node.type || 'application/octet-stream').toLowerCase(),
    charset: node.parameters?.charset ?? null,
    encoding: (node.encoding ?? '7bit').toLowerCase(),
    size: node.size ?? 0,
    disposition: node.disposition?.toLowerCase() ?? null,
    filename: node.dispositionParameters?.filename ?? node.parameters?.name ?? null,
    contentId: node.id?.replace(/^\s*<|>\s*$/g, '') ?? null,
    children: children.map((child) => toStructure(child, depth + 1)),
  };
}
