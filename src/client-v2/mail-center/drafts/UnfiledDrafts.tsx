import { EditOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { theme } from 'antd';
import type { Id } from '../../../common';
import { useContinueDraft, useOpenDraftIds } from '../../components';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';
import { useUnfiledDrafts } from './useUnfiledDrafts';

/** Shown above a Drafts folder: drafts that its mailbox doesn't contain yet. Those open in this page are left out. */
export function UnfiledDrafts({ accountId }: { accountId: Id }) {
  const t = useT();
  const { token } = theme.useToken();
  const open = useOpenDraftIds();
  const continueDraft = useContinueDraft();
  const drafts = useUnfiledDrafts(accountId).filter(({ id }) => !open.has(String(id)));
  if (drafts.length === 0) return null;
  const list = css`
    flex: none;
    max-height: 132px;
    margin: 0;
    padding: 0;
    overflow-y: auto;
    list-style: none;
    border-bottom: 1px solid ${token.colorBorderSecondary};
    & button {
      display: flex;
      align-items: center;
      gap: ${token.marginXS}px;
      width: 100%;
      padding: ${token.paddingXS}px ${token.padding}px;
      border: 0;
      background: none;
      color: ${token.colorText};
      font: inherit;
      text-align: start;
      cursor: pointer;
    }
    & button:hover,
    & button:focus-visible {
      background: ${token.colorFillTertiary};
    }
    & bdi {
      flex: 1;
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `;
  return (
    <ul
      className={list}
      aria-label={t('Drafts that are not in the mailbox yet')}
      data-testid="mail-unfiled-drafts"
    >
      {drafts.map(({ id, subject }) => (
        <li key={String(id)}>
          <button type="button" onClick={() => void continueDraft({ id })}>
            <EditOutlined aria-hidden style={{ color: token.colorTextSecondary }} />
            <bdi>{subject || t('(no subject)')}</bdi>
            <SecondaryText style={{ flex: 'none', fontSize: token.fontSizeSM }}>
              {t('Only saved here so far')}
            </SecondaryText>
          </button>
        </li>
      ))}
    </ul>
  );
}
