import { DeleteOutlined, ExportOutlined } from '@ant-design/icons';
import { Flex, List, theme, Typography } from 'antd';
import {
  LEFT_OUT_REASONS,
  type CampaignRecipientView,
  type Id,
  type LeftOutReason,
} from '../../../../common';
import { useReason, useT } from '../../../locale';
import { RowAction } from '../../shared/RowAction';
import { SecondaryText } from '../../shared/SecondaryText';
import { StateTag } from '../../shared/StateTag';
import { leftOutText, recipientState } from '../campaign-text';

interface Props {
  recipient: CampaignRecipientView;
  /** Whether nothing has been sent yet, so that “Waiting” says nothing. */
  isDraft: boolean;
  disabled: boolean;
  onRemove?(): void;
  onOpenMessage?(folder: Id, message: Id): void;
}

const isLeftOutReason = (reason: string): reason is LeftOutReason =>
  LEFT_OUT_REASONS.some((each) => each === reason);

/** A recipient: who it is, what became of the message, and why. */
export function RecipientLine({ recipient, isDraft, disabled, onRemove, onOpenMessage }: Props) {
  const t = useT();
  const reasonText = useReason();
  const { token } = theme.useToken();
  const { name, address, reason, state, messageId, folderId } = recipient;
  const title = name || address || t('(no recipient)');
  const tag = recipientState(recipient, t);
  return (
    <List.Item
      data-testid="mail-bulk-recipient"
      actions={[
        ...(onOpenMessage && messageId !== null && folderId !== null
          ? [
              <RowAction
                key="open"
                icon={<ExportOutlined />}
                title={t('Open the sent message')}
                label={t('Open the message to {{name}}', { name: title })}
                onClick={() => onOpenMessage(folderId, messageId)}
              />,
            ]
          : []),
        ...(onRemove
          ? [
              <RowAction
                key="remove"
                icon={<DeleteOutlined />}
                title={t('Remove')}
                label={t('Remove {{name}}', { name: title })}
                disabled={disabled}
                onClick={onRemove}
              />,
            ]
          : []),
      ]}
    >
      <Flex wrap gap={token.marginXS} align="center" justify="space-between" style={{ flex: 1, minWidth: 0 }}>
        <Flex vertical style={{ minWidth: 0, flex: '1 1 120px' }}>
          <Typography.Text ellipsis>
            <bdi>{title}</bdi>
          </Typography.Text>
          {name && (
            <SecondaryText ellipsis style={{ fontSize: token.fontSizeSM }}>
              <bdi>{address}</bdi>
            </SecondaryText>
          )}
          {reason !== null && (
            <SecondaryText style={{ fontSize: token.fontSizeSM }}>
              {isLeftOutReason(reason) ? leftOutText(reason, t) : reasonText(reason)}
            </SecondaryText>
          )}
        </Flex>
        <Flex wrap gap={token.marginXXS}>
          {recipient.unsubscribed && <StateTag color="warning">{t('Unsubscribed')}</StateTag>}
          {!(isDraft && state === 'waiting') && <StateTag color={tag.color}>{tag.text}</StateTag>}
        </Flex>
      </Flex>
    </List.Item>
  );
}
