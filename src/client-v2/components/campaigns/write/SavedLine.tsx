import { theme } from 'antd';
import { useErrorText, useT } from '../../../locale';
import { ToneText } from '../../shared/ToneText';
import type { Writing } from './useWriting';

/** Tells the writer in a few words whether the text is stored. */
export function SavedLine({ writing: { state, error } }: { writing: Writing }) {
  const t = useT();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const text = {
    saving: t('Saving…'),
    saved: t('Saved'),
    failed: t('Couldn’t save, trying again: {{reason}}', { reason: errorText(error) }),
    refused: t('Not saved yet: {{reason}}', { reason: errorText(error) }),
  }[state];
  const isTroubled = state === 'failed' || state === 'refused';
  return (
    <ToneText
      tone={isTroubled ? 'warning' : 'secondary'}
      role="status"
      // Otherwise, every pause in typing would interrupt a screen reader.
      aria-live={isTroubled ? 'polite' : 'off'}
      style={{ flex: 1, minWidth: 0, fontSize: token.fontSizeSM }}
      data-testid="mail-bulk-saved"
    >
      {text}
    </ToneText>
  );
}
