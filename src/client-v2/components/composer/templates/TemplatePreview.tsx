import { Alert, Flex, Skeleton, theme } from 'antd';
import type { Id } from '../../../../common';
import { useT } from '../../../locale';
import { RetryAlert } from '../../shared/RetryAlert';
import { useLanguage } from '../../shared/useLanguage';
import { FilledMessage } from './FilledMessage';
import type { RenderedState } from './useRendered';

/** A template as it would be inserted. What has no value is marked and named. */
export function TemplatePreview({ id, state }: { id: Id; state: RenderedState }) {
  const { rendered, failure, retry } = state;
  const { token } = theme.useToken();
  const t = useT();
  const language = useLanguage();
  if (failure !== undefined) {
    return <RetryAlert error={failure} onRetry={retry} />;
  }
  if (!rendered) return <Skeleton active paragraph={{ rows: 4 }} />;
  const { missing, ...filled } = rendered;
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(missing);
  return (
    <Flex vertical gap={token.marginXS} data-testid="mail-template-preview">
      {missing.length > 0 && (
        <Alert
          showIcon
          type="warning"
          message={t('Without a value, to be filled in by hand: {{names}}', { names })}
        />
      )}
      <FilledMessage {...filled} id={`template ${id}`} nothing={t('This template has no text.')} />
    </Flex>
  );
}
