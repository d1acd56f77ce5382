import { Button, Empty, Flex, Modal, Skeleton, Typography } from 'antd';
import type { AccountView } from '../../../common';
import { LoadFailure } from '../../components/shared/LoadFailure';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useGrants } from '../../components/workflows/useGrants';
import { useT } from '../../locale';
import { WorkflowGrant } from './WorkflowGrant';

/** The workflows that want to use a mailbox, and those that its owner has allowed to. */
export function WorkflowsDialog({ account, onClose }: { account: AccountView; onClose(): void }) {
  const t = useT();
  const grants = useGrants(account.id);
  const { list, failure, reload } = grants;
  return (
    <Modal
      open
      title={t('Workflows for {{address}}', { address: account.address })}
      width={600}
      footer={<Button onClick={onClose}>{t('Close')}</Button>}
      onCancel={onClose}
      destroyOnHidden
      data-testid="mail-workflows"
    >
      <Typography.Paragraph>
        <SecondaryText>
          {t(
            'Workflows run by themselves, and the people who build them can see what they do. They use your mailbox only if you allow it, and only until you take that back.',
          )}
        </SecondaryText>
      </Typography.Paragraph>
      {failure ? (
        <LoadFailure
          title={t('The workflows could not be loaded')}
          error={failure}
          onRetry={() => void reload()}
        />
      ) : !list ? (
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      ) : list.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('No workflow asks for this mailbox.')} />
      ) : (
        <Flex vertical gap="middle" component="ul" style={{ margin: 0, padding: 0, listStyle: 'none' }}>
          {list.map((grant) => (
            <WorkflowGrant key={grant.workflowKey} account={account} grant={grant} grants={grants} />
          ))}
        </Flex>
      )}
    </Modal>
  );
}
