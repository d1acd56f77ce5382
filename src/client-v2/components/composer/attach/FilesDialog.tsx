import { Button, Flex, Modal, theme } from 'antd';
import { useState, type ReactNode } from 'react';
import { useT } from '../../../locale';
import { formatSize } from '../../attachments/format-size';
import { SecondaryText } from '../../shared/SecondaryText';
import { useLanguage } from '../../shared/useLanguage';
import type { StoredFile } from '../attached-file';
import { keyOf, type FileChoice } from './file-choice';

interface Props {
  open: boolean;
  title: string;
  onAttach(files: StoredFile[]): void;
  onClose(): void;
  afterClose(): void;
  /** The files to choose from. */
  children(choice: FileChoice): ReactNode;
}

/** Chooses files on the server. Several can be chosen, also from different searches. */
export function FilesDialog({ open, title, onAttach, onClose, afterClose, children }: Props) {
  const t = useT();
  const language = useLanguage();
  const { token } = theme.useToken();
  const [chosen, setChosen] = useState<ReadonlyMap<string, StoredFile>>(new Map());
  const toggle = (file: StoredFile) => {
    const next = new Map(chosen);
    if (!next.delete(keyOf(file))) next.set(keyOf(file), file);
    setChosen(next);
  };
  const size = [...chosen.values()].reduce((sum, file) => sum + file.size, 0);
  return (
    <Modal
      open={open}
      title={title}
      width={640}
      onCancel={onClose}
      afterClose={() => {
        setChosen(new Map());
        afterClose();
      }}
      destroyOnHidden
      data-testid="mail-stored-files"
      footer={
        <Flex gap={token.marginXS} align="center">
          <SecondaryText role="status" style={{ flex: 1, textAlign: 'start' }}>
            {chosen.size > 0 &&
              t('{{count}} files chosen, {{size}}', { count: chosen.size, size: formatSize(size, language) })}
          </SecondaryText>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="primary" disabled={chosen.size === 0} onClick={() => onAttach([...chosen.values()])}>
            {t('Attach')}
          </Button>
        </Flex>
      }
    >
      {children({ has: (file) => chosen.has(keyOf(file)), toggle })}
    </Modal>
  );
}
