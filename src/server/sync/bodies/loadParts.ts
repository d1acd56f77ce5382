import { fetchStructure, fetchTexts, type OpenFolder } from '../../imap';
import { describe, namedByHeader } from '../../mime/describe';
import { parseHeader, parseTextParts, MAX_TEXT, type ParsedText } from '../../mime/parse';
import type { MailHeaders } from '../../mime/headers';
import type { AttachmentPart } from '../../mime/attachmentPart';
import { isTextUse, layoutOf, mimeSection } from '../../mime/structure';

/** Octets. A hostile header of megabytes is cut off. */
const MAX_HEADER = 256 * 1024;

export interface LoadedParts {
  headers: MailHeaders;
  text: ParsedText;
  attachments: AttachmentPart[];
  /** Every text that the server promised is there. */
  complete: boolean;
}

/** Whether a MIME header belongs to something other than text, whatever BODYSTRUCTURE says. */
export const isNoText = (mime: Buffer): boolean => !describe(mime).contentType.startsWith('text/');

/** Header, text and list of files of one message, without fetching the files. */
export async function loadParts(folder: OpenFolder, uid: number): Promise<LoadedParts> {
  const { header, structure } = await fetchStructure(folder, uid, MAX_HEADER);
  const headers = parseHeader(header);
  const { texts, attachments } = layoutOf(namedByHeader(structure, header));
  // The MIME header of a message's only part is that of the message itself (RFC 3501 §6.4.5).
  const single = structure.children.length === 0;
  const sections = texts.map(({ part, use, size }) => {
    const mime = single ? null : mimeSection({ section: part, use });
    return { section: part, use, size, mime };
  });
  const names = sections.flatMap(({ section, mime }) => (mime ? [mime, section] : [section]));
  const content = await fetchTexts(folder, uid, names, MAX_TEXT);
  const parts = sections.map(({ section, use, size, mime }) => ({
    use,
    size,
    mime: mime ? (content.get(mime) ?? Buffer.alloc(0)) : header,
    body: content.get(section) ?? Buffer.alloc(0),
  }));
  const complete = parts.every(
    ({ use, size, mime, body }) => (size === 0 || body.length > 0) && (!isTextUse(use) || !isNoText(mime)),
  );
  return { headers, text: parseTextParts(parts, header), attachments, complete };
}
