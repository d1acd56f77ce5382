import { useLanguage } from '../../components/shared/useLanguage';
import { Flex, theme, Tree, type TreeDataNode } from 'antd';
import { useMemo } from 'react';
import type { SyncFolder } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';
import { childrenByParent, withDescendants } from './folder-children';
import { folderName, ROLE_ICONS } from '../folders/roles';

export interface FolderChoiceProps {
  folders: SyncFolder[];
  /** Ids of the folders that are included. */
  kept: ReadonlySet<string>;
  /** Called with folders that are included or excluded from now on. */
  onChange(folders: SyncFolder[], kept: boolean): void;
  disabled: boolean;
}

/**
 * A mailbox's folders with checkboxes. Ticking one ticks all below it, which can then be changed
 * individually.
 */
export function FolderChoice({ folders, kept, onChange, disabled }: FolderChoiceProps) {
  const t = useT();
  const { token } = theme.useToken();
  const language = useLanguage();
  const number = new Intl.NumberFormat(language);
  const children = useMemo(() => childrenByParent(folders, language), [folders, language]);
  const hint = (folder: SyncFolder): string => {
    if (folder.role === 'inbox') return t('always included');
    if (folder.leftOutByRule && folder.leftOut) return t('usually holds no mail');
    return folder.total > 0 ? number.format(folder.total) : '';
  };
  const nodeOf = (folder: SyncFolder): TreeDataNode => {
    const Icon = ROLE_ICONS[folder.role];
    return {
      key: String(folder.id),
      disableCheckbox: folder.role === 'inbox' || !folder.selectable,
      checkable: folder.selectable,
      title: (
        <Flex gap={token.marginXS} align="baseline">
          <span>
            <Icon />
          </span>
          <span style={{ overflowWrap: 'anywhere' }}>
            {/* Not grayed out if the folder is always loaded, although its box can't be unticked. */}
            <bdi style={{ marginInlineEnd: token.marginXS, color: token.colorText }}>
              {folderName(folder, t)}
            </bdi>
            <SecondaryText style={{ fontSize: token.fontSizeSM }}>{hint(folder)}</SecondaryText>
          </span>
        </Flex>
      ),
      children: children(folder).map(nodeOf),
    };
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
      onCheck={(_, { node, checked }) => {
        const ticked = folders.find(({ id }) => String(id) === node.key);
        if (!ticked) return;
        const all = withDescendants(ticked, children);
        onChange(
          all.filter(({ role, selectable }) => selectable && role !== 'inbox'),
          checked,
        );
      }}
      rootStyle={{ background: 'transparent' }}
      aria-label={t('Folders')}
      data-testid="mail-sync-folders"
    />
  );
}
