import { useLanguage } from '../../components/shared/useLanguage';
import { Flex, Progress, Skeleton, theme, Typography } from 'antd';
import type { Id } from '../../../common';
import { RetryAlert } from '../../components/shared/RetryAlert';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';
import { folderName } from '../folders/roles';
import { foldersInOrder, type FolderPath } from './folder-children';
import { paceText } from './pace-text';
import { useSyncOptions } from './useSyncOptions';

const WIDTH = 'min(320px, 80vw)';

/** The progress of each of an account's folders, in the order of the folder list. */
export function FolderProgress({ accountId }: { accountId: Id }) {
  const t = useT();
  const { token } = theme.useToken();
  const language = useLanguage();
  const { options, failure, reload } = useSyncOptions(accountId);
  const number = new Intl.NumberFormat(language);
  if (failure) {
    return <RetryAlert error={failure} onRetry={() => void reload()} style={{ width: WIDTH }} />;
  }
  if (!options) return <Skeleton active title={false} paragraph={{ rows: 4 }} style={{ width: WIDTH }} />;
  const shown = foldersInOrder(options.folders, language).filter((path) => {
    const { leftOut, total } = path[path.length - 1];
    return !leftOut && total > 0;
  });
  const pace = paceText(options, t, number);
  return (
    <Flex vertical gap={token.marginXS} style={{ width: WIDTH }} data-testid="mail-folder-progress">
      {pace && <SecondaryText>{pace}</SecondaryText>}
      {shown.length === 0 && <SecondaryText>{t('Nothing to load yet.')}</SecondaryText>}
      <Flex vertical gap={token.marginSM} style={{ maxHeight: '45vh', overflowY: 'auto' }}>
        {shown.map((path) => (
          <FolderLine key={path[path.length - 1].id} path={path} number={number} />
        ))}
      </Flex>
    </Flex>
  );
}

function FolderLine({ path, number }: { path: FolderPath; number: Intl.NumberFormat }) {
  const t = useT();
  const { token } = theme.useToken();
  const { done, total } = path[path.length - 1];
  // Includes the parents, because folders in different places may have the same name.
  const name = path.map((folder) => folderName(folder, t)).join(' / ');
  return (
    <div>
      <Flex justify="space-between" gap={token.marginSM}>
        <Typography.Text ellipsis={{ tooltip: true }} dir="auto">
          {name}
        </Typography.Text>
        <SecondaryText style={{ flex: 'none', fontVariantNumeric: 'tabular-nums' }}>
          {t('{{done}} of {{total}}', { done: number.format(done), total: number.format(total) })}
        </SecondaryText>
      </Flex>
      <Progress
        percent={Math.floor((done / total) * 100)}
        size={{ height: 4 }}
        showInfo={false}
        style={{ display: 'block', lineHeight: 0 }}
        aria-label={name}
      />
    </div>
  );
}
