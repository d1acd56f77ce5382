import { Alert, Button, Flex, Skeleton, theme } from 'antd';
import { useState, type ReactNode } from 'react';
import { hasContent, type CampaignView, type MissingValues } from '../../../../common';
import { useT } from '../../../locale';
import { RetryAlert } from '../../shared/RetryAlert';
import { useStable } from '../../shared/useStable';
import type { Writing } from '../write/useWriting';
import { CampaignPreview } from './CampaignPreview';
import { CheckFacts } from './CheckFacts';
import { StartButton } from './StartButton';
import { useCheck } from './useCheck';

interface Props {
  campaign: CampaignView;
  writing: Writing;
  /** Whether there are files that aren't stored yet. */
  isUploading: boolean;
  /** The end of the step, with its most important button. */
  footer(primary: ReactNode): ReactNode;
  onStarted(campaign: CampaignView): void;
  onStep(step: number): void;
}

/** Shows what each recipient will get and what starting means, and starts it. */
export function CheckStep({ campaign, writing, isUploading, footer, onStarted, onStep }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const { subject, html } = writing.written;
  const isEmpty = subject.trim() === '' || !hasContent(html);
  const action = (text: string, label: string, step: number) => (
    <Alert
      showIcon
      type="info"
      message={text}
      action={
        <Button size="small" onClick={() => onStep(step)}>
          {label}
        </Button>
      }
    />
  );
  const obstacle =
    campaign.counts.total === 0
      ? action(t('Nobody gets this bulk email yet.'), t('Add recipients'), 0)
      : isEmpty
        ? action(t('A subject or a text is still missing.'), t('Write the message'), 1)
        : isUploading &&
          action(t('Wait until all files are uploaded, or remove those that failed.'), t('Show files'), 1);
  if (obstacle)
    return (
      <Flex vertical gap={token.margin}>
        {obstacle}
        {footer(null)}
      </Flex>
    );
  return <Checked campaign={campaign} writing={writing} footer={footer} onStarted={onStarted} />;
}

function Checked({ campaign, writing, footer, onStarted }: Omit<Props, 'isUploading' | 'onStep'>) {
  const { token } = theme.useToken();
  const flush = useStable(writing.flush);
  const { check, failure, retry } = useCheck(campaign.id, flush);
  const [missing, setMissing] = useState<MissingValues>('leaveOut');
  if (failure !== undefined || !check)
    return (
      <Flex vertical gap={token.margin}>
        {failure !== undefined ? (
          <RetryAlert error={failure} onRetry={retry} />
        ) : (
          <Skeleton active paragraph={{ rows: 6 }} />
        )}
        {footer(null)}
      </Flex>
    );
  return (
    <Flex vertical gap={token.margin}>
      <CheckFacts campaign={campaign} check={check} missing={missing} onMissing={setMissing} />
      <CampaignPreview campaign={campaign} files={writing.written.files} />
      {footer(
        <StartButton
          campaign={campaign}
          count={check.ready + (missing === 'empty' ? check.incomplete : 0)}
          missing={missing}
          flush={flush}
          onStarted={onStarted}
          onChanged={retry}
        />,
      )}
    </Flex>
  );
}
