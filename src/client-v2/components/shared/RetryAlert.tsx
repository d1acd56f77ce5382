import { Alert, Button } from 'antd';
import type { CSSProperties } from 'react';
import { useErrorText, useT } from '../../locale';

interface Props {
  error: unknown;
  onRetry(): void;
  style?: CSSProperties;
}

/** Shown within a dialog or a list when something in it couldn't be loaded. LoadFailure is for a whole page or pane. */
export function RetryAlert({ error, onRetry, style }: Props) {
  const t = useT();
  const errorText = useErrorText();
  return (
    <Alert
      showIcon
      type="error"
      message={errorText(error)}
      action={
        <Button size="small" onClick={onRetry}>
          {t('Try again')}
        </Button>
      }
      style={style}
    />
  );
}
