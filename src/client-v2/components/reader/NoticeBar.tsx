import {
  ArrowDownOutlined,
  ExclamationOutlined,
  LockOutlined,
  SafetyCertificateOutlined,
} from '@ant-design/icons';
import { Alert, theme } from 'antd';
import type { Id, MessageNotice } from '../../../common';
import { useT } from '../../locale';
import { BouncedBar, DeliveryBar } from './DeliveryNotices';
import { SecondaryText } from '../shared/SecondaryText';
import { InvitationCard } from './invitation/InvitationCard';
import { UnsubscribeLine } from './UnsubscribeLine';

/** Shows what is special about a message above its text. */
export function NoticeBar({ messageId, notice }: { messageId: Id; notice: MessageNotice }) {
  switch (notice.kind) {
    case 'delivery':
      return <DeliveryBar messageId={messageId} notice={notice} />;
    case 'bounced':
      return <BouncedBar messageId={messageId} notice={notice} />;
    case 'invitation':
      return <InvitationCard messageId={messageId} notice={notice} />;
    case 'unsubscribe':
      return <UnsubscribeLine messageId={messageId} notice={notice} />;
    case 'importance':
      return <ImportanceLine level={notice.level} />;
    default:
      return <SecurityBar kind={notice.kind} />;
  }
}

type SecurityKind = Extract<MessageNotice, { kind: `${string}signed` | `${string}encrypted` }>['kind'];

/** Nothing here verifies signatures, and nothing claims to. */
function SecurityBar({ kind }: { kind: SecurityKind }) {
  const t = useT();
  const texts: Record<SecurityKind, string> = {
    signed: t('This message is signed (S/MIME). The signature was not checked.'),
    'smime-signed': t('This message is signed (S/MIME). The signature was not checked.'),
    'pgp-signed': t('This message is signed (OpenPGP). The signature was not checked.'),
    encrypted: t('This message is encrypted. Open it in Outlook.'),
    'pgp-encrypted': t(
      'This message is encrypted (OpenPGP). Download it, and open it in a program that has your key.',
    ),
  };
  const Icon = kind.endsWith('signed') ? SafetyCertificateOutlined : LockOutlined;
  return (
    <Alert
      type="info"
      showIcon
      icon={<Icon aria-hidden />}
      message={texts[kind]}
      description={
        kind === 'signed' &&
        t('Files that are part of the signed message are in smime.p7m; Outlook can open it.')
      }
      data-testid={`mail-notice-${kind}`}
    />
  );
}

function ImportanceLine({ level }: { level: 'high' | 'low' }) {
  const { token } = theme.useToken();
  const t = useT();
  const isHigh = level === 'high';
  const Icon = isHigh ? ExclamationOutlined : ArrowDownOutlined;
  return (
    <SecondaryText data-testid="mail-importance">
      <Icon aria-hidden style={isHigh ? { color: token.colorError } : {}} />{' '}
      {isHigh
        ? t('The sender marked this message as important.')
        : t('The sender marked this message as not important.')}
    </SecondaryText>
  );
}
