import { FlagFilled } from '@ant-design/icons';
import { Tag, theme } from 'antd';
import type { FolderView } from '../../../common';
import type { MessageRow } from '../../api';
import { useT } from '../../locale';
import { folderName } from '../../mail-center/folders/roles';
import { StateTag } from '../shared/StateTag';

export interface ConversationMarksProps {
  row: MessageRow;
  /** The folder it's in, if the conversation was opened from another one. */
  folder?: FolderView;
}

/** Shows whether a message is flagged or not sent yet, and which folder it's in. */
export function ConversationMarks({ row, folder }: ConversationMarksProps) {
  const t = useT();
  const { token } = theme.useToken();
  return (
    <>
      {row.flagged && <FlagFilled aria-label={t('Flagged')} style={{ color: token.colorError }} />}
      {row.draft && <StateTag color="error">{t('Draft')}</StateTag>}
      {folder && !(row.draft && folder.role === 'drafts') && (
        <Tag bordered={false} style={{ marginInlineEnd: 0 }} data-testid="mail-conversation-folder">
          {folderName(folder, t)}
        </Tag>
      )}
    </>
  );
}
