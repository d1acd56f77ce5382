import {
  CalendarOutlined,
  ClockCircleOutlined,
  CloseCircleFilled,
  EnvironmentOutlined,
  SyncOutlined,
  UserOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons';
import { css } from '@emotion/css';
import { Button, Flex, theme, Typography } from 'antd';
import type { ReactNode } from 'react';
import { displayName, type Id, type InvitationNotice } from '../../../../common';
import { useT } from '../../../locale';
import { SecondaryText } from '../../shared/SecondaryText';
import { useLanguage } from '../../shared/useLanguage';
import { MailLink } from '../MailLink';
import { AnswerButtons } from './AnswerButtons';
import { Attendees } from './Attendees';
import { DateTile } from './DateTile';
import { eventTimes } from './event-times';
import { recurrenceText } from './recurrence-text';
import { useReplyText } from './useReplyText';

/** A meeting: what, when, where, who, and the buttons to answer it. */
export function InvitationCard({ messageId, notice }: { messageId: Id; notice: InvitationNotice }) {
  const { token } = theme.useToken();
  const t = useT();
  const language = useLanguage();
  const { method, title, start, end, place, link, organizer, recurrence, newer } = notice;
  const times = start && eventTimes(start, end, language);
  const isCancelled = method === 'cancel' || newer?.cancelled === true;
  const card = css`
    display: flex;
    gap: ${token.margin}px;
    align-items: flex-start;
    padding: ${token.padding}px;
    border: 1px solid ${token.colorBorderSecondary};
    border-radius: ${token.borderRadiusLG}px;
    @container (max-width: 480px) {
      gap: ${token.marginSM}px;
      padding: ${token.paddingSM}px;
    }
  `;
  return (
    <section className={card} aria-label={t('Meeting')} data-testid="mail-invitation">
      {times && <DateTile {...times} faded={isCancelled} />}
      <Flex vertical gap={token.marginXS} style={{ flex: 1, minWidth: 0 }}>
        <CardTitle notice={notice} />
        <Typography.Title
          level={5}
          style={{
            ...{ margin: 0, overflowWrap: 'anywhere' },
            ...(isCancelled ? { color: token.colorTextSecondary } : {}),
          }}
          delete={isCancelled}
        >
          <bdi>{title || t('(no subject)')}</bdi>
        </Typography.Title>
        <div>
          {times && (
            <Line icon={<ClockCircleOutlined />} label={t('When')}>
              {times.here}
              {times.there !== null && (
                <SecondaryText style={{ display: 'block' }}>
                  {t('{{time}} in {{zone}}', { time: times.there, zone: start.zone })}
                </SecondaryText>
              )}
              {start.instant === null && start.zone !== '' && (
                <SecondaryText style={{ display: 'block' }}>
                  {t('Time zone: {{zone}}', { zone: start.zone })}
                </SecondaryText>
              )}
            </Line>
          )}
          {recurrence && (
            <Line icon={<SyncOutlined />} label={t('Repeats')}>
              {recurrenceText(recurrence, language, t)}
            </Line>
          )}
          {place !== '' && place !== link && (
            <Line icon={<EnvironmentOutlined />} label={t('Where')}>
              <bdi>{place}</bdi>
            </Line>
          )}
          {organizer && method !== 'reply' && (
            <Line icon={<UserOutlined />} label={t('Organizer')}>
              <bdi>{displayName(organizer)}</bdi>
              {displayName(organizer) !== organizer.address && (
                <SecondaryText>
                  {' '}
                  &lt;<bdi>{organizer.address}</bdi>&gt;
                </SecondaryText>
              )}
            </Line>
          )}
        </div>
        {method !== 'reply' && <Attendees notice={notice} />}
        {link !== null && !isCancelled && method !== 'reply' && <JoinButton link={link} />}
        {newer && (
          <div>
            {newer.cancelled
              ? t('This meeting was cancelled later.')
              : t('This is not the latest version of the invitation.')}{' '}
            <MailLink
              id={newer.id}
              label={newer.cancelled ? t('Show the cancellation') : t('Show the latest version')}
            />
          </div>
        )}
        {notice.requestId !== undefined && (
          <MailLink id={notice.requestId} label={t('Show your invitation')} />
        )}
        {notice.invited !== undefined && !newer && (
          <AnswerButtons
            key={String(messageId)}
            messageId={messageId}
            notice={notice}
            isOver={times !== null && recurrence === null && times.over < Date.now()}
          />
        )}
      </Flex>
    </section>
  );
}

function CardTitle({ notice }: { notice: InvitationNotice }) {
  const t = useT();
  const { token } = theme.useToken();
  const replyText = useReplyText();
  const { method, sequence, attendees, comment } = notice;
  const [person] = attendees;
  if (method === 'reply' && person)
    return (
      <div>
        <Typography.Text strong>{replyText(person)}</Typography.Text>
        {comment !== '' && (
          <SecondaryText style={{ display: 'block', overflowWrap: 'anywhere' }}>
            <bdi>{comment}</bdi>
          </SecondaryText>
        )}
      </div>
    );
  if (method === 'cancel')
    return (
      <Typography.Text strong>
        <CloseCircleFilled aria-hidden style={{ color: token.colorError }} /> {t('Cancelled')}
      </Typography.Text>
    );
  const said = method === 'event' ? t('Event') : sequence > 0 ? t('Updated invitation') : t('Invitation');
  return (
    <SecondaryText style={{ fontSize: token.fontSizeSM }}>
      <CalendarOutlined aria-hidden /> {said}
    </SecondaryText>
  );
}

function Line({ icon, label, children }: { icon: ReactNode; label: string; children: ReactNode }) {
  const { token } = theme.useToken();
  return (
    <Flex gap={token.marginXS} align="flex-start">
      <span
        role="img"
        aria-label={label}
        title={label}
        style={{ color: token.colorTextSecondary, flex: 'none' }}
      >
        <span aria-hidden>{icon}</span>
      </span>
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{children}</div>
    </Flex>
  );
}

/** Shows where the link leads before anyone clicks it. */
function JoinButton({ link }: { link: string }) {
  const t = useT();
  const { host } = new URL(link);
  return (
    <div>
      <Button
        href={link}
        target="_blank"
        rel="noopener noreferrer"
        title={link}
        icon={<VideoCameraOutlined aria-hidden />}
        style={{ maxWidth: '100%' }}
      >
        <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {t('Join at {{host}}', { host })}
        </span>
      </Button>
    </div>
  );
}
