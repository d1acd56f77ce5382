import { contentIdKey, type MessageBody } from '../../../common';
import { fillFrame, frameDocument } from './frame-document';

/** Printed above the text. */
export interface PrintedHead {
  title: string;
  /** Labels such as `From`, `To` and `Date`, each with its value. */
  rows: Array<[label: string, text: string]>;
}

interface Options {
  /** Whether to print pictures from other servers; only if the reader has asked for them. */
  allowRemote: boolean;
  /** Loads one of the message's own files. */
  read(attachmentId: MessageBody['id']): Promise<Blob>;
}

/** Colors for paper instead of those of the page's theme. */
const PAPER = {
  ...{
    text: '#000000',
    background: '#ffffff',
    link: '#0958d9',
    border: '#bfbfbf',
    dark: false,
    hit: 'transparent',
  },
  ...{ fontFamily: 'sans-serif', fontSize: 14, padding: 0 },
};
/** Milliseconds. Pictures that take longer are missing. */
const PATIENCE = 5000;

/**
 * Opens the browser's print dialog for a message: its head and its whole text, including quotes. The message
 * gets its own frame with the same policy as the reader's; printing requires `allow-modals`.
 */
export async function printMessage(head: PrintedHead, body: MessageBody, options: Options): Promise<void> {
  const frame = await openFrame(body, options.allowRemote);
  const page = frame.contentDocument;
  if (!page) return frame.remove();
  const urls: string[] = [];
  const content = { html: body.html, css: body.css };
  const { images, steps } = fillFrame(page, content, options.allowRemote, () => undefined);
  while (!steps.next().done);
  if (!body.html) page.body.append(asText(page, body.text));
  page.body.prepend(headOf(page, head));
  page.title = head.title;
  await Promise.all(
    body.attachments.map(async ({ id, contentId }) => {
      const places = contentId === null ? undefined : images.get(contentIdKey(contentId));
      if (!places) return;
      const blob = await options.read(id).catch(() => null);
      if (!blob) return;
      const url = URL.createObjectURL(blob);
      urls.push(url);
      for (const image of places) image.src = url;
    }),
  );
  await loaded(page);
  const clear = () => {
    urls.forEach((url) => URL.revokeObjectURL(url));
    frame.remove();
  };
  frame.contentWindow?.addEventListener('afterprint', clear);
  frame.contentWindow?.print();
}

function openFrame(body: MessageBody, allowRemote: boolean): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.referrerPolicy = 'no-referrer';
  frame.dataset.testid = 'mail-print';
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.style.cssText = 'position:fixed;bottom:0;right:0;width:1px;height:1px;border:0;opacity:0';
  const source = frameDocument({ html: body.html, css: body.css }, PAPER, allowRemote);
  const url = URL.createObjectURL(new Blob([source], { type: 'text/html;charset=utf-8' }));
  frame.src = url;
  return new Promise((resolve) => {
    frame.addEventListener('load', () => {
      if (frame.contentDocument?.URL !== url) return;
      URL.revokeObjectURL(url);
      resolve(frame);
    });
    document.body.append(frame);
  });
}

function headOf(page: Document, { title, rows }: PrintedHead): Element {
  const head = page.createElement('header');
  head.style.cssText =
    'margin-bottom:16px;padding-bottom:8px;border-bottom:1px solid #bfbfbf;overflow-wrap:anywhere';
  const heading = page.createElement('h1');
  heading.style.cssText = 'margin:0 0 8px;font-size:18px';
  heading.dir = 'auto';
  heading.textContent = title;
  head.append(heading);
  for (const [label, text] of rows) {
    const row = page.createElement('div');
    const name = page.createElement('b');
    name.textContent = `${label}: `;
    const value = page.createElement('bdi');
    value.textContent = text;
    row.append(name, value);
    head.append(row);
  }
  return head;
}

function asText(page: Document, text: string): Element {
  const block = page.createElement('div');
  block.style.cssText = 'white-space:pre-wrap;overflow-wrap:anywhere';
  block.dir = 'auto';
  block.textContent = text;
  return block;
}

async function loaded(page: Document): Promise<void> {
  const images = [...page.images].filter(({ src }) => src);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE)));
  await Promise.race([Promise.allSettled(images.map((image) => image.decode())), late]);
  clearTimeout(timer);
}
