import { css } from '@emotion/css';
import { theme } from 'antd';
import { Fragment } from 'react';
import { useT } from '../locale';
import { splitLinks, splitQuotes } from './plain-text';

/** A mail that is only text: React escapes it, so it can hold no markup. Long quotes are folded. */
export function PlainText({ text }: { text: string }) {
  const { token } = theme.useToken();
  const t = useT();
  const className = css`
    padding: 0 ${token.padding}px ${token.padding}px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    line-height: ${token.lineHeight};
    color: ${token.colorText};
    & summary {
      width: fit-content;
      margin: ${token.marginXXS}px 0;
      cursor: pointer;
      color: ${token.colorTextTertiary};
      white-space: normal;
    }
    & .quote {
      padding-left: ${token.paddingSM}px;
      border-left: 2px solid ${token.colorBorder};
      color: ${token.colorTextSecondary};
    }
  `;
  return (
    <div className={className} data-testid="mail-text" dir="auto">
      {splitQuotes(text).map((block, index) => {
        if (!block.quoted) return <Linked key={index} text={block.text} />;
        const quote = (
          <div className="quote">
            <Linked text={block.text} />
          </div>
        );
        return block.folded ? (
          <details key={index}>
            <summary>{t('Show quoted text')}</summary>
            {quote}
          </details>
        ) : (
          <Fragment key={index}>{quote}</Fragment>
        );
      })}
    </div>
  );
}

function Linked({ text }: { text: string }) {
  return splitLinks(text).map((part, index) =>
    part.href ? (
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
        {part.text}
      </a>
    ) : (
      <Fragment key={index}>{part.text}</Fragment>
    ),
  );
}
