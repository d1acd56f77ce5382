import { theme } from 'antd';
import { useState } from 'react';
import { MailApiError } from '../../../api-error';
import { useErrorText, useT } from '../../../locale';
import { unseen } from '../../shared/unseen';
import { ToneText } from '../../shared/ToneText';
import type { SaveView } from './draft-state';

/** Tells the writer in a few words whether the text is stored. */
export function SaveLine({ view }: { view: SaveView }) {
  const t = useT();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const { state, kept } = view;
  const isOffline =
    state.kind === 'failed' && state.error instanceof MailApiError && state.error.code === 'offline';
  const text =
    state.kind === 'saving'
      ? t('Saving…')
      : state.kind === 'saved'
        ? t('Saved to Drafts')
        : state.kind !== 'failed'
          ? ''
          : isOffline && kept
            ? t('Offline. Kept in this browser.')
            : t('Not saved yet: {{reason}}', { reason: errorText(state.error) });
  // Otherwise, every pause in typing would interrupt a screen reader.
  const [said, setSaid] = useState('');
  if (state.kind !== 'saving' && text !== said) setSaid(text);
  return (
    <div style={{ flex: 1, minWidth: 0, fontSize: token.fontSizeSM, lineHeight: 1.3 }}>
      <ToneText
        tone={state.kind === 'failed' ? 'warning' : 'secondary'}
        title={text}
        aria-hidden
        data-testid="mail-draft-state"
        style={{
          display: '-webkit-box',
          WebkitLineClamp: 3,
          WebkitBoxOrient: 'vertical',
          overflow: 'hidden',
        }}
      >
        {text}
      </ToneText>
      <span role="status" aria-live="polite" className={unseen}>
        {said}
      </span>
    </div>
  );
}
