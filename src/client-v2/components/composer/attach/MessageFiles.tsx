import { Flex, theme, Typography } from 'antd';
import { displayName, type AttachmentView } from '../../../../common';
import { useDateFormat } from '../../../date-format';
import { useT } from '../../../locale';
import { SecondaryText } from '../../shared/SecondaryText';
import type { StoredFile } from '../attached-file';
import type { FileChoice } from './file-choice';
import { FileGroup } from './FileGroup';
import type { MessageWithFiles } from './useMailboxFiles';

/** A message with its files, each of which can be chosen. */
export function MessageFiles(props: { message: MessageWithFiles; choice: FileChoice }) {
  const { row, files } = props.message;
  const t = useT();
  const dates = useDateFormat();
  const { token } = theme.useToken();
  const sender = displayName({ name: row.fromName, address: row.fromAddress }) || t('(no sender)');
  const heading = (
    <>
      <Flex gap={token.marginXS} align="baseline">
        <Typography.Text strong ellipsis title={row.subject} style={{ flex: 1 }}>
          <bdi>{row.subject || t('(no subject)')}</bdi>
        </Typography.Text>
        <SecondaryText>{dates.short(row.sentAt)}</SecondaryText>
      </Flex>
      <SecondaryText ellipsis>
        <bdi>{sender}</bdi>
      </SecondaryText>
    </>
  );
  return <FileGroup heading={heading} files={files.map(mailboxFile)} choice={props.choice} />;
}

const mailboxFile = ({ id, filename, contentType, size }: AttachmentView): StoredFile => ({
  ...{ name: filename, type: contentType, size: Number(size) },
  copy: { attachmentIds: [id] },
});
