import { css } from '@emotion/css';
import { theme } from 'antd';
import { useEffect, useRef } from 'react';
import { scrollPane } from '../shared/scroll-pane';
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

/** Leaves it where it is if it begins in the upper half of its pane. */
function scrollToStart(element: HTMLElement): void {
  const pane = scrollPane(element);
  if (!pane) return;
  const below = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  if (below >= pane.clientHeight / 2) pane.scrollTop += below - TOOLBAR;
}

const LoadingMessage = (props: ConversationMessageProps) => (
  <UnfoldedMessage {...props} loaded={useMessage(props.row.id)} />
);
