import { Flex, theme } from 'antd';
import { useState } from 'react';
import { useT } from '../../../locale';
import { SearchInput } from '../../shared/SearchInput';
import type { FileChoice } from './file-choice';
import { FilePane } from './FilePane';
import { MessageFiles } from './MessageFiles';
import { useMailboxFiles } from './useMailboxFiles';

/** A search field, and the messages that it finds with their files. */
export function MailboxFileFinder({ choice }: { choice: FileChoice }) {
  const t = useT();
  const { token } = theme.useToken();
  const [search, setSearch] = useState('');
  const empty = search
    ? t('No message with attachments matches')
    : t('There are no messages with attachments');
  return (
    <Flex vertical gap={token.marginSM}>
      <SearchInput
        takesFocus
        value={search}
        label={t('Search messages with attachments')}
        onChange={setSearch}
      />
      <FilePane pages={useMailboxFiles(search)} empty={empty}>
        {(message) => <MessageFiles key={String(message.row.id)} message={message} choice={choice} />}
      </FilePane>
    </Flex>
  );
}
