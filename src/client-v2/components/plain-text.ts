export interface TextPart {
  text: string;
  /** Only ever `http:`, `https:` or `mailto:`. */
  href?: string;
}

const LINK = /\bhttps?:\/\/[^\s<>"'`{}|\\^]+|\b[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}\b/gi;

/** Text with its web and mail addresses set apart. The text itself is never changed. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const link = withoutTrailing(match[0]);
    const href = /^https?:/i.test(link) ? link : `mailto:${link}`;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: link, href });
    end = match.index + link.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** Full stops and closing brackets at the end belong to the sentence, unless the bracket was opened in the link. */
function withoutTrailing(link: string): string {
  let trimmed = link.replace(/[.,;:!?、。，；：！？]+$/u, '');
  while (trimmed.endsWith(')') && trimmed.split(')').length > trimmed.split('(').length)
    trimmed = trimmed.slice(0, -1);
  return trimmed;
}

export interface TextBlock {
  text: string;
  quoted: boolean;
  /** A long quote at the end, mostly the mail that was answered. */
  folded: boolean;
}

/** Quotes (`> `, RFC 3676 §4.5) apart from what was written. */
export function splitQuotes(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const quoted = line.startsWith('>');
    const shown = quoted ? line.replace(/^> ?/, '') : line;
    const last = blocks[blocks.length - 1];
    if (last?.quoted === quoted) last.text += `\n${shown}`;
    else blocks.push({ text: shown, quoted, folded: false });
  }
  const lastWritten = blocks.map((block) => !block.quoted && block.text.trim() !== '').lastIndexOf(true);
  return blocks.map((block, index) => ({
    ...block,
    folded: block.quoted && index > lastWritten && index > 0 && block.text.split('\n').length > 3,
  }));
}
