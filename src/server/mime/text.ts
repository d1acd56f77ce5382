import { splitLinks } from '../../common';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for use in an HTML element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}

/**
 * Plain text as HTML, with its web and mail addresses as links. Links are searched in the text and each piece is
 * escaped separately: searching for them in HTML has opened holes (CVE-2020-35730, CVE-2023-43770).
 */
export function textToHtml(text: string): string {
  const source = text.replaceAll('\r\n', '\n').replaceAll('\0', '');
  const pieces = splitLinks(source).map((part) =>
    part.href === undefined ? escapeHtml(part.text) : link(part.text, part.href),
  );
  return pieces.join('').replaceAll('\n', '<br>');
}

const link = (shown: string, href: string): string =>
  `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer">${escapeHtml(shown)}</a>`;
