import { useLanguage } from '../../components/shared/useLanguage';
import { cx } from '@emotion/css';
import { theme } from 'antd';
import { useMemo, useRef, type MouseEvent } from 'react';
import type { MessageSort } from '../../../common';
import type { MessageRow } from '../../api';
import { useT } from '../../locale';
import { listItems } from './list-items';
import { titlesBy } from './list-titles';
import { rowMetrics } from './list-view';
import { ListEnd } from './ListStates';
import { MessageRowItem, type RowHandlers } from './MessageRowItem';
import { rowStyles } from './row-styles';
import { PullIndicator } from './touch/PullIndicator';
import { usePullToRefresh } from './touch/usePullToRefresh';
import { useListMenu } from './useListMenu';
import { useListView } from './useListView';
import { useListWindow } from './useListWindow';
import { useMore } from './useMore';
import { useToday } from './useToday';

export interface MessageListProps {
  rows: MessageRow[];
  sort: MessageSort;
  /** Whether to show a message's recipients instead of its sender. */
  isOutgoing(row: MessageRow): boolean;
  canArchive(row: MessageRow): boolean;
  canSnooze(row: MessageRow): boolean;
  /** Whether it lists what is snoozed, by when it comes back. */
  returning: boolean;
  /** The mailbox's own addresses. */
  own: readonly string[];
  active: string | null;
  focused: string | null;
  selection: ReadonlySet<string>;
  /** Returns the name of a message's folder; only in lists of more than one folder. */
  folderOf?: (row: MessageRow) => string | undefined;
  /** Returns the color of a message's account, if there are several. */
  colourOf(row: MessageRow): string | undefined;
  handlers: RowHandlers;
  hasMore: boolean;
  loadingMore: boolean;
  failed: boolean;
  onMore(): void;
  /** Set if rows can be swiped and the list can be pulled down to check for new mail. */
  onPull?: () => Promise<unknown>;
  /** Opens a row's menu at a position on the screen. */
  onMenu(row: MessageRow, at: { x: number; y: number }): void;
}

/** The messages under date headings. More are loaded near the end, and only the visible ones are rendered. */
export function MessageList(props: MessageListProps) {
  const { rows, sort, returning, focused, selection, handlers, hasMore, failed, onMore } = props;
  const t = useT();
  const language = useLanguage();
  const { token } = theme.useToken();
  const [view] = useListView();
  const today = useToday();
  const scroller = useRef<HTMLDivElement>(null);
  const className = useMemo(() => rowStyles(token, view), [token, view]);
  const heights = useMemo(() => rowMetrics(view, token), [view, token]);
  const items = useMemo(
    () => listItems(rows, titlesBy(returning ? 'returning' : sort, t, language, new Date(today))),
    [rows, sort, returning, t, language, today],
  );
  const { height, shown, last } = useListWindow({ scroller, items, heights, focused });
  useMore({ last, count: items.length, hasMore, loading: props.loadingMore, failed, onMore });

  const pull = usePullToRefresh(scroller, props.onPull);
  const swipes = props.onPull !== undefined;

  const isShown = (id: string) => shown.some(({ index }) => items[index].key === id);
  const menuKeys = useListMenu(rows, focused, props.onMenu);
  /** Keeps the focus on the list when something inside a row is clicked. */
  const keepFocus = (event: MouseEvent<HTMLDivElement>) => {
    if (!(event.target instanceof Element && event.target.closest('.who, .actions'))) return;
    event.preventDefault();
    event.currentTarget.focus({ preventScroll: true });
  };
  return (
    <div
      ref={scroller}
      className={cx(className, selection.size > 0 && 'selecting', swipes && 'swipes')}
      role="grid"
      aria-multiselectable
      aria-label={t('Mails')}
      aria-rowcount={hasMore ? -1 : items.length}
      aria-activedescendant={focused !== null && isShown(focused) ? `mail-row-${focused}` : undefined}
      tabIndex={0}
      onMouseDown={keepFocus}
      {...menuKeys}
      style={{
        flex: 1,
        overflow: 'hidden auto',
        paddingBottom: token.padding,
        // Otherwise pulling would reload the whole page in some browsers.
        overscrollBehaviorY: swipes ? 'contain' : undefined,
      }}
      data-testid="mail-list"
    >
      {swipes && <PullIndicator {...pull} />}
      <div style={{ position: 'relative', height }}>
        {shown.map(({ index, start, sticky }) => {
          const item = items[index];
          if (item.kind === 'heading')
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={index + 1}
                className="mail-group"
                style={
                  sticky
                    ? { position: 'sticky' }
                    : { position: 'absolute', transform: `translateY(${start}px)` }
                }
              >
                <span role="rowheader">{item.title}</span>
              </div>
            );
          const { row, key } = item;
          return (
            <MessageRowItem
              key={key}
              row={row}
              outgoing={props.isOutgoing(row)}
              own={props.own}
              active={key === props.active}
              focused={key === focused}
              selected={selection.has(key)}
              folder={props.folderOf?.(row)}
              colour={props.colourOf(row)}
              canArchive={props.canArchive(row)}
              canSnooze={props.canSnooze(row)}
              swipes={swipes}
              view={view}
              withSize={sort === 'size'}
              today={today}
              index={index}
              top={start}
              handlers={handlers}
            />
          );
        })}
      </div>
      {hasMore && <ListEnd failed={failed} onRetry={onMore} />}
    </div>
  );
}
