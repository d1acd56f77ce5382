import { DownOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { theme } from 'antd';
import { useId, useState } from 'react';
import { displayName, type MailAddress, type MessageView } from '../../../common';
import { useT } from '../../locale';
import { Marked } from '../hits/Marked';
import { PersonButton } from '../person/PersonButton';
import { FullDate } from './SentAt';

/** Recipients shown by name. If there are more, only their number is added. */
const FEW = 7;

/** Who a message was sent to: the first few, which unfold to everyone with their addresses. */
export function Recipients({ message }: { message: MessageView }) {
  const { token } = theme.useToken();
  const t = useT();
  const [open, setOpen] = useState(false);
  const details = useId();
  const everybody = [...message.to, ...message.cc, ...message.bcc];
  const few = everybody.length > FEW + 1 ? everybody.slice(0, FEW) : everybody;
  const more = everybody.length - few.length;
  const summary = css`
    display: inline-flex;
    gap: ${token.marginXS}px;
    align-items: baseline;
    max-width: 100%;
    margin-inline-start: -${token.paddingXXS}px;
    padding: 1px ${token.paddingXXS}px;
    border: 0;
    border-radius: ${token.borderRadius}px;
    background: none;
    color: ${token.colorTextSecondary};
    font: inherit;
    text-align: start;
    cursor: pointer;
    &:hover {
      background: ${token.colorFillTertiary};
    }
    &:focus-visible {
      outline: 2px solid ${token.colorPrimaryBorder};
    }
    & .names {
      display: -webkit-box;
      min-width: 0;
      overflow: hidden;
      overflow-wrap: anywhere;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
    & .more {
      flex: none;
      padding: 0 ${token.paddingXXS}px;
      border-radius: ${token.borderRadiusSM}px;
      background: ${token.colorFillSecondary};
      color: ${token.colorText};
    }
  `;
  return (
    <>
      <button
        type="button"
        className={summary}
        aria-expanded={open}
        aria-controls={open ? details : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className="names" dir="auto">
          {few.length ? (
            <Marked text={t('To {{names}}', { names: few.map(displayName).join(', ') })} place="to" />
          ) : (
            t('Undisclosed recipients')
          )}
        </span>
        {more > 0 && <span className="more">+{more}</span>}
        <DownOutlined aria-hidden rotate={open ? 180 : 0} style={{ flex: 'none', fontSize: 10 }} />
      </button>
      {open && <Details id={details} message={message} />}
    </>
  );
}

function Details({ id, message }: { id: string; message: MessageView }) {
  const { token } = theme.useToken();
  const t = useT();
  const rows: Array<[string, MailAddress[]]> = [
    [t('From'), message.from],
    [t('Reply to'), message.replyTo],
    [t('To'), message.to],
    [t('Cc'), message.cc],
    [t('Bcc'), message.bcc],
  ];
  const table = css`
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: ${token.marginXXS}px ${token.marginSM}px;
    margin: ${token.marginXS}px 0 0;
    padding: ${token.paddingSM}px;
    border-radius: ${token.borderRadius}px;
    background: ${token.colorFillQuaternary};
    & dt,
    & .address {
      color: ${token.colorTextSecondary};
    }
    & dd {
      margin: 0;
      overflow-wrap: anywhere;
    }
    & dd.many {
      columns: 260px;
    }
    & .person {
      break-inside: avoid;
    }
    @container (max-width: 480px) {
      grid-template-columns: minmax(0, 1fr);
      & dt:not(:first-of-type) {
        margin-top: ${token.marginXS}px;
      }
    }
  `;
  return (
    <dl className={table} id={id}>
      {rows.map(([label, list]) =>
        list.length ? (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd className={list.length > FEW ? 'many' : undefined}>
              {list.map((entry, index) => (
                <Person key={index} person={entry} message={message} />
              ))}
            </dd>
          </div>
        ) : null,
      )}
      <dt>{t('Date')}</dt>
      <dd>
        <FullDate value={message.sentAt} />
      </dd>
    </dl>
  );
}

function Person({ person, message }: { person: MailAddress; message: MessageView }) {
  const { name, address } = person;
  const isNamed = name && name !== address;
  return (
    <div className="person">
      <PersonButton person={person} message={message}>
        <bdi>{isNamed ? name : address}</bdi>
      </PersonButton>{' '}
      {isNamed && <bdi className="address">&lt;{address}&gt;</bdi>}
    </div>
  );
}
