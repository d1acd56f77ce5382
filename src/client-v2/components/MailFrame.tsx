import { theme } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Id, MessageBody } from '../../common';
import { useMailApi } from '../api';
import { useT } from '../locale';
import { parseAddresses } from './addresses';
import { openComposer } from './composer-store';
import { fillFrame, frameDocument } from './frame-document';
import { isLookAlike, linkTarget, parseMailto } from './frame-links';
import { PlainText } from './PlainText';
import { isDark } from './theme-mode';
import { useFrameHeight } from './useFrameHeight';
import { useInlineImages } from './useInlineImages';

export interface MailFrameProps {
  body: MessageBody;
  allowRemote: boolean;
  messageId: Id;
}

/**
 * The text of a mail, shown where it can run and load nothing: a frame whose sandbox has no
 * `allow-scripts`, under a policy of its own. `allow-same-origin` lets *this page* reach into the frame (its
 * height, its `cid:` pictures, its keys); without scripts nothing in the frame can reach out.
 */
export function MailFrame({ body, allowRemote, messageId }: MailFrameProps) {
  if (!body.html) return <PlainText text={body.text} />;
  // A change of what may load is a new document: an old one keeps its policy.
  return <HtmlFrame key={`${messageId}-${allowRemote}`} body={body} allowRemote={allowRemote} />;
}

function HtmlFrame({ body, allowRemote }: Pick<MailFrameProps, 'body' | 'allowRemote'>) {
  const { token } = theme.useToken();
  const t = useT();
  const api = useMailApi();
  const frame = useRef<HTMLIFrameElement>(null);
  const [filled, setFilled] = useState<{ page: Document; images: Map<string, HTMLImageElement[]> } | null>(
    null,
  );
  const page = filled?.page ?? null;
  const { colorText, colorBgContainer, colorBorder, fontFamily, fontSize, padding } = token;
  const dark = isDark(colorBgContainer);
  // antd's link blue is hard to read on black.
  const link = dark ? token['blue-7'] : token.colorLink;
  const source = useMemo(
    () =>
      frameDocument(
        body.html,
        {
          text: colorText,
          background: colorBgContainer,
          link,
          border: colorBorder,
          fontFamily,
          fontSize,
          padding,
          dark,
        },
        allowRemote,
      ),
    [
      body.html,
      allowRemote,
      colorText,
      colorBgContainer,
      link,
      dark,
      colorBorder,
      fontFamily,
      fontSize,
      padding,
    ],
  );
  /** A frame starts with an empty page, and has its own a moment later. */
  const fill = () => {
    const own = frame.current?.contentDocument;
    if (own?.URL === 'about:srcdoc') setFilled({ page: own, images: fillFrame(own, body.html, allowRemote) });
  };
  const height = useFrameHeight(page);
  useInlineImages(filled?.images, body.attachments, api);
  useEffect(
    () => (page && frame.current ? attachListeners(page, frame.current, t('Leads to')) : undefined),
    [page, t],
  );

  return (
    <iframe
      ref={frame}
      title={t('Text of the mail')}
      data-testid="mail-frame"
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={source}
      onLoad={fill}
      style={{ display: 'block', width: '100%', height, border: 0, borderRadius: token.borderRadius }}
    />
  );
}

/** Real targets on links, mail links into the composer, and the page's keyboard shortcuts from within the frame. */
function attachListeners(page: Document, frame: HTMLIFrameElement, leadsTo: string): () => void {
  for (const link of page.querySelectorAll<HTMLAnchorElement | HTMLAreaElement>('a[href], area[href]'))
    tameLink(link, leadsTo);
  const onClick = (event: MouseEvent) => {
    const element = event.target as Element | null;
    const href = element?.closest('a, area')?.getAttribute('href') ?? '';
    if (href.startsWith('#')) {
      // The frame's addresses are relative to the page around it: the browser would load that into the frame.
      event.preventDefault();
      page.getElementById(href.slice(1))?.scrollIntoView();
      return;
    }
    const mail = parseMailto(href);
    if (!mail) return;
    event.preventDefault();
    openComposer({
      to: parseAddresses(mail.to),
      cc: parseAddresses(mail.cc),
      bcc: parseAddresses(mail.bcc),
      subject: mail.subject,
      text: mail.body,
    });
  };
  const onKey = (event: KeyboardEvent) => {
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
  return () => {
    page.removeEventListener('click', onClick);
    page.removeEventListener('keydown', onKey);
  };
}

/** Every link opens a page of its own and tells where it leads; what is no address of a page leads nowhere. */
function tameLink(link: HTMLAnchorElement | HTMLAreaElement, leadsTo: string): void {
  const href = link.getAttribute('href') ?? '';
  // A place within the mail.
  if (href.startsWith('#')) return;
  if (!/^(?:https?|mailto|tel):/i.test(href)) {
    link.removeAttribute('href');
    return;
  }
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  const target = linkTarget(href);
  link.title = isLookAlike(link.textContent ?? '', href) ? `⚠ ${leadsTo} ${target}` : target;
}
