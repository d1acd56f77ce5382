import { Modal, Typography } from 'antd';
import { formatAddress, type DraftView, type MailAddress } from '../../../../common';
import { useDateFormat } from '../../../date-format';
import { useT } from '../../../locale';
import { MailFrame } from '../../reader/MailFrame';
import { SecondaryText } from '../../shared/SecondaryText';

/** Shows the version of a draft that was stored elsewhere. */
export function OtherVersion({ other, onClose }: { other: DraftView; onClose(): void }) {
  const t = useT();
  const format = useDateFormat();
  const { subject, html, to, cc, bcc } = other.draft;
  const people: Array<[string, MailAddress[]]> = [
    [t('To'), to],
    [t('Cc'), cc],
    [t('Bcc'), bcc],
  ];
  return (
    <Modal open title={t('The other version')} footer={null} onCancel={onClose} width={640}>
      <Typography.Text strong style={{ display: 'block', overflowWrap: 'anywhere' }}>
        <bdi>{subject || t('(no subject)')}</bdi>
      </Typography.Text>
      <SecondaryText style={{ display: 'block' }}>
        {t('Saved on {{date}}', { date: format.full(other.updatedAt) })}
      </SecondaryText>
      {people
        .filter(([, list]) => list.length > 0)
        .map(([name, list]) => (
          <SecondaryText key={name} style={{ display: 'block', overflowWrap: 'anywhere' }}>
            {name}: {list.map(formatAddress).join(', ')}
          </SecondaryText>
        ))}
      <div style={{ marginTop: 12, maxHeight: '50vh', overflow: 'auto' }}>
        <MailFrame
          body={{ html, text: '', attachments: [] }}
          allowRemote={false}
          messageId={`draft-${other.id}-${other.version}`}
        />
      </div>
      {other.uploads.length > 0 && (
        <SecondaryText>
          {t('Attachments')}: {other.uploads.map(({ filename }) => filename).join(', ')}
        </SecondaryText>
      )}
    </Modal>
  );
}
