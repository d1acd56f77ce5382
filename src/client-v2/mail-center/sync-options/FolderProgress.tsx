import { useFlowContext } from '@nocobase/flow-engine';
import { Alert, Flex, Progress, Skeleton, theme, Typography } from 'antd';
import type { Id } from '../../../common';
import { useErrorText, useT } from '../../locale';
import { folderName } from '../folders/roles';
import { paceText } from './pace-text';
import { useSyncOptions } from './useSyncOptions';

/** How far each folder of an account has come. */
export function FolderProgress({ accountId }: { accountId: Id }) {
  const t = useT();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const { language } = useFlowContext().i18n;
  const { options, failure } = useSyncOptions(accountId);
  const number = new Intl.NumberFormat(language);
  if (failure) return <Alert showIcon type="error" message={errorText(failure)} />;
  if (!options) return <Skeleton active title={false} paragraph={{ rows: 4 }} style={{ width: 260 }} />;
  const shown = options.folders.filter(({ leftOut, total }) => !leftOut && total > 0);
  const pace = paceText(options, t, number);
  return (
    <Flex
      vertical
      gap={token.marginXS}
      style={{ width: 'min(320px, 80vw)', maxHeight: '50vh', overflowY: 'auto' }}
      data-testid="mail-folder-progress"
    >
      {pace && <Typography.Text type="secondary">{pace}</Typography.Text>}
      {shown.length === 0 && <Typography.Text type="secondary">{t('Nothing to load yet.')}</Typography.Text>}
      {shown.map((folder) => (
        <div key={folder.id}>
          <Flex justify="space-between" gap={token.marginSM}>
            <Typography.Text ellipsis dir="auto">
              {folderName(folder, t)}
            </Typography.Text>
            <Typography.Text type="secondary" style={{ flex: 'none', fontVariantNumeric: 'tabular-nums' }}>
              {t('{{done}} of {{total}}', {
                done: number.format(folder.done),
                total: number.format(folder.total),
              })}
            </Typography.Text>
          </Flex>
          <Progress
            percent={Math.floor((folder.done / folder.total) * 100)}
            size={{ height: 4 }}
            showInfo={false}
            style={{ lineHeight: 1 }}
            aria-label={folderName(folder, t)}
          />
        </div>
      ))}
    </Flex>
  );
}
