import { theme } from 'antd';
import { useMemo } from 'react';
import type { MessageRow } from '../../api';
import { isOwnAddress } from '../../../common';
import { useContinueDraft } from '../../components';
import { useT } from '../../locale';
import { accountColour } from '../../mail-center/accounts/account-colour';
import { rowKey } from '../../mail-center/data/row-key';
import { folderName } from '../../mail-center/folders/roles';
import { isOutgoing } from '../../mail-center/list/sorts';
import type { ConnectedMailbox } from '../BlockShell';
import { useOwnAddresses } from '../useOwnAddresses';
import { recordRowStyles } from './row-styles';
import { RecordMailRow } from './RecordMailRow';

export interface RecordMailListProps {
  rows: MessageRow[];
  mailbox: ConnectedMailbox;
  open: MessageRow | null;
  onOpen(row: MessageRow): void;
}

/** A draft in a conversation is continued from there. */
const isDraftAlone = ({ draft, conversation }: MessageRow): boolean =>
  draft && (conversation?.total ?? 1) === 1;

/** Messages below each other: in which direction they went, with whom, and about what. */
export function RecordMailList({ rows, mailbox, open, onOpen }: RecordMailListProps) {
  const t = useT();
  const { token } = theme.useToken();
  const { accounts } = mailbox;
  const continueDraft = useContinueDraft();
  const own = useOwnAddresses(accounts);
  const folders = useMemo(
    () => new Map([...mailbox.folders.values()].flat().map((folder) => [String(folder.id), folder])),
    [mailbox.folders],
  );
  return (
    <ul className={recordRowStyles(token)} aria-label={t('Emails')} data-testid="mail-record-list">
      {rows.map((row) => {
        const folder = folders.get(String(row.folderId));
        const outgoing = isOutgoing(folder?.role) || isOwnAddress(row.fromAddress, own);
        const account = accounts.find(({ id }) => String(id) === String(row.accountId));
        return (
          <RecordMailRow
            key={rowKey(row)}
            row={row}
            own={own}
            outgoing={outgoing}
            active={open !== null && rowKey(open) === rowKey(row)}
            // What was received or sent is evident from the direction.
            folder={folder && !['inbox', 'sent'].includes(folder.role) ? folderName(folder, t) : undefined}
            account={accounts.length > 1 ? account?.address : undefined}
            colour={accountColour(accounts, row.accountId, token)}
            onOpen={() => (isDraftAlone(row) ? void continueDraft({ messageId: row.id }) : onOpen(row))}
          />
        );
      })}
    </ul>
  );
}
