import { Checkbox, Flex, theme, Typography } from 'antd';
import { useId } from 'react';
import type { AttachmentView } from '../../../../common';
import { useDateFormat } from '../../../date-format';
import { useT } from '../../../locale';
import { FileTypeIcon } from '../../attachments/FileTypeIcon';
import { formatSize } from '../../attachments/format-size';
import { displayName } from '../../shared/addresses';
import { SecondaryText } from '../../shared/SecondaryText';
import { useLanguage } from '../../shared/useLanguage';
import type { MessageWithFiles } from './useMailboxFiles';

interface Props {
  message: MessageWithFiles;
  /** By id. */
  chosen: ReadonlyMap<string, AttachmentView>;
  onToggle(file: AttachmentView): void;
}

/** A message with its files, each of which can be chosen. */
export function MessageFiles({ message: { row, files }, chosen, onToggle }: Props) {
  const t = useT();
  const language = useLanguage();
  const dates = useDateFormat();
  const heading = useId();
  const { token } = theme.useToken();
  const sender = displayName({ name: row.fromName, address: row.fromAddress }) || t('(no sender)');
  return (
    <li style={{ paddingBlock: token.paddingXS, borderBottom: `1px solid ${token.colorBorderSecondary}` }}>
      <div role="group" aria-labelledby={heading}>
        <div id={heading}>
          <Flex gap={token.marginXS} align="baseline">
            <Typography.Text strong ellipsis title={row.subject} style={{ flex: 1 }}>
              <bdi>{row.subject || t('(no subject)')}</bdi>
            </Typography.Text>
            <SecondaryText>{dates.short(row.sentAt)}</SecondaryText>
          </Flex>
          <SecondaryText ellipsis>
            <bdi>{sender}</bdi>
          </SecondaryText>
        </div>
        {files.map((file) => (
          <div key={String(file.id)}>
            <Checkbox
              checked={chosen.has(String(file.id))}
              onChange={() => onToggle(file)}
              style={{ maxWidth: '100%', paddingBlock: token.paddingXXS, overflowWrap: 'anywhere' }}
            >
              <FileTypeIcon
                contentType={file.contentType}
                filename={file.filename}
                style={{ color: token.colorPrimary }}
              />{' '}
              <bdi>{file.filename || t('Unnamed file')}</bdi>{' '}
              <SecondaryText style={{ whiteSpace: 'nowrap' }}>
                {formatSize(Number(file.size), language)}
              </SecondaryText>
            </Checkbox>
          </div>
        ))}
      </div>
    </li>
  );
}
