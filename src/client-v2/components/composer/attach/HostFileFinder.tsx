import { Flex, Select, theme } from 'antd';
import { useCallback, useState } from 'react';
import type { FileCollectionView } from '../../../../common';
import { useMailApi } from '../../../api';
import { useHost } from '../../../host/context';
import { useT } from '../../../locale';
import { SearchInput } from '../../shared/SearchInput';
import { usePages } from '../../shared/usePages';
import type { StoredFile } from '../attached-file';
import { keyOf, type FileChoice } from './file-choice';
import { FileCheckbox } from './FileCheckbox';
import { FilePane } from './FilePane';
import { hostFile } from './host-file';

interface Props {
  /** At least one. */
  collections: readonly FileCollectionView[];
  choice: FileChoice;
}

/** A choice of collections, a search field, and the files that are found. */
export function HostFileFinder({ collections, choice }: Props) {
  const api = useMailApi();
  const host = useHost();
  const t = useT();
  const { token } = theme.useToken();
  const [collection, setCollection] = useState(collections[0]?.name ?? '');
  const [search, setSearch] = useState('');
  const read = useCallback(
    async (from: number | null) => {
      const page = from ?? 1;
      const { files, hasMore } = await api.filesOfCollection(collection, search, page);
      const rows = files.map((file) => hostFile(file, { collection, recordId: file.id }));
      return { rows, next: hasMore ? page + 1 : null };
    },
    [api, collection, search],
  );
  const pages = usePages<StoredFile, number>(read);
  return (
    <Flex vertical gap={token.marginSM}>
      {collections.length > 1 && (
        <Select
          aria-label={t('Collection')}
          value={collection}
          onChange={setCollection}
          options={collections.map(({ name, title }) => ({ value: name, label: host.t(title) }))}
        />
      )}
      <SearchInput takesFocus value={search} label={t('Search files')} onChange={setSearch} />
      <FilePane pages={pages} empty={search ? t('No file matches') : t('There are no files')}>
        {(file) => (
          <li key={keyOf(file)}>
            <FileCheckbox file={file} choice={choice} />
          </li>
        )}
      </FilePane>
    </Flex>
  );
}
