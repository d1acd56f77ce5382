import { Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '../../../locale';
import { RetryAlert } from '../../shared/RetryAlert';
import { SecondaryText } from '../../shared/SecondaryText';
import type { Pages } from '../../shared/usePages';

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
  const { rows, failure, more, loading, showMore, reload } = pages;
  const t = useT();
  const isEmpty = rows?.length === 0 && !more;
  return (
    <div
      style={{ [fitted ? 'maxHeight' : 'height']: HEIGHT, overflowY: 'auto', overflowX: 'hidden' }}
      aria-busy={loading}
      data-testid="mail-stored-files-found"
    >
      {!rows && failure === undefined && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {rows && !isEmpty && <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>{rows.map(children)}</ul>}
      {failure !== undefined && <RetryAlert error={failure} onRetry={reload} />}
      {isEmpty && failure === undefined && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={<SecondaryText role="status">{empty}</SecondaryText>}
        />
      )}
      {rows && more && failure === undefined && (
        <Button block type="text" loading={loading} onClick={showMore}>
          {t('Show more')}
        </Button>
      )}
    </div>
  );
}
