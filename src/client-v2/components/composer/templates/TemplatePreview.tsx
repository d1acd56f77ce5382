import { PaperClipOutlined } from '@ant-design/icons';
import { Alert, Flex, Skeleton, Tag, theme, Typography } from 'antd';
import type { Id } from '../../../../common';
import { useT } from '../../../locale';
import { HitsContext } from '../../hits/HitsContext';
import { Marked } from '../../hits/Marked';
import { MailFrame } from '../../reader/MailFrame';
import { RetryAlert } from '../../shared/RetryAlert';
import { SecondaryText } from '../../shared/SecondaryText';
import { useLanguage } from '../../shared/useLanguage';
import { findPlaceholders } from './find-placeholders';
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
  const { subject, html, missing, files } = rendered;
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(missing);
  return (
    <HitsContext.Provider value={findPlaceholders}>
      <Flex vertical gap={token.marginXS} data-testid="mail-template-preview">
        {missing.length > 0 && (
          <Alert
            showIcon
            type="warning"
            message={t('Without a value, to be filled in by hand: {{names}}', { names })}
          />
        )}
        {subject && (
          <Typography.Text strong style={{ overflowWrap: 'anywhere' }}>
            <bdi>
              <Marked text={subject} place="subject" />
            </bdi>
          </Typography.Text>
        )}
        {html ? (
          <MailFrame
            messageId={`template ${id}`}
            allowRemote={false}
            body={{ html, css: '', text: '', truncated: false, attachments: [] }}
          />
        ) : (
          <SecondaryText>{t('This template has no text.')}</SecondaryText>
        )}
        {files.length > 0 && (
          <Flex wrap gap={token.marginXXS} aria-label={t('Attachments')}>
            {files.map((file) => (
              <Tag key={String(file.id)} bordered={false} icon={<PaperClipOutlined />}>
                <bdi>{file.filename || t('Unnamed file')}</bdi>
              </Tag>
            ))}
          </Flex>
        )}
      </Flex>
    </HitsContext.Provider>
  );
}
