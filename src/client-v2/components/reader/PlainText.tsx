import { css } from '@emotion/css';
import { theme } from 'antd';
import { useMemo, useState, type MouseEvent } from 'react';
import { composeTo } from '../composer/compose-to';
import { hitColours } from '../hits/hit-colours';
import { HIT } from '../hits/highlight';
import { useHighlight } from '../hits/useHighlight';
import { LongText } from './LongText';
import { QuoteButton } from './QuoteButton';
import { foldText } from './text-quote';

/** A plain text message. React escapes it, so it can't contain markup. A quote at its end is folded. */
export function PlainText({ text }: { text: string }) {
  const { token } = theme.useToken();
  const { above, quote, below } = useMemo(() => foldText(text), [text]);
  const [open, setOpen] = useState(false);
  const [root, setRoot] = useState<HTMLElement | null>(null);
  useHighlight(root);
  const hit = hitColours(token);
  const className = css`
    padding: 0 ${token.padding}px ${token.padding}px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    line-height: ${token.lineHeight};
    color: ${token.colorText};
    & a {
      color: ${token['blue-7']};
    }
    &::highlight(${HIT}),
    & ::highlight(${HIT}) {
      background-color: ${hit.backgroundColor};
      color: ${hit.color};
    }
    & .slice {
      content-visibility: auto;
    }
    & .quote {
      padding-left: ${token.paddingSM}px;
      border-left: 2px solid ${token.colorBorder};
      color: ${token.colorTextSecondary};
    }
  `;
  return (
    <div ref={setRoot} className={className} data-testid="mail-text" dir="auto" onClick={openMailLink}>
      <LongText text={quote ? above.trimEnd() : above} />
      {quote && (
        <>
          <QuoteButton open={open} onToggle={() => setOpen(!open)} />
          {open && <LongText text={quote} />}
          {below && <LongText text={below} />}
        </>
      )}
    </div>
  );
}

/** Opens a mail address in the composer instead of on a page of its own. */
function openMailLink(event: MouseEvent): void {
  const href = (event.target as Element).closest('a')?.getAttribute('href') ?? '';
  if (composeTo(href)) event.preventDefault();
}
