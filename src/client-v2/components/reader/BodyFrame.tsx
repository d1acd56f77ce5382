import { theme } from 'antd';
import { useT } from '../../locale';
import { SecondaryText } from '../shared/SecondaryText';
import { MailFrame, type MailFrameProps } from './MailFrame';

/** The text itself, or that there is none. */
export function BodyFrame(props: MailFrameProps) {
  const { token } = theme.useToken();
  const t = useT();
  if (!props.body.html && !props.body.text.trim()) {
    return <SecondaryText>{t('This mail has no text.')}</SecondaryText>;
  }
  // The frame has padding of its own. The negative margin aligns its text with the head above it.
  return (
    <div style={{ marginInline: -token.padding }}>
      <MailFrame {...props} />
    </div>
  );
}
