import { DownOutlined, RightOutlined, WarningOutlined } from '@ant-design/icons';
import { css, cx } from '@emotion/css';
import { Dropdown, theme, Tooltip, type MenuProps } from 'antd';
import {
  useRef,
  useState,
  type ComponentType,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { FocusedMenu } from '../../components';
import { toneColour } from '../../components/shared/ToneText';
import { FolderMenu } from './FolderMenu';
import { useTreeItem } from './FolderTree';

/** Pixels for the chevron of a folder with subfolders. */
const CHEVRON = 20;
const STEP = 16;

export interface FolderItemProps {
  id: string;
  icon: ComponentType<{ className?: string }>;
  name: string;
  /** 0 at the top level. */
  depth?: number;
  active?: boolean;
  /** Shown at the end, unless it is 0. */
  count?: number;
  /** The meaning of the count, for screen readers. */
  countLabel?: string;
  danger?: boolean;
  disabled?: boolean;
  /** A sentence that says what is wrong with the folder. */
  warning?: string;
  onOpen(): void;
  /** Called when messages are dropped on it. */
  onDropMails?: () => void;
  testId?: string;
  /** The folder's actions, for the button at its end and for a right click. */
  menu?: MenuProps['items'];
  children?: ReactNode;
}

/** A line of the folder list, with its subfolders below. */
export function FolderItem(props: FolderItemProps) {
  const {
    icon: Icon,
    name,
    depth = 0,
    active = false,
    count = 0,
    countLabel,
    danger = false,
    disabled = false,
  } = props;
  const { token } = theme.useToken();
  const [open, setOpen] = useState(true);
  const item = useTreeItem(props.id);
  const line = useRef<HTMLButtonElement>(null);
  const [over, setOver] = useState(false);
  const className = css`
    position: relative;
    display: flex;
    align-items: center;
    gap: ${token.marginSM}px;
    width: 100%;
    height: 34px;
    padding: 0 ${token.paddingSM}px;
    border: 0;
    border-radius: ${token.borderRadius}px;
    background: none;
    color: ${token.colorText};
    font: inherit;
    text-align: start;
    cursor: pointer;
    transition: background ${token.motionDurationFast};
    &:hover:not([aria-disabled='true']) {
      background: ${token.controlItemBgHover};
    }
    &:focus-visible {
      outline: 2px solid ${token.colorPrimaryBorder};
      outline-offset: -2px;
    }
    &[aria-disabled='true'] {
      cursor: default;
      color: ${token.colorTextSecondary};
    }
    &.active {
      background: ${token.controlItemBgActive};
      font-weight: ${token.fontWeightStrong};
    }
    &.over {
      outline: 2px dashed ${token.colorPrimary};
      outline-offset: -2px;
    }
    & .icon {
      color: ${token.colorTextSecondary};
      font-size: ${token.fontSizeLG}px;
    }
    &.active .icon {
      color: ${token.colorPrimary};
    }
    & .name {
      flex: 1;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    & .warning {
      color: ${token.colorWarning};
    }
    & .count {
      color: ${toneColour(danger ? 'danger' : 'info', token)};
      font-size: ${token.fontSizeSM}px;
      font-weight: ${token.fontWeightStrong};
      font-variant-numeric: tabular-nums;
    }
  `;
  // The button replaces the count while the pointer or the focus is on the folder.
  const rowStyle = css`
    & .folder-menu {
      opacity: 0;
    }
    &:hover .folder-menu,
    &:focus-within .folder-menu,
    & .folder-menu.ant-dropdown-open {
      opacity: 1;
    }
    &:has(.folder-menu):hover .count,
    &:has(.folder-menu):focus-within .count,
    &:has(.folder-menu.ant-dropdown-open) .count {
      visibility: hidden;
    }
    @media (hover: none) {
      & .folder-menu {
        opacity: 1;
      }
      &:has(.folder-menu) .count {
        margin-inline-end: ${token.controlHeightSM}px;
        visibility: visible !important;
      }
      &:has(.folder-menu) [role='treeitem']:has(.name:last-child) {
        padding-inline-end: ${token.paddingSM + token.controlHeightSM}px;
      }
    }
  `;
  const indent: CSSProperties = { paddingInlineStart: CHEVRON + depth * STEP };
  const drop = props.onDropMails && {
    onDragOver: (event: React.DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: React.DragEvent) => {
      event.preventDefault();
      setOver(false);
      props.onDropMails?.();
    },
  };
  const hasChildren = Boolean(props.children);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    // Right opens and then moves down; Left closes and then moves up.
    const isRight = event.key === 'ArrowRight';
    if (hasChildren && open !== isRight) setOpen(isRight);
    else {
      const line = event.currentTarget.closest('li');
      const to = isRight ? line?.querySelector('ul') : line?.parentElement?.closest('li');
      to?.querySelector<HTMLElement>('[role=treeitem]')?.focus();
    }
  };
  return (
    <li role="none">
      <Dropdown
        menu={{ items: props.menu }}
        trigger={['contextMenu']}
        disabled={!props.menu?.length}
        destroyPopupOnHide
        dropdownRender={(menu) => <FocusedMenu>{menu}</FocusedMenu>}
        // Returns the focus to the tree, unless the menu has opened a dialog.
        onOpenChange={(isOpen) => {
          if (!isOpen && document.activeElement?.closest('[role=menu]')) line.current?.focus();
        }}
      >
        <div className={rowStyle} style={{ position: 'relative' }}>
          <button
            type="button"
            ref={line}
            role="treeitem"
            className={cx(className, active && 'active', over && 'over')}
            style={indent}
            aria-level={depth + 1}
            aria-selected={active}
            aria-expanded={hasChildren ? open : undefined}
            aria-disabled={disabled || undefined}
            aria-haspopup={props.menu?.length ? 'menu' : undefined}
            onClick={disabled ? undefined : props.onOpen}
            onKeyDown={onKeyDown}
            data-item={props.id}
            data-testid={props.testId}
            {...item}
            {...drop}
          >
            <Icon className="icon" />
            <span className="name" dir="auto" title={name}>
              {name}
            </span>
            {props.warning && (
              <Tooltip title={props.warning}>
                <WarningOutlined className="warning" aria-label={props.warning} />
              </Tooltip>
            )}
            {count > 0 && (
              <span className="count" aria-label={countLabel}>
                {count}
              </span>
            )}
          </button>
          {props.children && <Expander open={open} onToggle={() => setOpen(!open)} depth={depth} />}
          {props.menu && props.menu.length > 0 && <FolderMenu items={props.menu} />}
        </div>
      </Dropdown>
      {props.children && open && <ul role="group">{props.children}</ul>}
    </li>
  );
}

/** For the mouse; on the keyboard, Left and Right do the same. */
function Expander({ open, onToggle, depth }: { open: boolean; onToggle(): void; depth: number }) {
  const { token } = theme.useToken();
  const className = css`
    position: absolute;
    inset-block: 0;
    inset-inline-start: ${2 + depth * STEP}px;
    width: ${CHEVRON - 4}px;
    padding: 0;
    border: 0;
    background: none;
    color: ${token.colorTextSecondary};
    font-size: 9px;
    cursor: pointer;
    &:hover {
      color: ${token.colorText};
    }
  `;
  return (
    <button type="button" className={className} onClick={onToggle} tabIndex={-1} aria-hidden>
      {open ? <DownOutlined /> : <RightOutlined />}
    </button>
  );
}
