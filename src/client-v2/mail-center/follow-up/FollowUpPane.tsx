import { CheckCircleOutlined } from '@ant-design/icons';
import type { AccountView, FollowUpView } from '../../../common';
import { useT } from '../../locale';
import type { LiveList } from '../data/useLiveList';
import { AsidePane } from '../layout/AsidePane';
import { FollowUpCard, type FollowUpCardProps } from './FollowUpCard';

export interface FollowUpPaneProps extends Pick<FollowUpCardProps, 'onOpen'> {
  data: LiveList<FollowUpView>;
  accounts: AccountView[];
  onMenu?: () => void;
}

/** Messages that nobody has answered in time, and what can be done about each. */
export function FollowUpPane({ data, accounts, onOpen, onMenu }: FollowUpPaneProps) {
  const t = useT();
  return (
    <AsidePane
      title={t('Follow up')}
      data={data}
      nothing={{ icon: CheckCircleOutlined, text: t('Nothing is waiting for an answer') }}
      testId="mail-follow-up-list"
      onMenu={onMenu}
    >
      {data.list.map((followUp) => (
        <FollowUpCard
          key={String(followUp.id)}
          followUp={followUp}
          account={accounts.find(({ id }) => String(id) === String(followUp.accountId))}
          onOpen={onOpen}
          onChanged={() => void data.reload()}
        />
      ))}
    </AsidePane>
  );
}
