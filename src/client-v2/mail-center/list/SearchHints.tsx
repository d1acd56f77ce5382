import { Alert, Flex, Segmented, theme } from 'antd';
import { useMemo } from 'react';
import { namesFolder, parseQuery } from '../../../common';
import { useT } from '../../locale';
import { isSearch, type ListQuery } from '../data/query';
import { SaveSearch } from '../search/SaveSearch';
import { SEARCH_PROBLEMS } from './search-operators';

export interface SearchHintsProps {
  query: ListQuery;
  unknownFolders: string[];
  unknownLabels: string[];
  onQuery(query: ListQuery): void;
}

/** Shown under the box during a search: where it looks, and what it didn't understand. */
export function SearchHints({ query, unknownFolders, unknownLabels, onQuery }: SearchHintsProps) {
  const t = useT();
  const { token } = theme.useToken();
  const parsed = useMemo(() => parseQuery(query.search), [query.search]);
  if (!isSearch(query)) return null;
  const hints = [
    ...parsed.problems.map(({ kind, text, meant = '' }) => t(SEARCH_PROBLEMS[kind], { text, meant })),
    ...unknownFolders.map((name) => t('There is no folder “{{name}}”.', { name })),
    ...unknownLabels.map((name) => t('There is no label “{{name}}”.', { name })),
  ];
  return (
    <Flex vertical gap={token.marginXXS}>
      <Flex align="center" justify="space-between" gap={token.marginXS}>
        {/* Naming a folder already says where to search. */}
        {!namesFolder(parsed) ? (
          <Segmented
            size="small"
            value={query.everywhere ? 'all' : 'folder'}
            options={[
              { value: 'folder', label: t('This folder') },
              { value: 'all', label: t('All folders') },
            ]}
            onChange={(value) => onQuery({ ...query, everywhere: value === 'all' })}
            aria-label={t('Where to search')}
            data-testid="mail-search-scope"
          />
        ) : (
          <span />
        )}
        <SaveSearch search={query.search} />
      </Flex>
      {[...new Set(hints)].map((hint) => (
        <Alert
          key={hint}
          type="info"
          message={hint}
          style={{ padding: `${token.paddingXXS}px ${token.paddingXS}px`, fontSize: token.fontSizeSM }}
          data-testid="mail-search-hint"
        />
      ))}
    </Flex>
  );
}
