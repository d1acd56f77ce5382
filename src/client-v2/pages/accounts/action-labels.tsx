import { DisconnectOutlined, PauseOutlined, PlayCircleOutlined, SyncOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { AccountAction } from '../../admin-api';
import { useT } from '../../locale';

export interface ActionLabel {
  action: AccountAction;
  label: string;
  icon: ReactNode;
  /** Whether the action can't be undone. */
  danger?: boolean;
}

/** The actions as named by buttons and menus. The one that can't be undone comes last. */
export function useActionLabels(): ActionLabel[] {
  const t = useT();
  return [
    { action: 'sync', label: t('Sync now'), icon: <SyncOutlined /> },
    { action: 'pause', label: t('Pause'), icon: <PauseOutlined /> },
    { action: 'resume', label: t('Resume'), icon: <PlayCircleOutlined /> },
    { action: 'disconnect', label: t('Disconnect…'), icon: <DisconnectOutlined />, danger: true },
  ];
}
