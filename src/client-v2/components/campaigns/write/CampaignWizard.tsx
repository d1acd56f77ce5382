import { css } from '@emotion/css';
import { Button, Flex, Steps, theme } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { hasContent, type CampaignView } from '../../../../common';
import { useT } from '../../../locale';
import { CampaignActions } from '../CampaignActions';
import { useUploads } from '../../composer/useUploads';
import { CheckStep } from '../check/CheckStep';
import { RecipientsStep } from '../recipients/RecipientsStep';
import { MessageStep } from './MessageStep';
import { SavedLine } from './SavedLine';
import { useWriting } from './useWriting';

interface Props {
  campaign: CampaignView;
  reload(): void;
  /** Takes what a call has answered. */
  put(campaign: CampaignView): void;
  onGone(): void;
}

const LAST = 2;

/** Writes a bulk email in three steps, in any order: who gets it, what it says, and how it will go out. */
export function CampaignWizard({ campaign, reload, put, onGone }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const writing = useWriting(campaign);
  // Kept here rather than in the step, so that uploads continue while somebody is at another step.
  const uploads = useUploads((upload) => writing.edit(({ files }) => ({ files: [...files, upload] })));
  const isBegun = campaign.subject !== '' && hasContent(campaign.html) && campaign.counts.total > 0;
  const [step, setStep] = useState(isBegun ? 1 : 0);
  const content = useRef<HTMLDivElement>(null);
  const goTo = (next: number) => {
    setStep(next);
    // The button that had the focus may be gone.
    content.current?.focus({ preventScroll: true });
  };
  const { total } = campaign.counts;
  const titles = [
    total > 0 ? t('Recipients ({{count}})', { count: total }) : t('Recipients'),
    t('Message'),
    t('Check and send'),
  ];
  const footer = (primary: ReactNode) => (
    <Flex wrap gap={token.marginXS} align="center" justify="end">
      <SavedLine writing={writing} />
      <CampaignActions campaign={campaign} onChanged={reload} onGone={onGone} />
      {step > 0 && <Button onClick={() => goTo(step - 1)}>{t('Back')}</Button>}
      {primary}
    </Flex>
  );
  // antd's gray has a contrast of 3.4:1; WCAG 2.2 (1.4.3) requires 4.5:1.
  const steps = css`
    & .ant-steps-item-wait .ant-steps-item-title {
      color: ${token.colorTextSecondary} !important;
    }
  `;
  const next = (
    <Button type="primary" onClick={() => goTo(step + 1)} data-testid="mail-bulk-next">
      {t('Next')}
    </Button>
  );
  return (
    <Flex vertical gap={token.margin} data-testid="mail-bulk-wizard">
      <Steps
        className={steps}
        size="small"
        labelPlacement="vertical"
        responsive={false}
        current={step}
        onChange={goTo}
        items={titles.map((title) => ({ title }))}
      />
      <Flex
        ref={content}
        vertical
        gap={token.margin}
        tabIndex={-1}
        role="group"
        aria-label={titles[step]}
        style={{ outline: 'none' }}
      >
        {step === 0 && <RecipientsStep campaign={campaign} onChanged={reload} />}
        {step === 1 && <MessageStep campaign={campaign} writing={writing} uploads={uploads} />}
        {step < LAST && footer(next)}
        {step === LAST && (
          <CheckStep
            campaign={campaign}
            writing={writing}
            isUploading={uploads.pending.length > 0}
            footer={footer}
            onStarted={put}
            onStep={goTo}
          />
        )}
      </Flex>
    </Flex>
  );
}
