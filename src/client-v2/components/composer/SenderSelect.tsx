import { Select, theme, Typography, type SelectProps } from 'antd';
import { useId } from 'react';
import type { AccountView } from '../../../common';
import { useT } from '../../locale';
import { senderLabel, type Sender } from './senders';

interface Props {
  accounts: AccountView[];
  senders: Sender[];
  sender: Sender | undefined;
  onChange(sender: Sender): void;
}

/** The From field: a select if there are several senders, grouped by account if one has more than one. */
export function SenderSelect({ accounts, senders, sender, onChange }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const id = useId();
  const optionOf = (each: Sender) => ({ value: each.key, label: senderLabel(each) });
  const groups = accounts.map((account) => ({
    label: account.address,
    title: account.address,
    options: senders.filter(({ accountId }) => String(accountId) === String(account.id)).map(optionOf),
  }));
  // Groups of one entry each would only repeat the entry.
  const options: SelectProps<string>['options'] = groups.some((group) => group.options.length > 1)
    ? groups
    : senders.map(optionOf);
  const label = (
    <label htmlFor={senders.length > 1 ? id : undefined} style={{ color: token.colorTextSecondary }}>
      {t('From')}
    </label>
  );
  if (senders.length === 1 && sender) {
    return (
      <>
        {label}
        <Typography.Text ellipsis style={{ flex: 1, minWidth: 0 }} data-testid="mail-from">
          <bdi>{senderLabel(sender)}</bdi>
        </Typography.Text>
      </>
    );
  }
  return (
    <>
      {label}
      <Select
        id={id}
        variant="borderless"
        value={sender?.key}
        onChange={(key) => {
          const chosen = senders.find((each) => each.key === key);
          if (chosen) onChange(chosen);
        }}
        style={{ flex: 1, minWidth: 0, marginInlineStart: -11 }}
        options={options}
        data-testid="mail-from"
      />
    </>
  );
}
