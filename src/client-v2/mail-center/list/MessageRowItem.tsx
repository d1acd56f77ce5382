import { Checkbox } from 'antd';
import { cx } from '@emotion/css';
import { memo, useState, type MouseEvent as ReactMouseEvent } from 'react';
import type { MessageRow } from '../../api';
import { useT } from '../../locale';
import type { ListView } from './list-view';
import { peopleOf } from './people';
import { RowActions, type RowActionHandlers } from './RowActions';
import { RowText } from './RowText';
import { SenderAvatar } from './SenderAvatar';
import { SwipeBackdrop } from './touch/SwipeBackdrop';
import { useSwipe } from './touch/useSwipe';

export interface RowHandlers extends RowActionHandlers {
  open(row: MessageRow): void;
  openWindow(row: MessageRow): void;
  /** Selects or deselects a row. */
  select(row: MessageRow): void;
  /** Selects everything from the focused row to this one. */
  selectTo(row: MessageRow): void;
  dragStart(row: MessageRow): void;
  /** What a swipe to the right does: marks it as read or unread, with undo. */
  swipeRead(row: MessageRow): void;
}

export interface MessageRowItemProps {
  row: MessageRow;
  /** Whether to show the recipients instead of the sender, as in Sent and Drafts. */
  outgoing: boolean;
  /** The mailbox's own addresses. */
  own: readonly string[];
  active: boolean;
  focused: boolean;
  selected: boolean;
  /** The name of its folder; only in lists of more than one folder. */
  folder?: string;
  /** The color of its account, if there are several. */
  colour?: string;
  canArchive: boolean;
  canSnooze: boolean;
  /** Whether it can be swiped aside by touch. */
  swipes: boolean;
  view: ListView;
  /** Whether to show the size too. */
  withSize: boolean;
  today: number;
  /** Its position in the whole list, of which only a part is rendered. */
  index: number;
  top: number;
  handlers: RowHandlers;
}

/** Keeps clicks on controls within the row from opening it. */
const own = (event: ReactMouseEvent) => event.stopPropagation();
const ownClicks = { onClick: own, onDoubleClick: own };

/** A row of the list: a message or a conversation. */
export const MessageRowItem = memo(function MessageRowItem(props: MessageRowItemProps) {
  const { row, active, focused, selected, view, handlers } = props;
  const t = useT();
  const [hovered, setHovered] = useState(false);
  const { swipe, handlers: touch } = useSwipe(
    props.swipes
      ? {
          left: props.canArchive ? () => handlers.archive(row) : undefined,
          right: () => handlers.swipeRead(row),
        }
      : {},
  );
  const aside = swipe.phase !== 'still';
  const { label, person } = peopleOf(row, props.outgoing, props.own, t);

  const choose = ({ shiftKey }: { shiftKey: boolean }) =>
    shiftKey ? handlers.selectTo(row) : handlers.select(row);
  const click = (event: ReactMouseEvent) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey) choose(event);
    else handlers.open(row);
  };
  return (
    <>
      {aside && <SwipeBackdrop swipe={swipe} seen={row.seen} top={props.top} />}
      <div
        className={cx(
          'mail-row',
          active && 'active',
          focused && 'focused',
          selected && 'selected',
          !row.seen && 'unread',
          aside && 'swiped',
          swipe.phase === 'returning' && 'returning',
        )}
        role="row"
        aria-rowindex={props.index + 1}
        aria-selected={selected}
        aria-current={active || undefined}
        id={`mail-row-${row.id}`}
        data-row={row.id}
        data-testid="mail-row"
        style={{ transform: `translate(${swipe.offset}px, ${props.top}px)` }}
        draggable
        onDragStart={() => handlers.dragStart(row)}
        onClick={click}
        onDoubleClick={() => handlers.openWindow(row)}
        onPointerEnter={({ pointerType }) => setHovered(pointerType === 'mouse')}
        onPointerLeave={() => setHovered(false)}
        {...touch}
      >
        <span role="gridcell" className="who" {...ownClicks}>
          {view.density === 'comfortable' && (
            <span className="avatar">
              <SenderAvatar name={person.name} address={person.address} />
            </span>
          )}
          <Checkbox
            checked={selected}
            tabIndex={-1}
            aria-label={t('Select')}
            onChange={({ nativeEvent }) =>
              choose(nativeEvent instanceof MouseEvent ? nativeEvent : { shiftKey: false })
            }
          />
        </span>
        <RowText
          row={row}
          people={label}
          outgoing={props.outgoing}
          folder={props.folder}
          colour={props.colour}
          view={view}
          withSize={props.withSize}
          today={props.today}
        />
        {hovered && (
          <RowActions
            row={row}
            canArchive={props.canArchive}
            canSnooze={props.canSnooze}
            handlers={handlers}
          />
        )}
      </div>
    </>
  );
});
