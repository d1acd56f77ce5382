import { Flex, Popover, Progress, theme, Typography } from 'antd';
import { useLanguage } from '../../components/shared/useLanguage';
import { useState } from 'react';
import { paceOf, type AccountView } from '../../../common';
import { LinkStyleButton } from '../../components/shared/LinkStyleButton';
import { timeLeft } from '../../components/shared/time-left';
import { useT } from '../../locale';
import { FolderProgress } from '../sync-options/FolderProgress';
import { SyncOptionsDialog } from '../sync-options/SyncOptionsDialog';
import { historyProgress } from './account-state';

interface Props {
  account: AccountView;
  onChanged(): void;
}

/**
 * Progress of the first sync, and a way to load less. Messages already loaded can be used in the meantime.
 */
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
  const language = useLanguage();
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
  // The speed is shown with the details, as there is only one line here.
  const { secondsLeft } = paceOf(account, Date.now());
  const details = (
    <Flex vertical gap={token.marginSM} align="flex-start">
      <FolderProgress accountId={account.id} />
      <LinkStyleButton
        size="small"
        style={{ padding: 0 }}
        onClick={() => {
          setOpen(false);
          onChoose();
        }}
        data-testid="mail-progress-choose"
      >
        {t('Folders and period…')}
      </LinkStyleButton>
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
      {/* Wraps the whole line, because only at its start is there room for the popover on a phone. */}
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
          <Typography.Text style={{ fontSize: token.fontSizeSM, color: token.colorTextSecondary }}>
            {text}
          </Typography.Text>
          <LinkStyleButton
            size="small"
            // antd's link blue is too faint at this size.
            style={{ padding: 0, fontSize: token.fontSizeSM, color: token['blue-7'] }}
            aria-haspopup="dialog"
            aria-expanded={open}
            data-testid="mail-progress-details"
          >
            {t('Details')}
          </LinkStyleButton>
        </Flex>
      </Popover>
      {secondsLeft !== null && (
        <Typography.Text style={{ fontSize: token.fontSizeSM, color: token.colorTextSecondary }}>
          {timeLeft(secondsLeft, t)}
        </Typography.Text>
      )}
    </Flex>
  );
}
