import { theme } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Id, MessageBody } from '../../../common';
import { useMailApi } from '../../api';
import { useT } from '../../locale';
import { composeTo } from '../composer/compose-to';
import { hitColours } from '../hits/hit-colours';
import { useHighlight } from '../hits/useHighlight';
import { fillFrame, frameDocument } from './frame-document';
import { isLookAlike, linkTarget } from './frame-links';
import { quoteButtonAt, showQuote, type QuoteLabels } from './frame-quote';
import { PlainText } from './PlainText';
import { isDark } from './theme-mode';
import { useDocumentUrl } from './useDocumentUrl';
import { useFrameHeight } from './useFrameHeight';
import { useInlineImages } from './useInlineImages';

/** The parts of a message's body that the frame needs. */
export type FramedBody = Pick<MessageBody, 'html' | 'css' | 'text' | 'truncated' | 'attachments'>;

export interface MailFrameProps {
  body: FramedBody;
  allowRemote: boolean;
  messageId: Id;
}

/**
 * Shows a message's text where it can't run or load anything: in a frame whose sandbox has no
 * `allow-scripts`, under a policy of its own. `allow-same-origin` lets *this page* reach into the frame (its
 * height, its `cid:` pictures, its keys); without scripts, nothing in the frame can reach out.
 */
export function MailFrame({ body, allowRemote, messageId }: MailFrameProps) {
  if (!body.html) return <PlainText key={messageId} text={body.text} />;
  // Changing what may load requires a new document, because an existing one keeps its policy.
  return <HtmlFrame key={`${messageId}-${allowRemote}`} body={body} allowRemote={allowRemote} />;
}

interface Filled {
  page: Document;
  images: Map<string, HTMLImageElement[]>;
  /** Whether all of it has been added. */
  whole: boolean;
}

function HtmlFrame({ body, allowRemote }: Pick<MailFrameProps, 'body' | 'allowRemote'>) {
  const { token } = theme.useToken();
  const t = useT();
  const api = useMailApi();
  const frame = useRef<HTMLIFrameElement>(null);
  const [filled, setFilled] = useState<Filled | null>(null);
  const page = filled?.page ?? null;
  const whole = filled?.whole ?? false;
  const { colorText, colorBgContainer, colorBorder, fontFamily, fontSize, padding } = token;
  const dark = isDark(colorBgContainer);
  // antd's link blue is hard to read on white and on black.
  const link = token['blue-7'];
  const hit = hitColours(token).backgroundColor;
  const source = useMemo(
    () =>
      frameDocument(
        { html: body.html, css: body.css },
        {
          text: colorText,
          background: colorBgContainer,
          link,
          border: colorBorder,
          fontFamily,
          fontSize,
          padding,
          dark,
          hit,
        },
        allowRemote,
      ),
    [
      body.html,
      body.css,
      allowRemote,
      colorText,
      colorBgContainer,
      link,
      dark,
      hit,
      colorBorder,
      fontFamily,
      fontSize,
      padding,
    ],
  );
  const quoteLabels = useMemo(() => ({ show: t('Show quoted text'), hide: t('Hide quoted text') }), [t]);
  /** A frame loads an empty page first and its own a moment later. A long message is added step by step. */
  const fill = () => {
    const own = frame.current?.contentDocument;
    if (!frame.current || !own?.URL.startsWith('blob:')) return;
    // This has to happen before anything in the frame can be clicked.
    attachListeners(own, frame.current, quoteLabels);
    const leadsTo = t('Leads to');
    const { images, steps } = fillFrame(own, body, allowRemote, (element) => tameLink(element, leadsTo));
    const step = () => {
      const whole = steps.next().done === true;
      setFilled((old) => (old?.page === own && old.whole === whole ? old : { page: own, images, whole }));
      if (!whole) requestAnimationFrame(() => frame.current?.contentDocument === own && step());
    };
    step();
  };
  const address = useDocumentUrl(source);
  const height = useFrameHeight(page, whole);
  useHighlight(page?.body ?? null);
  useInlineImages(filled?.images, body.attachments, api);
  useEffect(() => {
    // A long message's quote button may arrive with the last step.
    if (page) showQuote(page, quoteLabels);
  }, [page, whole, quoteLabels]);

  if (!address) return null;
  return (
    <iframe
      // A new document gets a new frame. In the same frame it would add a step to the browser's history.
      key={address}
      ref={frame}
      title={t('Text of the mail')}
      data-testid="mail-frame"
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      aria-busy={!whole}
      src={address}
      onLoad={fill}
      style={{ display: 'block', width: '100%', height, border: 0, borderRadius: token.borderRadius }}
    />
  );
}

/**
 * Opens mail links in the composer, toggles quotes, and passes the frame's keys on to the page's shortcuts.
 */
function attachListeners(page: Document, frame: HTMLIFrameElement, labels: QuoteLabels): void {
  const onClick = (event: MouseEvent) => {
    const element = event.target as Element | null;
    const quote = quoteButtonAt(element);
    if (quote) {
      showQuote(page, labels, quote.getAttribute('aria-expanded') !== 'true');
      return;
    }
    const href = element?.closest('a, area')?.getAttribute('href') ?? '';
    if (href.startsWith('#')) {
      // Addresses in the frame are relative to the surrounding page, which the browser would load into the
      // frame.
      event.preventDefault();
      page.getElementById(href.slice(1))?.scrollIntoView();
      return;
    }
    if (composeTo(href)) event.preventDefault();
  };
  const onKey = (event: KeyboardEvent) => {
    // The button itself handles these keys.
    if (quoteButtonAt(event.target as Element | null) && /^(?:Enter| )$/.test(event.key)) return;
    const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
    const copy = new KeyboardEvent(event.type, {
      ...{ key, code, ctrlKey, metaKey, shiftKey, altKey },
      bubbles: true,
      cancelable: true,
    });
    if (!frame.dispatchEvent(copy)) event.preventDefault();
  };
  page.addEventListener('click', onClick);
  page.addEventListener('keydown', onKey);
}

/**
 * Makes every link open its own page and show where it leads. Links to anything else than a page, an address
 * or a phone number are removed.
 */
function tameLink(link: Element, leadsTo: string): void {
  if (!(link instanceof HTMLAnchorElement || link instanceof HTMLAreaElement)) return;
  const href = link.getAttribute('href');
  if (href === null) return;
  // A place within the message.
  if (href.startsWith('#')) return;
  if (!/^(?:https?|mailto|tel):/i.test(href)) {
    link.removeAttribute('href');
    link.style.color = 'inherit';
    link.style.textDecoration = 'none';
    return;
  }
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  const target = linkTarget(href);
  link.title = isLookAlike(link.textContent ?? '', href) ? `⚠ ${leadsTo} ${target}` : target;
}
