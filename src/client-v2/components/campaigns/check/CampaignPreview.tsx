import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Skeleton, theme, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { formatAddress, type CampaignView, type UploadView } from '../../../../common';
import { useT } from '../../../locale';
import { FilledMessage } from '../../composer/templates/FilledMessage';
import { RetryAlert } from '../../shared/RetryAlert';
import { SecondaryText } from '../../shared/SecondaryText';
import { useLanguage } from '../../shared/useLanguage';
import { useStable } from '../../shared/useStable';
import { useRecipients } from '../recipients/useRecipients';
import { TestButton } from './TestButton';
import { usePreview } from './usePreview';

interface Props {
  campaign: CampaignView;
  files: readonly UploadView[];
}

const WAITING = { state: 'waiting', search: '' } as const;

/** The message as each recipient will get it, one after another. */
export function CampaignPreview({ campaign, files }: Props) {
  const t = useT();
  const language = useLanguage();
  const { token } = theme.useToken();
  const [index, setIndex] = useState(0);
  const { rows, more, showMore, failure: listFailure, reload } = useRecipients(campaign, WAITING);
  const recipient = rows?.at(index);
  const { preview, failure, retry } = usePreview(campaign.id, recipient?.id);
  const isAtEnd = rows !== undefined && index >= rows.length - 1;
  const isShort = isAtEnd && more;
  const readOn = useStable(showMore);
  useEffect(() => {
    if (isShort) readOn();
  }, [isShort, readOn]);
  const number = new Intl.NumberFormat(language);
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(preview?.missing ?? []);
  return (
    <Card
      size="small"
      title={t('Preview')}
      extra={<TestButton campaign={campaign} recipientId={recipient?.id} />}
      data-testid="mail-bulk-preview"
    >
      <Flex vertical gap={token.marginXS}>
        {listFailure !== undefined && <RetryAlert error={listFailure} onRetry={reload} />}
        <Flex align="center" gap={token.marginXS}>
          <Button
            icon={<LeftOutlined />}
            aria-label={t('Previous recipient')}
            disabled={index === 0}
            onClick={() => setIndex(index - 1)}
          />
          <Flex vertical style={{ flex: 1, minWidth: 0 }} aria-live="polite">
            <Typography.Text ellipsis>
              <bdi>{recipient ? formatAddress(recipient) : ''}</bdi>
            </Typography.Text>
            <SecondaryText style={{ fontSize: token.fontSizeSM }}>
              {t('{{index}} of {{total}}', {
                index: number.format(index + 1),
                total: number.format(campaign.counts.total),
              })}
            </SecondaryText>
          </Flex>
          <Button
            icon={<RightOutlined />}
            aria-label={t('Next recipient')}
            disabled={isAtEnd}
            onClick={() => setIndex(index + 1)}
          />
        </Flex>
        {failure !== undefined ? (
          <RetryAlert error={failure} onRetry={retry} />
        ) : !preview ? (
          <Skeleton active paragraph={{ rows: 4 }} />
        ) : (
          <>
            {preview.missing.length > 0 && (
              <Alert showIcon type="warning" message={t('Without a value: {{names}}', { names })} />
            )}
            <FilledMessage
              id={`preview ${recipient?.id}`}
              subject={preview.subject}
              html={preview.html}
              files={files}
              nothing={t('There is no text.')}
            />
          </>
        )}
      </Flex>
    </Card>
  );
}
