import {
  CheckCircleFilled,
  CloseCircleFilled,
  DownOutlined,
  MinusCircleOutlined,
  QuestionCircleFilled,
  TeamOutlined,
} from '@ant-design/icons';
import { css } from '@emotion/css';
import { theme } from 'antd';
import { useId, useState } from 'react';
import { displayName, type InvitationNotice, type Participation } from '../../../../common';
import { useT, type Translate } from '../../../locale';
import { SecondaryText } from '../../shared/SecondaryText';

const COUNTED: readonly Participation[] = ['accepted', 'tentative', 'declined', 'delegated', 'waiting'];

function stateText(state: Participation, t: Translate): string {
  switch (state) {
    case 'accepted':
      return t('accepted');
    case 'tentative':
      return t('tentative');
    case 'declined':
      return t('declined');
    case 'delegated':
      return t('delegated');
    case 'waiting':
      return t('no answer yet');
  }
}

/** How many people were invited and what they answered. Unfolds to the list of people. */
export function Attendees({ notice: { attendees, attendeeCount } }: { notice: InvitationNotice }) {
  const { token } = theme.useToken();
  const t = useT();
  const [open, setOpen] = useState(false);
  const list = useId();
  if (attendeeCount === 0) return null;
  const counts = COUNTED.map((state) => ({
    state,
    count: attendees.filter((person) => person.state === state).length,
  })).filter(({ count }) => count > 0);
  const icons: Record<Participation, React.ReactNode> = {
    accepted: <CheckCircleFilled style={{ color: token.colorSuccess }} />,
    tentative: <QuestionCircleFilled style={{ color: token.colorWarning }} />,
    declined: <CloseCircleFilled style={{ color: token.colorError }} />,
    delegated: <MinusCircleOutlined />,
    waiting: <MinusCircleOutlined style={{ color: token.colorTextSecondary }} />,
  };
  const summary = css`
    display: flex;
    gap: ${token.marginXS}px;
    align-items: flex-start;
    max-width: 100%;
    padding: 0;
    border: 0;
    border-radius: ${token.borderRadius}px;
    background: none;
    color: ${token.colorText};
    font: inherit;
    text-align: start;
    cursor: pointer;
    &:focus-visible {
      outline: 2px solid ${token.colorPrimaryBorder};
    }
  `;
  return (
    <div>
      <button
        type="button"
        className={summary}
        aria-expanded={open}
        aria-controls={open ? list : undefined}
        onClick={() => setOpen(!open)}
      >
        <TeamOutlined aria-hidden style={{ height: 22, color: token.colorTextSecondary }} />
        <span>
          {t('{{count}} invited', { count: attendeeCount })}
          <SecondaryText>
            {': '}
            {counts.map(({ state, count }) => `${count} ${stateText(state, t)}`).join(', ')}
          </SecondaryText>
        </span>
        <DownOutlined aria-hidden rotate={open ? 180 : 0} style={{ height: 22, fontSize: 10 }} />
      </button>
      {open && (
        <ul
          id={list}
          style={{
            margin: `${token.marginXXS}px 0 0`,
            paddingInlineStart: token.paddingLG,
            maxHeight: 260,
            overflowY: 'auto',
            listStyle: 'none',
          }}
          tabIndex={attendees.length > 10 ? 0 : undefined}
        >
          {attendees.map((person, index) => (
            <li key={index} style={{ overflowWrap: 'anywhere' }}>
              <span aria-hidden>{icons[person.state]}</span> <bdi>{displayName(person)}</bdi>{' '}
              {displayName(person) !== person.address && (
                <SecondaryText>
                  &lt;<bdi>{person.address}</bdi>&gt;
                </SecondaryText>
              )}{' '}
              <SecondaryText>({stateText(person.state, t)})</SecondaryText>
            </li>
          ))}
          {attendeeCount > attendees.length && (
            <li>{t('+{{count}} more', { count: attendeeCount - attendees.length })}</li>
          )}
        </ul>
      )}
    </div>
  );
}
