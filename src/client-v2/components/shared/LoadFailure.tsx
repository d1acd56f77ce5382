import { DisconnectOutlined } from '@ant-design/icons';
import { Button, Flex, Result, theme } from 'antd';
import { MailApiError } from '../../api-error';
import { useErrorText, useT } from '../../locale';
import { useOnline } from '../../offline/connection';
import { SecondaryText } from './SecondaryText';

export interface LoadFailureProps {
  /** Says what could not be loaded. */
  title: string;
  error: unknown;
  onRetry(): void;
}

/** Shown instead of something that could not be loaded: why, and how to try again. */
export function LoadFailure({ title, error, onRetry }: LoadFailureProps) {
  const t = useT();
  const errorText = useErrorText();
  const offlineText = useOfflineText(error);
  if (offlineText) return <Later text={offlineText} />;
  return (
    <Result
      status="warning"
      title={title}
      subTitle={<SecondaryText>{errorText(error)}</SecondaryText>}
      extra={<Button onClick={onRetry}>{t('Try again')}</Button>}
    />
  );
}

/** Looks as quiet as an empty list, because nothing is wrong and there is nothing to do. */
function Later({ text }: { text: string }) {
  const { token } = theme.useToken();
  return (
    <Flex
      vertical
      align="center"
      justify="center"
      gap="middle"
      style={{ minHeight: 240, padding: token.paddingLG, textAlign: 'center' }}
    >
      <DisconnectOutlined style={{ fontSize: 40, color: token.colorTextQuaternary }} />
      <SecondaryText style={{ textWrap: 'balance' }}>{text}</SecondaryText>
    </Flex>
  );
}

/** The sentence for something that wasn't loaded because the browser is offline; null for any other error. */
export function useOfflineText(error: unknown): string | null {
  const t = useT();
  const online = useOnline();
  if (online || !(error instanceof MailApiError) || error.code !== 'offline') return null;
  return t('This will load automatically once you are online.');
}
