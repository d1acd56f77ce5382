import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown, theme, type MenuProps } from 'antd';

/** The button at the end of a folder's line with what can be done with it. */
export function FolderMenu({ items, label }: { items: MenuProps['items']; label: string }) {
  const { token } = theme.useToken();
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button
        type="text"
        size="small"
        className="folder-menu"
        icon={<MoreOutlined />}
        aria-label={label}
        style={{ position: 'absolute', insetInlineEnd: token.paddingXXS, insetBlockStart: 5 }}
        data-testid="mail-folder-menu"
      />
    </Dropdown>
  );
}
