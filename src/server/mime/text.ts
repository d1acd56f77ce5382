const LINK =
  /\b(?:https?:\/\/|www\.)[^\s<>"'`{}|\\^]+|\b[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\b/gi;
const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for a place where HTML stands, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}

/**
 * Plain text as HTML, with its web and mail addresses as links. Links are looked for in the text and each
 * piece is escaped by itself: looking for them in HTML has opened holes (CVE-2020-35730, CVE-2023-43770).
 */
export function textToHtml(text: string): string {
  const source = text.replaceAll('\r\n', '\n').replaceAll('\0', '');
  const pieces: string[] = [];
  let end = 0;
  for (const match of source.matchAll(LINK)) {
    const shown = withoutTrailing(match[0]);
    pieces.push(escapeHtml(source.slice(end, match.index)), link(shown));
    end = match.index + shown.length;
  }
  pieces.push(escapeHtml(source.slice(end)));
  return pieces.join('').replaceAll('\n', '<br>');
}

function link(shown: string): string {
  const href = /^https?:/i.test(shown)
    ? shown
    : /^www\./i.test(shown)
      ? `http://${shown}`
      : `mailto:${shown}`;
  return `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer">${escapeHtml(shown)}</a>`;
}

/** Full stops and closing brackets at the end belong to the sentence. */
function withoutTrailing(address: string): string {
  let end = address.length;
  while (end > 0 && '.,;:!?)]、。，；：！？'.includes(address[end - 1] ?? '')) end--;
  return address.slice(0, end);
}
