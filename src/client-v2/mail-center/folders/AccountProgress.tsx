import { Button, Flex, Popover, Progress, theme, Typography } from 'antd';
import { useFlowContext } from '@nocobase/flow-engine';
import { useState } from 'react';
import { paceOf, type AccountView } from '../../../common';
import { useT } from '../../locale';
import { FolderProgress } from '../sync-options/FolderProgress';
import { timeLeft } from '../sync-options/pace-text';
import { SyncOptionsDialog } from '../sync-options/SyncOptionsDialog';
import { historyProgress } from './account-state';

interface Props {
  account: AccountView;
  onChanged(): void;
}

/** How far the first sync has come, and the way to load less. Mails that are here can be used meanwhile. */
export function AccountProgress({ account, onChanged }: Props) {
  const fraction = historyProgress(account);
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      {fraction !== null && (
        <ProgressBar account={account} fraction={fraction} onChoose={() => setChoosing(true)} />
      )}
      {choosing && (
        <SyncOptionsDialog account={account} onClose={() => setChoosing(false)} onSaved={onChanged} />
      )}
    </>
  );
}

interface BarProps {
  account: AccountView;
  fraction: number;
  onChoose(): void;
}

function ProgressBar({ account, fraction, onChoose }: BarProps) {
  const t = useT();
  const { language } = useFlowContext().i18n;
  const { token } = theme.useToken();
  const [open, setOpen] = useState(false);
  const number = new Intl.NumberFormat(language);
  const text =
    account.progressTotal > 0
      ? t('{{done}} of {{total}} mails', {
          done: number.format(account.progressDone),
          total: number.format(account.progressTotal),
        })
      : t('Connecting…');
  // How fast it goes is among the details: here there is one line.
  const { secondsLeft } = paceOf(account, Date.now());
  const details = (
    <Flex vertical gap={token.marginSM} align="flex-start">
      <FolderProgress accountId={account.id} />
      <Button
        type="link"
        size="small"
        style={{ padding: 0 }}
        onClick={() => {
          setOpen(false);
          onChoose();
        }}
        data-testid="mail-progress-choose"
      >
        {t('Folders and period…')}
      </Button>
    </Flex>
  );
  return (
    <Flex
      vertical
      style={{ padding: `${token.paddingXXS}px ${token.paddingSM}px ${token.paddingXS}px 20px` }}
      data-testid="mail-progress"
    >
      <Progress
        percent={Math.floor(fraction * 100)}
        size={{ height: 4 }}
        showInfo={false}
        status="active"
        aria-label={t('Loading the mailbox')}
      />
      {/* Around the whole line: at its start there is room for it on a phone. */}
      <Popover
        trigger="click"
        placement="bottomLeft"
        destroyTooltipOnHide
        open={open}
        onOpenChange={setOpen}
        title={t('Loading the mailbox')}
        content={details}
      >
        <Flex align="baseline" justify="space-between" gap={token.marginXXS} style={{ cursor: 'pointer' }}>
          <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
            {text}
          </Typography.Text>
          <Button
            type="link"
            size="small"
            style={{ padding: 0, fontSize: token.fontSizeSM }}
            aria-haspopup="dialog"
            aria-expanded={open}
            data-testid="mail-progress-details"
          >
            {t('Details')}
          </Button>
        </Flex>
      </Popover>
      {secondsLeft !== null && (
        <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
          {timeLeft(secondsLeft, t)}
        </Typography.Text>
      )}
    </Flex>
  );
}
