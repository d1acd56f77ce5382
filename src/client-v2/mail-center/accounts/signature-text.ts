/**
 * Returns a signature's words in one line for a list. It is parsed as a separate document, where nothing is
 * loaded or run.
 */
export function signatureText(html: string | null): string {
  if (!html) return '';
  const { body } = new DOMParser().parseFromString(
    html.replace(/<\/(?:p|li|div)>|<br\b[^>]*>/gi, '$& · '),
    'text/html',
  );
  return (body.textContent ?? '')
    .split('·')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' · ');
}
