import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { css, cx } from '@emotion/css';
import { Dropdown, theme, type MenuProps } from 'antd';
import { useState, type ComponentType, type CSSProperties, type ReactNode } from 'react';
import { useT } from '../../locale';
import { FolderMenu } from './FolderMenu';

/** Room for the chevron of a folder with folders below it. */
const CHEVRON = 20;
const STEP = 16;

export interface FolderItemProps {
  icon: ComponentType<{ className?: string }>;
  name: string;
  /** 0 for the top level. */
  depth?: number;
  active?: boolean;
  /** Shown at the end; nothing when 0. */
  count?: number;
  /** What the count means, for those who do not see it. */
  countLabel?: string;
  danger?: boolean;
  disabled?: boolean;
  onOpen(): void;
  /** Mails were dropped on it. */
  onDropMails?: () => void;
  testId?: string;
  /** What can be done with it; by the button at its end, or the other mouse button. */
  menu?: MenuProps['items'];
  children?: ReactNode;
}

/** One line of the folder list, with the folders below it. */
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
  const t = useT();
  const { token } = theme.useToken();
  const [open, setOpen] = useState(true);
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
    &:hover:not(:disabled) {
      background: ${token.controlItemBgHover};
    }
    &:focus-visible {
      outline: 2px solid ${token.colorPrimaryBorder};
      outline-offset: -2px;
    }
    &:disabled {
      cursor: default;
      color: ${token.colorTextTertiary};
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
    & .count {
      color: ${danger ? token.colorError : token.colorPrimary};
      font-size: ${token.fontSizeSM}px;
      font-weight: ${token.fontWeightStrong};
      font-variant-numeric: tabular-nums;
    }
  `;
  // The button takes the count's place for as long as one points at the folder, or has it in focus.
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
  return (
    <li>
      <Dropdown menu={{ items: props.menu }} trigger={['contextMenu']} disabled={!props.menu?.length}>
        <div className={rowStyle} style={{ position: 'relative' }}>
          <button
            type="button"
            className={cx(className, active && 'active', over && 'over')}
            style={indent}
            aria-current={active || undefined}
            disabled={disabled}
            onClick={props.onOpen}
            data-testid={props.testId}
            {...drop}
          >
            <Icon className="icon" />
            <span className="name" dir="auto" title={name}>
              {name}
            </span>
            {count > 0 && (
              <span className="count" aria-label={countLabel}>
                {count}
              </span>
            )}
          </button>
          {props.children && (
            <Expander
              open={open}
              onToggle={() => setOpen(!open)}
              label={open ? t('Collapse') : t('Expand')}
              depth={depth}
            />
          )}
          {props.menu && props.menu.length > 0 && (
            <FolderMenu items={props.menu} label={t('Folder {{name}}', { name })} />
          )}
        </div>
      </Dropdown>
      {props.children && open && <ul>{props.children}</ul>}
    </li>
  );
}

function Expander({
  open,
  onToggle,
  label,
  depth,
}: {
  open: boolean;
  onToggle(): void;
  label: string;
  depth: number;
}) {
  const { token } = theme.useToken();
  const className = css`
    position: absolute;
    inset-block: 0;
    inset-inline-start: ${2 + depth * STEP}px;
    width: ${CHEVRON - 4}px;
    padding: 0;
    border: 0;
    background: none;
    color: ${token.colorTextTertiary};
    font-size: 9px;
    cursor: pointer;
    &:hover {
      color: ${token.colorText};
    }
  `;
  return (
    <button type="button" className={className} onClick={onToggle} aria-label={label} aria-expanded={open}>
      {open ? <DownOutlined /> : <RightOutlined />}
    </button>
  );
}
