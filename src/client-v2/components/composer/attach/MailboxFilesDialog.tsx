import { Button, Flex, Modal, theme } from 'antd';
import { useState } from 'react';
import type { AttachmentView } from '../../../../common';
import { useT } from '../../../locale';
import { formatSize } from '../../attachments/format-size';
import { SecondaryText } from '../../shared/SecondaryText';
import { useLanguage } from '../../shared/useLanguage';
import type { MailboxFile } from '../attached-file';
import { MailboxFileFinder } from './MailboxFileFinder';

interface Props {
  open: boolean;
  onAttach(files: MailboxFile[]): void;
  onClose(): void;
  afterClose(): void;
}

/** Finds files in the user's messages. Several can be chosen, also from different searches. */
export function MailboxFilesDialog({ open, onAttach, onClose, afterClose }: Props) {
  const t = useT();
  const language = useLanguage();
  const { token } = theme.useToken();
  const [chosen, setChosen] = useState<ReadonlyMap<string, AttachmentView>>(new Map());
  const toggle = (file: AttachmentView) => {
    const next = new Map(chosen);
    if (!next.delete(String(file.id))) next.set(String(file.id), file);
    setChosen(next);
  };
  const size = [...chosen.values()].reduce((sum, file) => sum + Number(file.size), 0);
  return (
    <Modal
      open={open}
      title={t('Attach files from a message')}
      width={640}
      onCancel={onClose}
      afterClose={() => {
        setChosen(new Map());
        afterClose();
      }}
      destroyOnHidden
      data-testid="mail-mailbox-files"
      footer={
        <Flex gap={token.marginXS} align="center">
          <SecondaryText role="status" style={{ flex: 1, textAlign: 'start' }}>
            {chosen.size > 0 &&
              t('{{count}} files chosen, {{size}}', { count: chosen.size, size: formatSize(size, language) })}
          </SecondaryText>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button
            type="primary"
            disabled={chosen.size === 0}
            onClick={() => onAttach([...chosen.values()].map(mailboxFile))}
          >
            {t('Attach')}
          </Button>
        </Flex>
      }
    >
      <MailboxFileFinder chosen={chosen} onToggle={toggle} />
    </Modal>
  );
}

const mailboxFile = ({ id, filename, contentType, size }: AttachmentView): MailboxFile => ({
  ...{ name: filename, type: contentType, size: Number(size) },
  copy: { attachmentIds: [id] },
});
