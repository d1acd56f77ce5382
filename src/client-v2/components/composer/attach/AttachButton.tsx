import {
  FolderOpenOutlined,
  LaptopOutlined,
  MailOutlined,
  PaperClipOutlined,
  ProfileOutlined,
} from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useRef, useState } from 'react';
import type { RecordRef } from '../../../../common';
import { useT } from '../../../locale';
import { NoDrop } from '../../shared/NoDrop';
import type { AttachedFile } from '../attached-file';
import { FilesDialog } from './FilesDialog';
import { HostFileFinder } from './HostFileFinder';
import { MailboxFileFinder } from './MailboxFileFinder';
import { RecordFiles } from './RecordFiles';
import { useFileCollections } from './useFileCollections';

interface Props {
  /** The record that the message is written about. */
  record?: RecordRef;
  onFiles(files: AttachedFile[]): void;
}

/** Attaches files from this computer, from other messages, or from NocoBase. */
export function AttachButton({ record, onFiles }: Props) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const collections = useFileCollections();
  const [source, setSource] = useState<'message' | 'record' | 'host'>('message');
  const [open, setOpen] = useState(false);
  const choose = (from: typeof source) => () => {
    setSource(from);
    setOpen(true);
  };
  const titles = {
    message: t('Attach files from a message'),
    record: t('Attach files from this record'),
    host: t('Attach files from NocoBase'),
  };
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
      onClick: choose('message'),
    },
    record && {
      key: 'record',
      icon: <ProfileOutlined aria-hidden />,
      label: t('From this record…'),
      onClick: choose('record'),
    },
    collections.length > 0
      ? {
          key: 'host',
          icon: <FolderOpenOutlined aria-hidden />,
          label: t('From files in NocoBase…'),
          onClick: choose('host'),
        }
      : null,
  ].filter((item) => item !== null && item !== undefined);
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
        <FilesDialog
          open={open}
          title={titles[source]}
          onAttach={(files) => {
            setOpen(false);
            onFiles(files);
          }}
          onClose={() => setOpen(false)}
          afterClose={() => button.current?.focus()}
        >
          {(choice) =>
            source === 'record' && record ? (
              <RecordFiles record={record} choice={choice} />
            ) : source === 'host' ? (
              <HostFileFinder collections={collections} choice={choice} />
            ) : (
              <MailboxFileFinder choice={choice} />
            )
          }
        </FilesDialog>
      </NoDrop>
    </>
  );
}
