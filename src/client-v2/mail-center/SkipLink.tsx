import { css } from '@emotion/css';
import { Button } from 'antd';
import { useState } from 'react';
import { unseen } from '../components';
import { useT } from '../locale';

const className = css`
  position: absolute;
  z-index: 10;
  inset-block-start: 8px;
  inset-inline-start: 8px;
`;

/** The Tab key's first stop, visible once it has the focus. It skips the folders and leads to the list. */
export function SkipLink() {
  const t = useT();
  const [focused, setFocused] = useState(false);
  return (
    <Button
      type="primary"
      className={focused ? className : unseen}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onClick={() =>
        document.querySelector<HTMLElement>('[data-testid="mail-list-pane"] [role=grid]')?.focus()
      }
      data-testid="mail-skip"
    >
      {t('Skip to the messages')}
    </Button>
  );
}
