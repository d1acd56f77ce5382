import { useFlowContext } from '@nocobase/flow-engine';
import { cx } from '@emotion/css';
import { Spin, theme } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import type { MessageRow } from '../../api';
import { useT } from '../../locale';
import { dateGroup, groupRows } from './date-groups';
import { MessageRowItem, type RowHandlers } from './MessageRowItem';
import { rowStyles } from './row-styles';

export interface MessageListProps {
  rows: MessageRow[];
  /** Shown with whom it goes to. */
  isOutgoing(row: MessageRow): boolean;
  active: string | null;
  focused: string | null;
  selection: ReadonlySet<string>;
  /** Name of a mail's folder, in lists of more than one folder. */
  folderOf?: (row: MessageRow) => string | undefined;
  handlers: RowHandlers;
  hasMore: boolean;
  onMore(): void;
}

/** The mails under their dates; more are read when the end comes near. */
export function MessageList({
  rows,
  isOutgoing,
  active,
  focused,
  selection,
  folderOf,
  handlers,
  hasMore,
  onMore,
}: MessageListProps) {
  const t = useT();
  const { language } = useFlowContext().i18n;
  const { token } = theme.useToken();
  const list = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const className = useMemo(() => rowStyles(token), [token]);
  const groups = useMemo(
    () => groupRows(rows, (row) => dateGroup(row.receivedAt, t, language)),
    [rows, t, language],
  );

  useEffect(() => {
    if (!end.current || !hasMore) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && onMore(),
      {
        root: list.current,
        rootMargin: '600px',
      },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasMore, onMore]);
  useEffect(() => {
    if (focused) document.getElementById(`mail-row-${focused}`)?.scrollIntoView({ block: 'nearest' });
  }, [focused]);

  return (
    <div
      ref={list}
      className={cx(className, selection.size > 0 && 'selecting')}
      role="listbox"
      aria-multiselectable
      aria-label={t('Mails')}
      aria-activedescendant={focused ? `mail-row-${focused}` : undefined}
      tabIndex={0}
      style={{ flex: 1, overflow: 'hidden auto', paddingBottom: token.padding }}
      data-testid="mail-list"
    >
      {groups.map(({ title, rows: members }) => (
        <section key={`${title} ${members[0].id}`} role="group" aria-label={title}>
          <h4 className="mail-group">{title}</h4>
          {members.map((row) => {
            const id = String(row.id);
            return (
              <MessageRowItem
                key={id}
                row={row}
                outgoing={isOutgoing(row)}
                active={id === active}
                focused={id === focused}
                selected={selection.has(id)}
                folder={folderOf?.(row)}
                handlers={handlers}
              />
            );
          })}
        </section>
      ))}
      <div ref={end} style={{ textAlign: 'center', padding: hasMore ? token.padding : 0 }}>
        {hasMore && <Spin size="small" />}
      </div>
    </div>
  );
}
