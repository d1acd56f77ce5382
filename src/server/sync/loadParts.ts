import { fetchStructure, fetchTexts, type OpenFolder } from '../imap';
import { parseHeader, parseTextParts, MAX_TEXT, type ParsedText } from '../mime/parse';
import type { MailHeaders } from '../mime/headers';
import { layoutOf, type AttachmentPart } from '../mime/structure';

/** A hostile header of megabytes is cut off. */
const MAX_HEADER = 256 * 1024;

export interface LoadedParts {
  headers: MailHeaders;
  text: ParsedText;
  attachments: AttachmentPart[];
  /** Every text that the server promised is there. */
  complete: boolean;
}

/** Of a MIME header: it is no text's, whatever BODYSTRUCTURE says. */
export const isNoText = (mime: Buffer): boolean =>
  /^content-type\s*:\s*(?!text\/)[\w-]+\//im.test(mime.toString('latin1'));

/** Header, text and list of files of one mail, without fetching the files. */
export async function loadParts(folder: OpenFolder, uid: number): Promise<LoadedParts> {
  const { header, structure } = await fetchStructure(folder, uid, MAX_HEADER);
  const headers = await parseHeader(header);
  const { texts, attachments } = layoutOf(structure);
  // The MIME header of the only part of a mail is the mail's own (RFC 3501 §6.4.5).
  const single = structure.children.length === 0;
  const sections = texts.flatMap(({ part }) => (single ? [part] : [`${part}.mime`, part]));
  const content = await fetchTexts(folder, uid, sections, MAX_TEXT);
  const parts = texts.map(({ part }) => ({
    mime: single ? header : (content.get(`${part}.mime`) ?? Buffer.alloc(0)),
    body: content.get(part) ?? Buffer.alloc(0),
  }));
  const complete = texts.every(({ size }, index) => {
    const { mime, body } = parts[index] ?? { mime: header, body: header };
    return (size === 0 || body.length > 0) && !isNoText(mime);
  });
  return { headers, text: await parseTextParts(parts), attachments, complete };
}
