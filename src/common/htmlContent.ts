/** Whether sanitized HTML has words or a picture: an editor writes an empty text as `<p></p>`. */
export const hasContent = (html: string): boolean => /<img\b|(?:^|>)\s*[^\s<]/i.test(html);

/** Converts plain text to the editor's HTML. */
export function paragraphs(text: string): string {
  if (!text) return '';
  const escape = (line: string) =>
    line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return text
    .split(/\r?\n/)
    .map((line) => `<p>${escape(line)}</p>`)
    .join('');
}
