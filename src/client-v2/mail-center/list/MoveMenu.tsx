import { FolderOutlined } from '@ant-design/icons';
import { useFlowContext } from '@nocobase/flow-engine';
import { Button, Dropdown, Tooltip } from 'antd';
import type { FolderView } from '../../../common';
import { useT } from '../../locale';
import { folderTree, type FolderNode } from '../folders/folder-tree';
import { folderName, ROLE_ICONS } from '../folders/roles';

export interface MoveMenuProps {
  /** Folders of the account that the mails are in. */
  folders: FolderView[];
  current: string | null;
  onMove(folder: FolderView): void;
}

/** Chooses the folder that mails are moved to. */
export function MoveMenu({ folders, current, onMove }: MoveMenuProps) {
  const t = useT();
  const { language } = useFlowContext().i18n;
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
          data-testid="mail-bulk-move"
        />
      </Tooltip>
    </Dropdown>
  );
}
