import { Alert, Button, Flex, theme } from 'antd';
import { useState, type ReactNode } from 'react';
import type { DraftView } from '../../../../common';
import { useT } from '../../../locale';
import type { SaveState } from './draft-state';
import { OtherVersion } from './OtherVersion';

interface Props {
  state: SaveState;
  /** Continues with what is on screen. */
  onKeep(): void;
  /** Replaces what is on screen. */
  onUse(other: DraftView): void;
  /** Turns what is on screen into a draft of its own. */
  onSeparate(): void;
  onClose(): void;
}

/** Tells the writer that the draft was changed, sent or discarded in another window, and lets them decide. */
export function DraftBanner({ state, onKeep, onUse, onSeparate, onClose }: Props) {
  const t = useT();
  const [shown, setShown] = useState(false);
  switch (state.kind) {
    case 'conflict':
      return (
        <>
          <Question text={t('This draft was changed elsewhere.')}>
            <Button size="small" onClick={() => setShown(true)}>
              {t('Show the other version')}
            </Button>
            <Button size="small" onClick={() => onUse(state.other)}>
              {t('Use the other version')}
            </Button>
            <Button size="small" onClick={onKeep}>
              {t('Keep this one')}
            </Button>
            <Button size="small" onClick={onSeparate}>
              {t('Keep both')}
            </Button>
          </Question>
          {shown && <OtherVersion other={state.other} onClose={() => setShown(false)} />}
        </>
      );
    case 'sent':
    case 'gone':
      return (
        <Question
          text={
            state.kind === 'sent'
              ? t('This draft was sent elsewhere.')
              : t('This draft was discarded elsewhere.')
          }
        >
          <Button size="small" onClick={onSeparate}>
            {t('Keep as a new draft')}
          </Button>
          <Button size="small" onClick={onClose}>
            {t('Close')}
          </Button>
        </Question>
      );
    default:
      return null;
  }
}

function Question({ text, children }: { text: string; children: ReactNode }) {
  const { token } = theme.useToken();
  return (
    <Alert
      banner
      showIcon
      type="warning"
      role="alert"
      style={{ alignItems: 'flex-start' }}
      message={
        <>
          {text}
          <Flex wrap gap={token.marginXXS} style={{ marginTop: token.marginXXS }}>
            {children}
          </Flex>
        </>
      }
      data-testid="mail-draft-banner"
    />
  );
}
