import { DeleteOutlined } from '@ant-design/icons';
import { Flex, List, theme, Typography } from 'antd';
import type { SuppressionReason, SuppressionView } from '../../../common';
import { useMailApi } from '../../api';
import { RowAction } from '../../components/shared/RowAction';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useRemovalQuestion } from '../../components/shared/useRemovalQuestion';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';

interface Props {
  suppression: SuppressionView;
  onRemoved(): void;
}

/** An address that gets no bulk email: why, and since when. */
export function SuppressionLine({ suppression: { id, address, reason, createdAt }, onRemoved }: Props) {
  const t = useT();
  const api = useMailApi();
  const format = useDateFormat();
  const { token } = theme.useToken();
  const ask = useRemovalQuestion();
  const reasons: Record<SuppressionReason, string> = {
    unsubscribed: t('Unsubscribed'),
    bounced: t('A message bounced'),
    manual: t('Added by an administrator'),
  };
  const remove = () =>
    ask({
      title: t('Remove {{name}} from this list?', { name: address }),
      content:
        reason === 'unsubscribed'
          ? t(
              'The person asked for no more bulk email. In many countries, you need their consent to send any again.',
            )
          : t('Bulk email will be sent to it again.'),
      okText: t('Remove'),
      remove: () => api.removeSuppression(id).then(onRemoved),
    });
  return (
    <List.Item
      actions={[
        <RowAction
          key="remove"
          danger
          icon={<DeleteOutlined />}
          title={t('Remove')}
          label={t('Remove {{name}}', { name: address })}
          onClick={remove}
        />,
      ]}
    >
      <Flex vertical style={{ flex: 1, minWidth: 0 }}>
        <Typography.Text ellipsis>
          <bdi>{address}</bdi>
        </Typography.Text>
        <SecondaryText style={{ fontSize: token.fontSizeSM }}>
          {[reasons[reason], format.day(createdAt)].join(' · ')}
        </SecondaryText>
      </Flex>
    </List.Item>
  );
}
