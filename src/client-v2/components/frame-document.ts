/** How a mail without colours of its own is to look. */
export interface FrameTheme {
  text: string;
  background: string;
  link: string;
  border: string;
  fontFamily: string;
  fontSize: number;
  padding: number;
  dark: boolean;
}

/** Black on white: what an author who chose colours had before the eyes. */
const PAPER = { text: '#1f1f1f', background: '#ffffff', link: '#0958d9', border: '#d9d9d9', dark: false };

/**
 * The policy of the document that a mail is shown in (CSP Level 3). `script-src` falls back to
 * `default-src 'none'`; the sandbox forbids scripts too. Remote images only after the reader asked for them.
 */
export function framePolicy(allowRemote: boolean): string {
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src data: blob:${allowRemote ? ' https: http:' : ''}`,
    'font-src data:',
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** Whether the author chose colours. Guessing too often only means white paper in a dark page. */
export function hasOwnColours(html: string): boolean {
  return /<style[\s>]/i.test(html) || /<[^>]*\b(?:bgcolor|background|color)\b[^>]*>/i.test(html);
}

/** The empty document that a mail is put into. Its policy stands there before anything that could load. */
export function frameDocument(html: string, theme: FrameTheme, allowRemote: boolean): string {
  const own = hasOwnColours(html);
  const { text, background, link, border, dark } = own ? PAPER : theme;
  const { padding } = theme;
  return `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${framePolicy(allowRemote)}">
<meta name="referrer" content="no-referrer"><meta http-equiv="x-dns-prefetch-control" content="off">
<style>
:root { color-scheme: ${dark ? 'dark' : 'light'}; }
html { overflow-x: auto; overflow-y: hidden; height: auto !important; background: ${background}; }
body { display: flow-root; height: auto !important; min-height: 0 !important; margin: 0; padding: ${own ? padding : 0}px ${padding}px ${padding}px;
  color: ${text}; font: ${theme.fontSize}px/1.57 ${theme.fontFamily}; overflow-wrap: break-word; }
a { color: ${link}; }
img[src^="blob:"], img[src^="data:"] { max-width: 100%; object-fit: contain; }
blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid ${border}; }
pre { white-space: pre-wrap; }
</style></head><body></body></html>`;
}

/**
 * Puts a mail into its document. The HTML is parsed once, as the server sanitised it, and never written out
 * again: nothing can turn into something else on the way (CVE-2024-42009 was such a second step). While it is
 * parsed nothing loads; once it is in the frame, the frame's policy decides.
 *
 * @returns the pictures that the mail carries inside itself, by their Content-ID; they wait for their content.
 */
export function fillFrame(
  page: Document,
  html: string,
  allowRemote: boolean,
): Map<string, HTMLImageElement[]> {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const own = new Map<string, HTMLImageElement[]>();
  for (const image of parsed.querySelectorAll('img')) {
    const source = image.getAttribute('src') ?? '';
    if (!/^cid:/i.test(source)) continue;
    image.removeAttribute('src');
    own.set(cidKey(source), [...(own.get(cidKey(source)) ?? []), image]);
  }
  if (!allowRemote) withholdRemote(parsed);
  page.body.replaceChildren(...parsed.body.childNodes);
  return own;
}

/** The policy would refuse them; without an address they are not even tried, and the console stays quiet. */
function withholdRemote(parsed: Document): void {
  for (const element of parsed.querySelectorAll('[src], [srcset], [background], [poster]')) {
    for (const name of ['src', 'srcset', 'background', 'poster']) {
      if (!/^(?:data|blob):/i.test(element.getAttribute(name) ?? '')) element.removeAttribute(name);
    }
  }
}

/** `<abc@x>` in a header is `cid:abc@x` in the text, percent-encoded or not (RFC 2392). */
export function cidKey(value: string): string {
  const bare = value.replace(/^cid:/i, '').replace(/^<|>$/g, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
