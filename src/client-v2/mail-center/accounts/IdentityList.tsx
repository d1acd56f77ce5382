import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, List, Skeleton, Tag, theme } from 'antd';
import { sameAddress, type AccountView, type IdentityView } from '../../../common';
import { useMailApi } from '../../api';
import { RetryAlert } from '../../components/shared/RetryAlert';
import { RowAction } from '../../components/shared/RowAction';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useRemovalQuestion } from '../../components/shared/useRemovalQuestion';
import { useT } from '../../locale';
import { signatureText } from './signature-text';
import type { Identities } from './useIdentities';

interface Props {
  account: AccountView;
  identities: Identities;
  onEdit(identity: IdentityView | 'new'): void;
}

/** The identities that messages can be sent as from an account. */
export function IdentityList({ account, identities, onEdit }: Props) {
  const t = useT();
  const api = useMailApi();
  const { token } = theme.useToken();
  const ask = useRemovalQuestion();
  const { list, failure, reload } = identities;

  const remove = (identity: IdentityView) =>
    ask({
      title: t('Remove the identity {{address}}?', { address: identity.address }),
      content: t('Its signature goes with it. Mail that waits to be sent from it will not be sent.'),
      okText: t('Remove'),
      remove: () => api.removeIdentity(identity.id).then(reload),
    });

  if (!list && failure === undefined) return <Skeleton active />;
  return (
    <Flex vertical gap={token.margin}>
      <SecondaryText>
        {t('Names, addresses and signatures you can choose under “From” when you write from {{address}}.', {
          address: account.address,
        })}
      </SecondaryText>
      {failure !== undefined && <RetryAlert error={failure} onRetry={() => void reload()} />}
      {list && (
        <List
          bordered
          dataSource={list}
          rowKey={({ id }) => String(id)}
          locale={{ emptyText: t('There is no identity yet.') }}
          renderItem={(identity) => {
            const own = sameAddress(identity.address, account.address);
            return (
              <List.Item
                actions={[
                  <RowAction
                    key="edit"
                    icon={<EditOutlined />}
                    title={t('Edit')}
                    label={t('Edit {{address}}', { address: identity.address })}
                    onClick={() => onEdit(identity)}
                  />,
                  <RowAction
                    key="remove"
                    danger
                    disabled={own}
                    icon={<DeleteOutlined />}
                    title={own ? t('The mailbox’s own address cannot be removed.') : t('Remove')}
                    label={t('Remove {{address}}', { address: identity.address })}
                    onClick={() => remove(identity)}
                  />,
                ]}
              >
                <List.Item.Meta
                  title={
                    <Flex gap={token.marginXS} wrap align="center">
                      <bdi>{identity.name || identity.address}</bdi>
                      {identity.isDefault && <Tag bordered={false}>{t('Default')}</Tag>}
                    </Flex>
                  }
                  description={
                    <>
                      {identity.name && (
                        <SecondaryText style={{ display: 'block', overflowWrap: 'anywhere' }}>
                          {identity.address}
                        </SecondaryText>
                      )}
                      <SecondaryText ellipsis style={{ fontSize: token.fontSizeSM }}>
                        {signatureText(identity.signature) || t('No signature')}
                      </SecondaryText>
                    </>
                  }
                />
              </List.Item>
            );
          }}
        />
      )}
      <div>
        {/* Coming back from the form must not leave the keyboard focus outside the dialog. */}
        <Button
          autoFocus
          icon={<PlusOutlined />}
          onClick={() => onEdit('new')}
          data-testid="mail-identity-new"
        >
          {t('Add an identity')}
        </Button>
      </div>
    </Flex>
  );
}
