import { css } from '@emotion/css';
import { Flex, theme, Typography } from 'antd';
import { displayName, type MailAddress, type MessageView } from '../../../common';
import { useT } from '../../locale';
import { SenderAvatar } from '../../mail-center/list/SenderAvatar';
import { Marked } from '../hits/Marked';
import { ReaderLabels } from '../labels/ReaderLabels';
import type { MessageLabels } from '../labels/useMessageLabels';
import { PersonButton } from '../person/PersonButton';
import { ReaderSubject } from './ReaderSubject';
import { Recipients } from './Recipients';
import { SentAt } from './SentAt';

interface Props {
  message: MessageView;
  /** Undefined if they aren't shown here. */
  labels?: MessageLabels;
  withSubject?: boolean;
}

/**
 * Subject, sender, recipients and date; a conversation has its own subject. The sender's address is always
 * visible, because a name proves nothing.
 */
export function ReaderHead({ message, labels, withSubject = true }: Props) {
  const { token } = theme.useToken();
  const sender = message.from[0] ?? { name: message.fromName, address: message.fromAddress };
  const address = css`
    margin-inline-start: ${token.marginXS}px;
    font-weight: normal;
    color: ${token.colorTextSecondary};
    @container (max-width: 480px) {
      display: block;
      margin-inline-start: 0;
      /* An address on its own line needs no brackets, and the closing one would often wrap alone to the next line. */
      & .bracket {
        display: none;
      }
    }
  `;
  const above = css`
    &:not(:empty) {
      margin-bottom: ${token.margin}px;
    }
  `;
  return (
    <header>
      {withSubject && <ReaderSubject key={String(message.id)} message={message} />}
      {labels && (
        <div className={above}>
          <ReaderLabels labels={labels} />
        </div>
      )}
      <Flex gap={token.marginSM} align="flex-start">
        <SenderAvatar {...sender} size={40} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Flex gap={`0 ${token.marginSM}px`} justify="space-between" align="baseline" wrap>
            <Typography.Text strong style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
              <Sender person={sender} message={message} />
              {displayName(sender) !== sender.address && sender.address && (
                <span className={address} data-testid="mail-sender-address">
                  <span className="bracket">&lt;</span>
                  <bdi>
                    <Marked text={sender.address} place="from" />
                  </bdi>
                  <span className="bracket">&gt;</span>
                </span>
              )}
            </Typography.Text>
            <SentAt value={message.sentAt} />
          </Flex>
          <Recipients key={String(message.id)} message={message} />
        </div>
      </Flex>
    </header>
  );
}

function Sender({ person, message }: { person: MailAddress; message: MessageView }) {
  const t = useT();
  const name = (
    <bdi>
      <Marked text={displayName(person) || t('(no sender)')} place="from" />
    </bdi>
  );
  if (!person.address) return name;
  return (
    <PersonButton person={person} message={message}>
      {name}
    </PersonButton>
  );
}
