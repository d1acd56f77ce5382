import type { FetchedTexts } from '../../imap';
import { parseTextParts } from '../../mime/parse';
import { isTextUse, mimeSection, readSection } from '../../mime/structure';
import { isNoText } from './loadParts';
import { toBody, type ReadText } from './toBody';

/** Sections to fetch for a message's text. `words`: as written by `sectionsOf` in mime/structure.ts. */
export const sectionNames = (words: readonly string[]): string[] =>
  words.map(wordOf).flatMap(({ section, mime }) => (mime ? [mime, section] : [section]));

/** The MIME header of `TEXT` is that of the message itself. */
function wordOf(word: string) {
  const { section, use } = readSection(word);
  return { section, use, mime: section === 'TEXT' ? null : mimeSection({ section, use }) };
}

/** The text from fetched sections; null if the parts aren't where the server said (Exchange is sometimes wrong). */
export function fetchedText({ header, content }: FetchedTexts, words: readonly string[]): ReadText | null {
  const none = Buffer.alloc(0);
  const found = words.map(wordOf).map(({ section, use, mime }) => ({
    use,
    mime: mime ? (content.get(mime.toLowerCase()) ?? none) : header,
    body: content.get(section.toLowerCase()) ?? none,
  }));
  const isWrong = found.some(
    ({ use, mime, body }) => body.length === 0 || (isTextUse(use) && isNoText(mime)),
  );
  if (isWrong) return null;
  try {
    return toBody(parseTextParts(found, header));
  } catch {
    // The message's source is tried next.
    return null;
  }
}
