import { Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '../../../locale';
import { RetryAlert } from '../../shared/RetryAlert';
import { SecondaryText } from '../../shared/SecondaryText';
import type { Pages } from './usePages';

interface Props<T> {
  pages: Pages<T>;
  /** What is said if there is nothing. */
  empty: string;
  /** Whether it's only as high as what it contains, because nothing is searched in it. */
  fitted?: boolean;
  /** An item of the list. */
  children(item: T): ReactNode;
}

const HEIGHT = 'min(440px, 55vh)';

/** A list of files with its states. */
export function FilePane<T>({ pages, empty, fitted = false, children }: Props<T>) {
  const { items, failure, hasMore, loading, loadMore, retry } = pages;
  const t = useT();
  const isEmpty = items?.length === 0 && !hasMore;
  return (
    <div
      style={{ [fitted ? 'maxHeight' : 'height']: HEIGHT, overflowY: 'auto', overflowX: 'hidden' }}
      aria-busy={loading}
      data-testid="mail-stored-files-found"
    >
      {!items && failure === undefined && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {items && !isEmpty && (
        <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>{items.map(children)}</ul>
      )}
      {failure !== undefined && <RetryAlert error={failure} onRetry={retry} />}
      {isEmpty && failure === undefined && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={<SecondaryText role="status">{empty}</SecondaryText>}
        />
      )}
      {items && hasMore && failure === undefined && (
        <Button block type="text" loading={loading} onClick={loadMore}>
          {t('Show more')}
        </Button>
      )}
    </div>
  );
}
