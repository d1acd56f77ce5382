import { EditOutlined, MenuOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Flex, theme, Tooltip, Typography } from 'antd';
import { useT } from '../../locale';
import { ViewMenu, type ViewMenuProps } from './ViewMenu';

export interface ListHeadProps {
  title: string;
  unread: number;
  onSync(): void;
  /**
   * Opens the folders if they have no pane of their own. In that case a new message is started from here too.
   */
  onMenu?: () => void;
  /** Set unless there is another button for it. */
  onCompose?: () => void;
  view: ViewMenuProps;
}

/** The folder's name, and how its messages are shown. */
export function ListHead({ title, unread, onSync, onMenu, onCompose, view }: ListHeadProps) {
  const t = useT();
  const { token } = theme.useToken();
  return (
    <Flex align="center" gap={token.marginXXS} style={{ minHeight: 40 }}>
      {onMenu && (
        <Button
          type="text"
          icon={<MenuOutlined />}
          aria-label={t('Folders')}
          onClick={onMenu}
          data-testid="mail-menu"
        />
      )}
      <Typography.Title
        level={5}
        ellipsis
        style={{ margin: 0, flex: 1, paddingInlineStart: onMenu ? token.paddingXXS : token.paddingXS }}
      >
        <bdi>{title}</bdi>
        {unread > 0 && (
          <Typography.Text
            style={{
              color: token.colorTextSecondary,
              fontWeight: 'normal',
              marginInlineStart: token.marginXS,
            }}
          >
            {t('{{count}} unread', { count: unread })}
          </Typography.Text>
        )}
      </Typography.Title>
      <ViewMenu {...view} />
      <Tooltip title={t('Sync now')}>
        <Button
          type="text"
          icon={<ReloadOutlined />}
          aria-label={t('Sync now')}
          onClick={onSync}
          data-testid="mail-sync"
        />
      </Tooltip>
      {onCompose && (
        <Tooltip title={t('New mail')}>
          <Button
            type="primary"
            shape="circle"
            icon={<EditOutlined />}
            aria-label={t('New mail')}
            onClick={onCompose}
          />
        </Tooltip>
      )}
    </Flex>
  );
}
