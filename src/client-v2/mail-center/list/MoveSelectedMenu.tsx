import { FolderOutlined } from '@ant-design/icons';
import { useLanguage } from '../../components/shared/useLanguage';
import { Button, Dropdown, Tooltip } from 'antd';
import type { FolderView } from '../../../common';
import { useT } from '../../locale';
import { folderTree, type FolderNode } from '../folders/folder-tree';
import { folderName, ROLE_ICONS } from '../folders/roles';

/** Width of a button in the bar for selected messages, in pixels: the number of messages needs room too. */
export const BULK_BUTTON = 28;

export interface MoveMenuProps {
  /** The folders of the account that the messages are in. */
  folders: FolderView[];
  current: string | null;
  onMove(folder: FolderView): void;
}

/** A menu of the folders that messages can be moved to. */
export function MoveSelectedMenu({ folders, current, onMove }: MoveMenuProps) {
  const t = useT();
  const language = useLanguage();
  const flat = (nodes: FolderNode[], depth = 0): Array<{ folder: FolderView; depth: number }> =>
    nodes.flatMap(({ folder, children }) => [{ folder, depth }, ...flat(children, depth + 1)]);
  const items = flat(folderTree(folders, language))
    .filter(({ folder }) => folder.selectable && String(folder.id) !== current)
    .map(({ folder, depth }) => {
      const Icon = ROLE_ICONS[folder.role];
      return {
        key: String(folder.id),
        icon: <Icon />,
        label: <span style={{ paddingInlineStart: depth * 12 }}>{folderName(folder, t)}</span>,
        onClick: () => onMove(folder),
      };
    });
  return (
    <Dropdown menu={{ items, style: { maxHeight: 360, overflow: 'auto' } }} trigger={['click']}>
      <Tooltip title={t('Move to…')}>
        <Button
          type="text"
          icon={<FolderOutlined />}
          aria-label={t('Move to…')}
          style={{ width: BULK_BUTTON }}
          data-testid="mail-bulk-move"
        />
      </Tooltip>
    </Dropdown>
  );
}
