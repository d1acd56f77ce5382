import { Badge, Flex, Tooltip, Typography } from 'antd';
import type { AccountOverview } from '../../../common';
import { useDateFormat } from '../../date-format';
import { useReason, useT } from '../../locale';
import { reasonValues } from '../../reason-values';
import { loadedPercent, stateTone } from './overview';
import { TimeAgo } from './TimeAgo';

export interface StateCellProps {
  account: AccountOverview;
  /** Those on the page: a shared mailbox is named with the one that opens it. */
  accounts: AccountOverview[];
  /** The whole reason; where it would make a row high, only its beginning is shown. */
  whole?: boolean;
}

/** How an account is, why, and since when. */
export function StateCell({ account, accounts, whole = false }: StateCellProps) {
  const t = useT();
  const reason = useReason();
  const format = useDateFormat();
  const { state, stateSince, retryAt } = account;
  const percent = loadedPercent(account);
  const until =
    state === 'throttled' && retryAt && t('It goes on at {{time}}.', { time: format.time(retryAt) });
  const why = [account.reason && reason(account.reason, reasonValues(account, accounts)), until]
    .filter(Boolean)
    .join(' ');
  return (
    <Flex vertical style={{ minWidth: 0 }}>
      <Flex wrap gap="0 8px" align="baseline">
        <Badge status={stateTone(state)} text={t(`state.${state}`)} />
        {state !== 'connected' && stateSince && (
          <Typography.Text type="secondary">
            <TimeAgo iso={stateSince} />
          </Typography.Text>
        )}
        {percent !== null && (
          <Typography.Text type="secondary">{t('{{percent}} % loaded', { percent })}</Typography.Text>
        )}
      </Flex>
      {why && (
        <Tooltip title={whole ? undefined : why}>
          <Typography.Text type="secondary" ellipsis={!whole}>
            {why}
          </Typography.Text>
        </Tooltip>
      )}
    </Flex>
  );
}
