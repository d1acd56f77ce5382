import { CloseOutlined } from '@ant-design/icons';
import { Flex, theme } from 'antd';
import type { ReactNode } from 'react';
import { FilterChip } from '../../components/shared/FilterChip';
import { useT } from '../../locale';
import { EVERYTHING, type ListQuery } from '../data/query';
import { sortName } from './sorts';
import { hasWord, toggleWord } from './search-words';

export interface FilterChipsProps {
  query: ListQuery;
  /** The mailbox's address. */
  address?: string;
  onQuery(query: ListQuery): void;
}

const ATTACHMENT = 'has:attachment';

/**
 * The most common filters at a click. Those beyond read and flagged are added to the search, where they are
 * visible.
 */
export function FilterChips({ query, address, onQuery }: FilterChipsProps) {
  const t = useT();
  const { token } = theme.useToken();
  const show = (kind: 'unread' | 'flagged', label: string) =>
    chip(kind, label, query.show === kind, () =>
      onQuery({ ...query, show: query.show === kind ? 'all' : kind }),
    );
  const word = (name: string, label: string, text: string) =>
    chip(name, label, hasWord(query.search, text), () =>
      onQuery({ ...query, search: toggleWord(query.search, text) }),
    );
  const chip = (name: string, label: string, on: boolean, onClick: () => void, icon?: ReactNode) => (
    <FilterChip on={on} icon={icon} onClick={onClick} testId={`mail-filter-${name}`}>
      {label}
    </FilterChip>
  );
  return (
    <Flex
      wrap
      gap={token.marginXXS}
      style={{ marginBlockStart: token.marginXXS }}
      role="group"
      aria-label={t('Show only')}
    >
      {show('unread', t('Unread'))}
      {show('flagged', t('Flagged'))}
      {word('attachments', t('Attachments'), ATTACHMENT)}
      {address && word('to-me', t('To me'), `to:${address}`)}
      {query.sort !== EVERYTHING.sort &&
        chip(
          'sort',
          sortName(query.sort, t),
          true,
          () => onQuery({ ...query, sort: EVERYTHING.sort }),
          <CloseOutlined aria-label={t('Sort by newest first')} />,
        )}
    </Flex>
  );
}
