import { contentIdKey, type MessageBody } from '../../../common';
import { HIT } from '../hits/highlight';
import { fillSteps, PART } from './fill-steps';
import { quoteButton, quoteStyle } from './frame-quote';
import { foldQuote } from './html-quote';
import { hasLongWord, wordPieces } from './long-words';

/** A message as the server sanitised it. */
export type FrameContent = Pick<MessageBody, 'html' | 'css'>;

/** How a message without colors of its own should look. */
export interface FrameTheme {
  text: string;
  background: string;
  link: string;
  border: string;
  fontFamily: string;
  fontSize: number;
  padding: number;
  dark: boolean;
  /** Background of searched words. */
  hit: string;
}

/** Black on white, which is what an author who chose colors was looking at. */
const PAPER = {
  ...{ text: '#1f1f1f', background: '#ffffff', link: '#0958d9', border: '#d9d9d9', dark: false },
  hit: '#ffe58f',
};

/**
 * Returns the policy of the document that a message is shown in (CSP Level 3). `script-src` falls back to
 * `default-src 'none'`, and the sandbox forbids scripts too. Remote images load only after the reader has
 * asked for them.
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

/** Whether the author chose colours. A wrong guess only means white paper in a dark page. */
export function hasOwnColours(html: string, css: string): boolean {
  const tags = html.split('<').some((each) => /\b(?:bgcolor|background|color)\b/i.test(tagOf(each)));
  return (
    tags || css.split('}').some((rule) => !ABOUT_LINKS.test(rule) && /[{;](?:background|color)\b/.test(rule))
  );
}

/** Outlook gives the links in every message a blue color; that alone doesn't need white paper. */
const ABOUT_LINKS = /:link|:visited|MsoHyperlink/;

const tagOf = (text: string): string => {
  const end = text.indexOf('>');
  return end < 0 ? '' : text.slice(0, end);
};

/** Returns the empty document that a message is put into. Its policy precedes anything that could load. */
export function frameDocument(
  { html, css = '' }: FrameContent,
  theme: FrameTheme,
  allowRemote: boolean,
): string {
  const own = hasOwnColours(html, css);
  const { text, background, link, border, dark, hit } = own ? PAPER : theme;
  const { padding } = theme;
  return `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${framePolicy(allowRemote)}">
<meta name="referrer" content="no-referrer"><meta http-equiv="x-dns-prefetch-control" content="off">
<style>
:root { color-scheme: ${dark ? 'dark' : 'light'}; }
html { overflow-x: auto; overflow-y: hidden; height: auto !important; background: ${background}; }
body { display: flow-root; height: auto !important; min-height: 0 !important; margin: 0; padding: ${own ? padding : 0}px ${padding}px ${padding}px;
  color: ${text}; font: ${theme.fontSize}px/1.5 ${theme.fontFamily}; overflow-wrap: break-word; }
${own ? `a[href] { color: ${link}; }` : `a[href], a[href] * { color: ${link} !important; }`}
img[src^="blob:"], img[src^="data:"] { max-width: 100%; object-fit: contain; }
blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid ${border}; }
pre { white-space: pre-wrap; }
${PART} { display: block; content-visibility: auto; contain-intrinsic-block-size: auto 40em; }
::highlight(${HIT}) { background-color: ${hit}; color: ${text}; }
${quoteStyle(text)}
</style></head><body></body></html>`;
}

/**
 * Puts a message into its document. The HTML is parsed once, as the server sanitised it, and never serialised
 * again, so nothing can turn into something else on the way (CVE-2024-42009 was such a second step). Nothing
 * loads while it is parsed; once it is in the frame, the frame's policy decides.
 * `meet` gets each element before it is added. Returns the embedded pictures by Content-ID, which still need
 * their content, and the steps that add the message, between which the browser should draw.
 */
export function fillFrame(
  page: Document,
  { html, css = '' }: FrameContent,
  allowRemote: boolean,
  meet: (element: Element) => void,
): { images: Map<string, HTMLImageElement[]>; steps: Iterator<void> } {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const images = new Map<string, HTMLImageElement[]>();
  for (const image of parsed.querySelectorAll('img')) {
    const source = image.getAttribute('src') ?? '';
    if (!/^cid:/i.test(source)) continue;
    image.removeAttribute('src');
    const key = contentIdKey(source);
    const places = images.get(key);
    if (places) places.push(image);
    else images.set(key, [image]);
  }
  if (!allowRemote) withholdRemote(parsed);
  foldQuote(parsed.body, quoteButton(parsed));
  breakLongWords(parsed);
  page.head.append(sheetOf(page, css));
  page.body.replaceChildren();
  return { images, steps: fillSteps(parsed.body, page.body, meet) };
}

/** Added as text, never as markup. */
function sheetOf(page: Document, css: string): HTMLStyleElement {
  const sheet = page.createElement('style');
  sheet.textContent = css;
  return sheet;
}

/** Browsers take many seconds to find the best place to break a word of a hundred thousand letters. */
function breakLongWords(parsed: Document): void {
  const texts = parsed.createTreeWalker(parsed.body, NodeFilter.SHOW_TEXT);
  const long: Text[] = [];
  while (texts.nextNode()) {
    const text = texts.currentNode as Text;
    if (hasLongWord(text.data)) long.push(text);
  }
  for (const text of long)
    text.replaceWith(
      ...wordPieces(text.data)
        .flatMap((each) => [each, parsed.createElement('wbr')])
        .slice(0, -1),
    );
}

/** The policy would block them. Without an address they aren't even tried, and the console stays quiet. */
function withholdRemote(parsed: Document): void {
  for (const element of parsed.querySelectorAll('[src], [srcset], [background], [poster]')) {
    for (const name of ['src', 'srcset', 'background', 'poster']) {
      if (!/^(?:data|blob):/i.test(element.getAttribute(name) ?? '')) element.removeAttribute(name);
    }
  }
}
