import { SendOutlined } from '@ant-design/icons';
import type { AccountView } from '../../../common';
import { useT } from '../../locale';
import type { OperationsData } from '../data/useOperations';
import { AsidePane } from '../layout/AsidePane';
import { OperationCard } from './OperationCard';

export interface OutboxPaneProps {
  data: OperationsData;
  accounts: AccountView[];
  onMenu?: () => void;
}

/**
 * Messages waiting to be sent and operations the server refused, with the reason and what can be done about
 * it.
 */
export function OutboxPane({ data, accounts, onMenu }: OutboxPaneProps) {
  const t = useT();
  return (
    <AsidePane
      title={t('Outbox')}
      data={data}
      nothing={{ icon: SendOutlined, text: t('Everything is sent') }}
      testId="mail-outbox-list"
      onMenu={onMenu}
    >
      {data.operations.map((operation) => (
        <OperationCard
          key={operation.id}
          operation={operation}
          account={accounts.find(({ id }) => String(id) === String(operation.accountId))}
          onChanged={() => void data.reload()}
        />
      ))}
    </AsidePane>
  );
}
