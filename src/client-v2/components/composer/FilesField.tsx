import { PaperClipOutlined } from '@ant-design/icons';
import { Button, Flex, theme } from 'antd';
import { useRef } from 'react';
import type { Id, UploadView } from '../../../common';
import { useT } from '../../locale';
import { ComposerFiles } from './ComposerFiles';
import type { Uploads } from './useUploads';

interface Props {
  files: UploadView[];
  uploads: Uploads;
  /** Bytes that all files together may have. */
  limit: number;
  onAttach(files: File[]): void;
  onRemove(id: Id): void;
}

/** The files of a text in a form, and a button that attaches more. */
export function FilesField({ files, uploads, limit, onAttach, onRemove }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <Flex vertical gap={token.marginXS}>
      <div>
        <Button icon={<PaperClipOutlined />} onClick={() => chooser.current?.click()}>
          {t('Attach files')}
        </Button>
        <input
          ref={chooser}
          type="file"
          multiple
          // antd shows files' fields in its forms, even hidden ones.
          style={{ display: 'none' }}
          aria-label={t('Attach files')}
          onChange={(event) => {
            onAttach([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
      <ComposerFiles
        draft={{ html: '', uploads: files, attachments: [] }}
        uploads={uploads}
        limit={limit}
        onRemoveUpload={onRemove}
        onRemoveAttachment={() => undefined}
      />
    </Flex>
  );
}
