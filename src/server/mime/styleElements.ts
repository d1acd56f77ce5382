import sanitizeHtml from 'sanitize-html';

/**
 * The contents of a message's `style` elements, concatenated. The same parser is used as for sanitizing, so a `style`
 * inside a comment, as Outlook writes for itself, doesn't count. `dropped`: elements whose content is ignored.
 */
export function styleElements(html: string, dropped: readonly string[]): string {
  if (!/<style/i.test(html)) return '';
  const kept = sanitizeHtml(html, {
    allowedTags: ['style'],
    allowVulnerableTags: true,
    allowedAttributes: { style: ['media'] },
    nonTextTags: dropped.filter((tag) => tag !== 'style'),
    textFilter: (text, tag) => (tag === 'style' ? text : ''),
    parseStyleAttributes: false,
  });
  return kept
    .split('</style>')
    .filter((each) => !/^<style media="[^"]*\bprint\b/i.test(each))
    .map((each) => each.slice(each.indexOf('>') + 1))
    .join('\n');
}
