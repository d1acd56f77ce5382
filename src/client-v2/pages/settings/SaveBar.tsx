import { css } from '@emotion/css';
import { Alert, Button, theme } from 'antd';
import { useT } from '../../locale';
import { SaveButtons } from './SaveButtons';
import type { SettingsFormState } from './useSettingsForm';

export interface SaveBarProps {
  state: SettingsFormState;
  checking: boolean;
  onCheck(): void;
}

/** Always visible, however long the page is: save, or check the settings first. */
export function SaveBar({ state, checking, onCheck }: SaveBarProps) {
  const t = useT();
  const { token } = theme.useToken();
  const bar = css`
    position: sticky;
    bottom: 0;
    z-index: 2;
    padding: ${token.paddingSM}px ${token.paddingLG}px;
    border-radius: ${token.borderRadiusLG}px;
    background: ${token.colorBgElevated};
    border: 1px solid ${token.colorBorder};
    /* One of the hosts keeps its page's padding below; nothing is to be seen through it. */
    &::after {
      content: '';
      position: absolute;
      inset: calc(100% + 1px) 0 auto;
      height: ${token.paddingLG}px;
      background: ${token.colorBgLayout};
    }
  `;
  return (
    <div className={bar}>
      {state.failure && (
        <Alert type="error" showIcon message={state.failure} style={{ marginBottom: token.marginSM }} />
      )}
      <SaveButtons saving={state.saving} changed={state.changed} onReset={state.reset}>
        <Button onClick={onCheck} loading={checking} disabled={state.saving} data-testid="mail-check-button">
          {t('Check configuration')}
        </Button>
      </SaveButtons>
    </div>
  );
}
