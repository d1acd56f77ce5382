import { Button, Flex, Popover, Progress, theme, Typography } from 'antd';
import { useFlowContext } from '@nocobase/flow-engine';
import { paceOf, type AccountView } from '../../../common';
import { useT } from '../../locale';
import { FolderProgress } from '../sync-options/FolderProgress';
import { paceText } from '../sync-options/pace-text';
import { historyProgress } from './account-state';

/** How far the first sync has come. Mails that are here can be used meanwhile. */
export function AccountProgress({ account }: { account: AccountView }) {
  const t = useT();
  const { language } = useFlowContext().i18n;
  const { token } = theme.useToken();
  const fraction = historyProgress(account);
  if (fraction === null) return null;
  const number = new Intl.NumberFormat(language);
  const text =
    account.progressTotal > 0
      ? t('{{done}} of {{total}} mails', {
          done: number.format(account.progressDone),
          total: number.format(account.progressTotal),
        })
      : t('Connecting…');
  const pace = paceText(paceOf(account, Date.now()), t, number);
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
      <Flex align="baseline" justify="space-between" gap={token.marginXXS}>
        <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
          {text}
        </Typography.Text>
        <Popover
          trigger="click"
          placement="bottomLeft"
          destroyTooltipOnHide
          title={t('Loading the mailbox')}
          content={<FolderProgress accountId={account.id} />}
        >
          <Button
            type="link"
            size="small"
            style={{ padding: 0, fontSize: token.fontSizeSM }}
            data-testid="mail-progress-details"
          >
            {t('Details')}
          </Button>
        </Popover>
      </Flex>
      {pace && (
        <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
          {pace}
        </Typography.Text>
      )}
    </Flex>
  );
}
