import { Badge, Flex, Tooltip } from 'antd';
import type { AccountOverview } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useDateFormat } from '../../date-format';
import { useReason, useT } from '../../locale';
import { reasonValues } from '../../reason-values';
import { loadedPercent, stateTone } from './overview';
import { TimeAgo } from './TimeAgo';

export interface StateCellProps {
  account: AccountOverview;
  /** The accounts on the page. A shared mailbox is shown with the account that opens it. */
  accounts: AccountOverview[];
  /** Shows the whole reason, rather than only its beginning to keep rows low. */
  whole?: boolean;
}

/** An account's state, the reason, and since when. */
export function StateCell({ account, accounts, whole = false }: StateCellProps) {
  const t = useT();
  const reason = useReason();
  const format = useDateFormat();
  const { state, stateSince, retryAt } = account;
  const percent = loadedPercent(account);
  const until = state === 'throttled' && retryAt && t('Resumes at {{time}}.', { time: format.time(retryAt) });
  const why = [account.reason && reason(account.reason, reasonValues(account, accounts)), until]
    .filter(Boolean)
    .join(' ');
  return (
    <Flex vertical style={{ minWidth: 0 }}>
      <Flex wrap gap="0 8px" align="baseline">
        <Badge status={stateTone(state)} text={t(`state.${state}`)} />
        {state !== 'connected' && stateSince && (
          <SecondaryText>
            <TimeAgo iso={stateSince} />
          </SecondaryText>
        )}
        {percent !== null && <SecondaryText>{t('{{percent}} % loaded', { percent })}</SecondaryText>}
      </Flex>
      {why && (
        <Tooltip title={whole ? undefined : why}>
          <SecondaryText ellipsis={!whole}>{why}</SecondaryText>
        </Tooltip>
      )}
    </Flex>
  );
}
