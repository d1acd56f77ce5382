import { CheckCircleOutlined } from '@ant-design/icons';
import type { AccountView, FollowUpView } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';
import type { LiveList } from '../data/useLiveList';
import { AsidePane } from '../layout/AsidePane';
import { FollowUpCard, type FollowUpCardProps } from './FollowUpCard';

export interface FollowUpPaneProps extends Pick<FollowUpCardProps, 'onOpen'> {
  data: LiveList<FollowUpView>;
  accounts: AccountView[];
  onMenu?: () => void;
}

/** What is due, and what will be, with what can be done about each. */
export function FollowUpPane({ data, accounts, onOpen, onMenu }: FollowUpPaneProps) {
  const t = useT();
  const card = (followUp: FollowUpView) => (
    <FollowUpCard
      key={String(followUp.id)}
      followUp={followUp}
      account={accounts.find(({ id }) => String(id) === String(followUp.accountId))}
      onOpen={onOpen}
      onChanged={data.reload}
    />
  );
  const upcoming = data.list.filter(({ due }) => !due).map(card);
  const later =
    upcoming.length > 0 ? [<SecondaryText key="upcoming">{t('Upcoming')}</SecondaryText>, ...upcoming] : [];
  return (
    <AsidePane
      title={t('Follow up')}
      data={data}
      nothing={{ icon: CheckCircleOutlined, text: t('Nothing to follow up') }}
      testId="mail-follow-up-list"
      onMenu={onMenu}
    >
      {[...data.list.filter(({ due }) => due).map(card), ...later]}
    </AsidePane>
  );
}
