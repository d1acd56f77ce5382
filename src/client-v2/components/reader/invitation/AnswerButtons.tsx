import { CheckOutlined, CloseCircleFilled, CloseOutlined, QuestionOutlined } from '@ant-design/icons';
import { Button, Flex, Input, theme } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Id, InvitationAnswer, InvitationNotice } from '../../../../common';
import { useT } from '../../../locale';
import { LinkStyleButton } from '../../shared/LinkStyleButton';
import { SecondaryText } from '../../shared/SecondaryText';
import { useInvitationAnswer, type GivenAnswer } from './useInvitationAnswer';

const LONGEST_COMMENT = 2000;

interface Props {
  messageId: Id;
  notice: InvitationNotice;
  isOver: boolean;
}

/** Accept, maybe or decline, with an optional note. The answer stays visible and can be changed. */
export function AnswerButtons({ messageId, notice, isOver }: Props) {
  const { token } = theme.useToken();
  const t = useT();
  const { given, sending, error, send } = useInvitationAnswer(messageId, notice.answer);
  const [comment, setComment] = useState<string | null>(null);
  const answer = async (chosen: InvitationAnswer) => {
    if (await send(chosen, comment?.trim() ?? '')) setComment(null);
  };
  // White on antd's blue only has a contrast of 4.1:1.
  const pressed = {
    ...{ borderColor: token.colorPrimary, background: token.colorPrimaryBg, color: token.colorText },
    fontWeight: token.fontWeightStrong,
  };
  const buttons = [
    { chosen: 'accepted', text: t('Accept'), icon: <CheckOutlined aria-hidden /> },
    { chosen: 'tentative', text: t('Maybe'), icon: <QuestionOutlined aria-hidden /> },
    { chosen: 'declined', text: t('Decline'), icon: <CloseOutlined aria-hidden /> },
  ] as const;
  return (
    <Flex vertical gap={token.marginXS}>
      {isOver && <SecondaryText>{t('This meeting is over.')}</SecondaryText>}
      <Flex gap={token.marginXS} wrap role="group" aria-label={t('Answer the invitation')}>
        {buttons.map(({ chosen, text, icon }) => (
          <Button
            key={chosen}
            icon={icon}
            style={given?.answer === chosen ? pressed : undefined}
            aria-pressed={given?.answer === chosen}
            loading={sending === chosen}
            disabled={sending !== null && sending !== chosen}
            onClick={() => void answer(chosen)}
          >
            {text}
          </Button>
        ))}
        {comment === null && (
          <LinkStyleButton onClick={() => setComment('')}>{t('Add a note')}</LinkStyleButton>
        )}
      </Flex>
      {comment !== null && (
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={LONGEST_COMMENT}
          aria-label={t('Note to the organizer')}
          placeholder={t('Note to the organizer')}
          value={comment}
          onChange={({ target }) => setComment(target.value)}
        />
      )}
      <div aria-live="polite">
        {error !== null ? <Trouble>{error}</Trouble> : <GivenText given={given} notice={notice} />}
      </div>
    </Flex>
  );
}

function GivenText({ given, notice }: { given: GivenAnswer | null; notice: InvitationNotice }) {
  const t = useT();
  const { invited = '', organizer } = notice;
  if (!given)
    return (
      <SecondaryText>
        {t('Your answer goes from {{from}} to {{to}}.', { from: invited, to: organizer?.address ?? '' })}
      </SecondaryText>
    );
  const said = {
    accepted: t('You accepted.'),
    tentative: t('You said that you may come.'),
    declined: t('You declined.'),
  }[given.answer];
  const isStuck = given.state === 'failed' || given.state === 'unclear';
  return (
    <>
      {said}{' '}
      {isStuck ? (
        <Trouble>{t('Your answer could not be sent; the outbox says why.')}</Trouble>
      ) : (
        given.state !== null && <SecondaryText>{t('Your answer is on its way.')}</SecondaryText>
      )}
    </>
  );
}

function Trouble({ children }: { children: ReactNode }) {
  const { token } = theme.useToken();
  return (
    <span>
      <CloseCircleFilled aria-hidden style={{ color: token.colorError }} /> {children}
    </span>
  );
}
