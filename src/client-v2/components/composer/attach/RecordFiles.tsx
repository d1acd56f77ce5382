import { Typography } from 'antd';
import { useCallback } from 'react';
import type { RecordFilesView, RecordRef } from '../../../../common';
import { useMailApi } from '../../../api';
import { useHost } from '../../../host/context';
import { useT } from '../../../locale';
import { usePages } from '../../shared/usePages';
import type { FileChoice } from './file-choice';
import { FileGroup } from './FileGroup';
import { FilePane } from './FilePane';
import { hostFile } from './host-file';

/** The files in a record's fields, each of which can be chosen. */
export function RecordFiles({ record, choice }: { record: RecordRef; choice: FileChoice }) {
  const api = useMailApi();
  const host = useHost();
  const t = useT();
  const read = useCallback(
    async () => ({ rows: await api.filesOfRecord(record), next: null }),
    [api, record],
  );
  return (
    <FilePane
      pages={usePages<RecordFilesView, never>(read)}
      fitted
      empty={t('This record has no files you can view')}
    >
      {({ titles, files, ...place }) => (
        <FileGroup
          key={`${place.collection}.${place.field}`}
          heading={
            <Typography.Text strong>
              <bdi>{titles.map((title) => host.t(title)).join(' › ')}</bdi>
            </Typography.Text>
          }
          files={files.map((file) => hostFile(file, { ...place, fileId: file.id }))}
          choice={choice}
        />
      )}
    </FilePane>
  );
}
