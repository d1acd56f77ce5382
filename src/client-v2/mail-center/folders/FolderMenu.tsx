import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown, theme, type MenuProps } from 'antd';

/**
 * The button at the end of a folder's line with its actions, for mouse and touch. The keyboard opens the same
 * menu on the folder itself, because a tree can't contain buttons between its items.
 */
export function FolderMenu({ items }: { items: MenuProps['items'] }) {
  const { token } = theme.useToken();
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button
        type="text"
        size="small"
        className="folder-menu"
        icon={<MoreOutlined />}
        aria-hidden
        tabIndex={-1}
        style={{ position: 'absolute', insetInlineEnd: token.paddingXXS, insetBlockStart: 5 }}
        data-testid="mail-folder-menu"
      />
    </Dropdown>
  );
}
