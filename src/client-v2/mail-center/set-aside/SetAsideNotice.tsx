import { WarningOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import { useState } from 'react';
import type { AccountView, FolderView } from '../../../common';
import { useT } from '../../locale';
import { SetAsideDialog } from './SetAsideDialog';

interface Props {
  account: AccountView;
  count: number;
  /** The account's own folders. */
  folders: readonly FolderView[];
}

/** Shown below an account with unreadable messages: how many there are, and a button that lists them. */
export function SetAsideNotice({ account, count, folders }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const [open, setOpen] = useState(false);
  return (
    <>
      {count > 0 && (
        <Button
          type="text"
          size="small"
          icon={<WarningOutlined style={{ color: token.colorWarning }} />}
          onClick={() => setOpen(true)}
          style={{
            justifyContent: 'flex-start',
            height: 'auto',
            maxWidth: '100%',
            margin: `0 0 ${token.marginXXS}px`,
            marginInlineStart: 13,
            color: token.colorTextSecondary,
            fontSize: token.fontSizeSM,
            whiteSpace: 'normal',
            textAlign: 'start',
          }}
          data-testid="mail-set-aside-notice"
        >
          {count === 1 ? t('1 mail could not be read') : t('{{count}} mails could not be read', { count })}
        </Button>
      )}
      {open && (
        <SetAsideDialog account={account} count={count} folders={folders} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
