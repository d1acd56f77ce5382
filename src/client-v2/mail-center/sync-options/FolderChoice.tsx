import { useFlowContext } from '@nocobase/flow-engine';
import { Flex, theme, Tree, Typography, type TreeDataNode } from 'antd';
import type { SyncFolder } from '../../../common';
import { useT } from '../../locale';
import { childrenByParent } from './folder-children';
import { folderName, ROLE_ICONS } from '../folders/roles';

export interface FolderChoiceProps {
  folders: SyncFolder[];
  /** Ids of folders that are here. */
  kept: ReadonlySet<string>;
  onChange(kept: Set<string>): void;
  disabled: boolean;
}

/** The folders of a mailbox, each to be ticked by itself. */
export function FolderChoice({ folders, kept, onChange, disabled }: FolderChoiceProps) {
  const t = useT();
  const { token } = theme.useToken();
  const { language } = useFlowContext().i18n;
  const number = new Intl.NumberFormat(language);
  const children = childrenByParent(folders, language);
  const nodeOf = (folder: SyncFolder): TreeDataNode => {
    const Icon = ROLE_ICONS[folder.role];
    const below = children(folder);
    return {
      key: String(folder.id),
      disableCheckbox: folder.role === 'inbox' || !folder.selectable,
      checkable: folder.selectable,
      title: (
        <Flex gap={token.marginXS} align="center" wrap>
          <Icon />
          <span dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {folderName(folder, t)}
          </span>
          <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
            {hint(folder)}
          </Typography.Text>
        </Flex>
      ),
      children: below.map(nodeOf),
    };
  };
  const hint = (folder: SyncFolder): string => {
    if (folder.role === 'inbox') return t('always included');
    if (folder.leftOutByRule && folder.leftOut) return t('usually holds no mail');
    return folder.total > 0 ? number.format(folder.total) : '';
  };
  return (
    <Tree
      checkable
      checkStrictly
      defaultExpandAll
      blockNode
      selectable={false}
      disabled={disabled}
      treeData={children(null).map(nodeOf)}
      checkedKeys={{ checked: [...kept], halfChecked: [] }}
      onCheck={(checked) => {
        const keys = Array.isArray(checked) ? checked : checked.checked;
        onChange(new Set(keys.map(String)));
      }}
      aria-label={t('Folders')}
      data-testid="mail-sync-folders"
    />
  );
}
