import { css } from '@emotion/css';
import { theme } from 'antd';
import { useT } from '../../locale';

/** Three dots that show and hide the quoted text. */
export function QuoteButton({ open, onToggle }: { open: boolean; onToggle(): void }) {
  const { token } = theme.useToken();
  const t = useT();
  const label = open ? t('Hide quoted text') : t('Show quoted text');
  const button = css`
    display: block;
    height: ${token.controlHeightSM}px;
    margin: ${token.marginSM}px 0;
    padding: 0 ${token.paddingXS}px;
    border: 0;
    border-radius: ${token.controlHeightSM}px;
    background: ${token.colorFillSecondary};
    color: ${token.colorTextSecondary};
    font: bold ${token.fontSize}px / 1 ${token.fontFamily};
    letter-spacing: 1px;
    cursor: pointer;
    &:hover {
      background: ${token.colorFill};
      color: ${token.colorText};
    }
    &:focus-visible {
      outline: 2px solid ${token.colorPrimaryBorder};
      outline-offset: 1px;
    }
  `;
  return (
    <button
      type="button"
      className={button}
      title={label}
      aria-label={label}
      aria-expanded={open}
      onClick={onToggle}
    >
      •••
    </button>
  );
}
