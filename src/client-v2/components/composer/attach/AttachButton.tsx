import { LaptopOutlined, MailOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useRef, useState } from 'react';
import { useT } from '../../../locale';
import { NoDrop } from '../../shared/NoDrop';
import type { AttachedFile } from '../attached-file';
import { MailboxFilesDialog } from './MailboxFilesDialog';

/** Attaches files from this computer or from other messages. */
export function AttachButton({ onFiles }: { onFiles(files: AttachedFile[]): void }) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const items: MenuProps['items'] = [
    {
      key: 'computer',
      icon: <LaptopOutlined aria-hidden />,
      label: t('From this computer…'),
      onClick: () => picker.current?.click(),
    },
    {
      key: 'message',
      icon: <MailOutlined aria-hidden />,
      label: t('From a message…'),
      onClick: () => setOpen(true),
    },
  ];
  return (
    <>
      <Dropdown trigger={['click']} autoFocus placement="top" menu={{ items }}>
        {/* No tooltip: it would cover the menu. */}
        <Button
          ref={button}
          type="text"
          icon={<PaperClipOutlined />}
          aria-label={t('Attach files')}
          title={t('Attach files')}
        />
      </Dropdown>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        data-testid="mail-attach-files"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // Lets the same file be chosen again after it was removed.
          event.target.value = '';
        }}
      />
      <NoDrop>
        <MailboxFilesDialog
          open={open}
          onAttach={(files) => {
            setOpen(false);
            onFiles(files);
          }}
          onClose={() => setOpen(false)}
          afterClose={() => button.current?.focus()}
        />
      </NoDrop>
    </>
  );
}
