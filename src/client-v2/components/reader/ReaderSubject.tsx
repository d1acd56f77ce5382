import { FlagFilled } from '@ant-design/icons';
import { theme, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { MessageView } from '../../../common';
import { useT } from '../../locale';
import { Marked } from '../hits/Marked';
import { LinkStyleButton } from '../shared/LinkStyleButton';
import { SecondaryText } from '../shared/SecondaryText';

/** Lines of the subject shown at first. More would push the text down. */
const LINES = 3;

/** A message's subject. A long one can be expanded. */
export function ReaderSubject({ message }: { message: Pick<MessageView, 'subject' | 'flagged'> }) {
  const { token } = theme.useToken();
  const t = useT();
  const line = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const isLong = useIsClamped(line, open);
  return (
    <div style={{ marginBottom: token.margin }}>
      <Typography.Title level={4} style={{ margin: 0, overflowWrap: 'anywhere' }} dir="auto">
        <span
          ref={line}
          data-testid="mail-subject"
          style={
            open
              ? { display: 'block' }
              : {
                  display: '-webkit-box',
                  WebkitBoxOrient: 'vertical',
                  WebkitLineClamp: LINES,
                  overflow: 'hidden',
                }
          }
        >
          {message.flagged && (
            <FlagFilled
              aria-label={t('Flagged')}
              style={{ color: token.colorError, marginInlineEnd: token.marginXS }}
            />
          )}
          {message.subject ? (
            <Marked text={message.subject} place="subject" />
          ) : (
            <SecondaryText>{t('(no subject)')}</SecondaryText>
          )}
        </span>
      </Typography.Title>
      {(isLong || open) && (
        <LinkStyleButton
          size="small"
          aria-expanded={open}
          style={{ padding: 0 }}
          onClick={() => setOpen(!open)}
        >
          {open ? t('Show less') : t('Show more')}
        </LinkStyleButton>
      )}
    </div>
  );
}

/** Whether an element cuts off some of its content at its current width. */
function useIsClamped(ref: { current: HTMLElement | null }, open: boolean): boolean {
  const [clamped, setClamped] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || open) return;
    const observer = new ResizeObserver(() => setClamped(element.scrollHeight > element.clientHeight + 1));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, open]);
  return clamped;
}
