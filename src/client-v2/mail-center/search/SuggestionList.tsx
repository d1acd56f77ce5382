import {
  CloseOutlined,
  FilterOutlined,
  HistoryOutlined,
  StarOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { css, cx } from '@emotion/css';
import { theme } from 'antd';
import { useEffect, useRef, type ComponentType } from 'react';
import { LabelDot } from '../../components/labels/LabelDot';
import { useT } from '../../locale';
import { ROLE_ICONS } from '../folders/roles';
import { showInPane } from '../../components/shared/scroll-pane';
import type { Suggestion } from './suggestions';

export interface SuggestionListProps {
  id: string;
  suggestions: Suggestion[];
  /** Index of the suggestion reached with the arrow keys; -1 while in the text. */
  at: number;
  optionId(index: number): string;
  onPoint(index: number): void;
  onTake(suggestion: Suggestion): void;
  onRemove(suggestion: Suggestion): void;
}

const ICONS: Record<Exclude<Suggestion['kind'], 'folder' | 'label'>, ComponentType> = {
  recent: HistoryOutlined,
  saved: StarOutlined,
  operator: FilterOutlined,
  person: UserOutlined,
};

function iconOf({ kind, role = 'other', color = 'default' }: Suggestion) {
  if (kind === 'label') return <LabelDot color={color} />;
  const Icon = kind === 'folder' ? ROLE_ICONS[role] : ICONS[kind];
  return <Icon />;
}

/** Whether a suggestion is a remembered search, which can be removed. */
export const isKept = ({ kind }: Suggestion): boolean => kind === 'recent' || kind === 'saved';

/** Suggestions below the search box, which keeps the focus. */
export function SuggestionList({ id, suggestions, at, optionId, ...handlers }: SuggestionListProps) {
  const t = useT();
  const { token } = theme.useToken();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = list.current?.querySelector('[aria-selected=true]');
    if (chosen) showInPane(chosen);
  }, [at]);
  const style = css`
    position: absolute;
    top: calc(100% + ${token.marginXXS}px);
    inset-inline: 0;
    z-index: ${token.zIndexPopupBase};
    max-height: min(60vh, 440px);
    padding: ${token.paddingXXS}px;
    overflow-y: auto;
    border-radius: ${token.borderRadiusLG}px;
    background: ${token.colorBgElevated};
    box-shadow: ${token.boxShadowSecondary};
    & .option {
      position: relative;
      display: flex;
      align-items: center;
      gap: ${token.marginXS}px;
      min-height: ${token.controlHeight}px;
      padding: 0 ${token.paddingXS}px;
      border-radius: ${token.borderRadius}px;
      color: ${token.colorText};
      cursor: pointer;
    }
    & .option.at {
      background: ${token.controlItemBgHover};
    }
    & .label,
    & .detail {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    & .label {
      flex: 1 1 auto;
    }
    & .detail {
      flex: 0 1 auto;
      max-width: 60%;
      color: ${token.colorTextSecondary};
      font-size: ${token.fontSizeSM}px;
      text-align: end;
    }
    & .detail.unseen {
      position: absolute;
      width: 1px;
      height: 1px;
      clip-path: inset(50%);
    }
    & .icon {
      flex: none;
      color: ${token.colorTextSecondary};
    }
    & .remove {
      flex: none;
      padding: ${token.paddingXXS}px;
      border-radius: ${token.borderRadiusSM}px;
      color: ${token.colorTextSecondary};
      font-size: ${token.fontSizeSM}px;
      line-height: 1;
    }
    & .remove:hover {
      background: ${token.controlItemBgActive};
      color: ${token.colorText};
    }
    & .hint {
      padding: ${token.paddingXXS}px ${token.paddingXS}px;
      color: ${token.colorTextSecondary};
      font-size: ${token.fontSizeSM}px;
    }
    @media (pointer: coarse) {
      & .option {
        min-height: 44px;
      }
      & .hint {
        display: none;
      }
    }
  `;
  return (
    <div
      className={style}
      onMouseDown={(event) => event.preventDefault()}
      data-testid="mail-search-suggestions"
    >
      <div ref={list} id={id} role="listbox" aria-label={t('Suggestions')}>
        {suggestions.map((suggestion, index) => {
          const { kind, label, detail } = suggestion;
          return (
            <div
              key={suggestion.id}
              id={optionId(index)}
              role="option"
              aria-selected={index === at}
              className={cx('option', index === at && 'at')}
              onMouseMove={() => handlers.onPoint(index)}
              onClick={() => handlers.onTake(suggestion)}
              data-testid={`mail-suggestion-${kind}`}
            >
              <span className="icon" aria-hidden>
                {iconOf(suggestion)}
              </span>
              <bdi className="label">{label}</bdi>
              <bdi className={cx('detail', kind === 'recent' && 'unseen')}>{detail}</bdi>
              {isKept(suggestion) && (
                // Not a button, because an option can't contain one. The keyboard equivalent is Shift+Delete.
                <span
                  className="remove"
                  title={t('Remove')}
                  aria-hidden
                  onClick={(event) => {
                    event.stopPropagation();
                    handlers.onRemove(suggestion);
                  }}
                >
                  <CloseOutlined />
                </span>
              )}
            </div>
          );
        })}
      </div>
      {suggestions.some(isKept) && <div className="hint">{t('Shift+Delete removes an entry.')}</div>}
    </div>
  );
}
