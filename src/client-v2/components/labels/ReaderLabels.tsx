import { CloseOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { theme } from 'antd';
import type { CSSProperties } from 'react';
import { Link } from 'react-router-dom';
import { useT } from '../../locale';
import { labelListOf } from '../../mail-center/data/views';
import { useMailPath } from '../shared/useMailPath';
import { labelColours } from './label-colours';
import { useLabels } from './LabelsProvider';
import type { MessageLabels } from './useMessageLabels';

/** Pixels; smaller targets are hard to hit (WCAG 2.2, 2.5.8). */
const TARGET = 24;

/** The labels of an open message or conversation. A click lists everything with the label. */
export function ReaderLabels({ labels, style }: { labels: MessageLabels; style?: CSSProperties }) {
  const t = useT();
  const { token } = theme.useToken();
  const mailPath = useMailPath();
  const { list } = useLabels();
  const ids = new Set(labels.on.flat().map(String));
  const shown = list.filter(({ id }) => ids.has(String(id)));
  if (shown.length === 0) return null;
  const className = css`
    display: flex;
    flex-wrap: wrap;
    gap: ${token.marginXXS}px;
    margin: 0;
    padding: 0;
    list-style: none;
    & li {
      display: flex;
      max-width: min(100%, 260px);
      height: ${TARGET}px;
      border-radius: ${token.borderRadiusSM}px;
      font-size: ${token.fontSizeSM}px;
      line-height: ${TARGET}px;
    }
    & a {
      min-width: 0;
      padding-inline: ${token.paddingXS}px 0;
      overflow: hidden;
      color: inherit;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    & a:hover {
      text-decoration: underline;
    }
    & button {
      flex: none;
      width: ${TARGET}px;
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      font-size: 10px;
      cursor: pointer;
    }
    & button:hover {
      background: ${token.colorFillSecondary};
    }
    & a,
    & button {
      border-radius: inherit;
    }
    & a:focus-visible,
    & button:focus-visible {
      outline: 2px solid ${token.colorPrimary};
      outline-offset: -2px;
    }
  `;
  return (
    <ul className={className} style={style} aria-label={t('Labels')} data-testid="mail-reader-labels">
      {shown.map((label) => {
        const { text, background } = labelColours(label.color, token);
        return (
          <li key={String(label.id)} style={{ color: text, background }}>
            <Link to={`${mailPath}?folder=${labelListOf(label.id)}`} title={label.name} dir="auto">
              <bdi>{label.name}</bdi>
            </Link>
            <button
              type="button"
              title={t('Remove the label')}
              aria-label={t('Remove the label “{{label}}”', { label: label.name })}
              onClick={() => labels.toggle(label, false)}
            >
              <CloseOutlined aria-hidden />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
