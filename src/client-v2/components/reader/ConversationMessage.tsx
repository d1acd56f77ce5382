import { css } from '@emotion/css';
import { theme } from 'antd';
import { useEffect, useRef } from 'react';
import type { ConversationMessageProps } from './conversation-message-props';
import { FoldedMessage } from './FoldedMessage';
import { UnfoldedMessage } from './UnfoldedMessage';
import { useMessage } from './useMessage';

/** A message of a conversation: a single line, or all of it. */
export function ConversationMessage(props: ConversationMessageProps) {
  const { open, first, loaded } = props;
  const { token } = theme.useToken();
  const box = useRef<HTMLDivElement>(null);
  // Scrolls only when the conversation opens. After that the reader decides where to look.
  useEffect(() => {
    if (first && box.current) scrollToStart(box.current);
  }, [first]);
  const frame = css`
    border-top: 1px solid ${token.colorBorderSecondary};
  `;
  return (
    <div ref={box} className={frame} role="listitem" data-testid="mail-conversation-message" data-open={open}>
      {!open ? (
        <FoldedMessage {...props} />
      ) : loaded ? (
        <UnfoldedMessage {...props} loaded={loaded} />
      ) : (
        <LoadingMessage {...props} />
      )}
    </div>
  );
}

/** Height of the toolbar, which stays at the top, in pixels. */
const TOOLBAR = 56;

/** Scrolls only within its own pane; `scrollIntoView` would move the whole page as well. */
function scrollToStart(element: HTMLElement): void {
  let pane = element.parentElement;
  while (pane && !/auto|scroll/.test(getComputedStyle(pane).overflowY)) pane = pane.parentElement;
  if (!pane) return;
  const [top, start] = [element.getBoundingClientRect().top, pane.getBoundingClientRect().top];
  const fits = top - start < pane.clientHeight / 2;
  if (!fits) pane.scrollTop += top - start - TOOLBAR;
}

const LoadingMessage = (props: ConversationMessageProps) => (
  <UnfoldedMessage {...props} loaded={useMessage(props.row.id)} />
);
