/**
 * Returns where a link really goes, in a form that can be shown: international hosts are in Punycode, so that
 * look-alikes differ.
 */
export function linkTarget(href: string): string {
  try {
    return new URL(href).href;
  } catch {
    return href;
  }
}

/** Whether the link's text names a host other than the one it leads to. */
export function isLookAlike(text: string, href: string): boolean {
  const shown = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+[\p{L}]{2,})(?:[/:?#]\S*)?$/iu.exec(text.trim())?.[1];
  if (!shown) return false;
  try {
    const bare = (host: string) => host.toLowerCase().replace(/^www\./, '');
    const actual = bare(new URL(href).hostname);
    const named = bare(new URL(`http://${shown}`).hostname);
    return actual !== named && !actual.endsWith(`.${named}`);
  } catch {
    return false;
  }
}

/** Returns the parts of a `mailto:` link that a composer uses (RFC 6068), or null for any other link. */
export function parseMailto(
  href: string,
): { to: string; cc: string; bcc: string; subject: string; body: string } | null {
  if (!/^mailto:/i.test(href)) return null;
  const [path = '', query = ''] = href.slice('mailto:'.length).split('#')[0]?.split('?') ?? [];
  // In a mailto link, '+' is a literal plus (RFC 6068 §5). URLSearchParams would decode it as a space.
  const fields = new URLSearchParams(query.replaceAll('+', '%2B'));
  const field = (name: string) =>
    [...fields].filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
  return {
    to: [decode(path), ...field('to')].filter(Boolean).join(','),
    cc: field('cc').join(','),
    bcc: field('bcc').join(','),
    subject: field('subject')[0] ?? '',
    body: field('body').join('\n'),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
