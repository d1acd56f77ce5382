import { isMessageFile } from '../../common';
import { parseSource, sourceFile, type ParsedSource } from './parse';
import type { AttachmentPart } from './attachmentPart';

/** A file of a message's source, with its content. */
export interface SourceFile extends AttachmentPart {
  content: Buffer;
}

/**
 * Finds a file nested in enclosed messages. `parts` (at least one) has a part number for each level, from the outside
 * in. Returns null if they don't lead through messages to a file. Throws `message-unreadable`.
 */
export function enclosedFile(source: Buffer, parts: readonly string[]): SourceFile | null {
  let around = source;
  let found: SourceFile | null = null;
  for (const part of parts) {
    if (found && !isMessageFile(found)) return null;
    const file = parseSource(around).attachments.find((each) => each.part === part);
    const content = file && sourceFile(around, part);
    if (!content) return null;
    found = { ...file, content };
    around = content;
  }
  return found;
}

/**
 * Parses the message at that place; without parts, the outermost one. Returns null if there is none. Throws
 * `message-unreadable`.
 */
export function enclosedMessage(source: Buffer, parts: readonly string[]): ParsedSource | null {
  if (parts.length === 0) return parseSource(source);
  const file = enclosedFile(source, parts);
  return file && isMessageFile(file) ? parseSource(file.content) : null;
}
