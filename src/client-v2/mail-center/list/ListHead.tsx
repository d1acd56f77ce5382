import { EditOutlined, FilterOutlined, MenuOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Dropdown, Flex, theme, Tooltip, Typography } from 'antd';
import { useT } from '../../locale';
import type { ListQuery } from '../data/query';

export interface ListHeadProps {
  title: string;
  unread: number;
  query: ListQuery;
  onQuery(query: ListQuery): void;
  onSync(): void;
  /** Opens the folders, where they have no pane of their own; then a new mail starts from here too. */
  onMenu?: () => void;
  onCompose(): void;
}

/** Where one is, and what is shown. */
export function ListHead({ title, unread, query, onQuery, onSync, onMenu, onCompose }: ListHeadProps) {
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
            type="secondary"
            style={{ fontWeight: 'normal', marginInlineStart: token.marginXS }}
          >
            {t('{{count}} unread', { count: unread })}
          </Typography.Text>
        )}
      </Typography.Title>
      <FilterMenu query={query} onQuery={onQuery} />
      <Tooltip title={t('Sync now')}>
        <Button
          type="text"
          icon={<ReloadOutlined />}
          aria-label={t('Sync now')}
          onClick={onSync}
          data-testid="mail-sync"
        />
      </Tooltip>
      {onMenu && (
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

function FilterMenu({ query, onQuery }: Pick<ListHeadProps, 'query' | 'onQuery'>) {
  const t = useT();
  const shows = [
    { key: 'all' as const, label: t('All') },
    { key: 'unread' as const, label: t('Unread') },
    { key: 'flagged' as const, label: t('Flagged') },
  ];
  const current = shows.find(({ key }) => key === query.show);
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        selectable: true,
        selectedKeys: [query.show],
        items: shows.map(({ key, label }) => ({
          key,
          label,
          onClick: () => onQuery({ ...query, show: key }),
        })),
      }}
    >
      <Tooltip title={t('Filter')}>
        <Button
          type={query.show === 'all' ? 'text' : 'link'}
          icon={<FilterOutlined />}
          aria-label={t('Filter')}
          data-testid="mail-filter"
        >
          {query.show === 'all' ? null : current?.label}
        </Button>
      </Tooltip>
    </Dropdown>
  );
}
