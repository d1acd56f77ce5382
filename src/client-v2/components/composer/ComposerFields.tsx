import { css } from '@emotion/css';
import { Input, Space, theme } from 'antd';
import { useId, useState, type KeyboardEvent } from 'react';
import type { AccountView } from '../../../common';
import { reasonValues } from '../../reason-values';
import { useReason, useT } from '../../locale';
import { LinkStyleButton } from '../shared/LinkStyleButton';
import { ToneText } from '../shared/ToneText';
import { AddressInput } from './AddressInput';
import type { Draft } from './draft';
import type { Sender } from './senders';
import { SenderSelect } from './SenderSelect';

interface Props {
  draft: Draft;
  accounts: AccountView[];
  senders: Sender[];
  sender: Sender | undefined;
  change(part: Partial<Draft>): void;
  focusRecipients: boolean;
  /** Shows only what most replies need: the subject is in the title, and a single sender is no choice. */
  compact: boolean;
  onSubmit(): void;
}

/** From, recipients and subject. Cc and Bcc appear on request, or when they contain someone. */
export function ComposerFields(props: Props) {
  const { draft, accounts, senders, sender, change, focusRecipients, compact, onSubmit } = props;
  const { token } = theme.useToken();
  const t = useT();
  const reason = useReason();
  const subjectId = useId();
  const [shown, setShown] = useState({ cc: false, bcc: false, subject: false });
  const cc = shown.cc || draft.cc.length > 0;
  const bcc = shown.bcc || draft.bcc.length > 0;
  const subject = !compact || shown.subject || !draft.subject.trim();
  const account = accounts.find(({ id }) => id === draft.accountId);
  const rows = css`
    flex: none;
    padding: 0 ${token.padding}px;
    & > div {
      display: flex;
      align-items: center;
      gap: ${token.marginXS}px;
      min-height: 40px;
      border-bottom: 1px solid ${token.colorBorderSecondary};
    }
    & label {
      flex: none;
      min-width: 52px;
    }
    & > div:focus-within {
      border-bottom-color: ${token.colorPrimary};
    }
  `;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSubmit();
  };
  const copies = (
    <Space size={0}>
      {!cc && (
        <LinkStyleButton size="small" onClick={() => setShown({ ...shown, cc: true })}>
          {t('Cc')}
        </LinkStyleButton>
      )}
      {!bcc && (
        <LinkStyleButton size="small" onClick={() => setShown({ ...shown, bcc: true })}>
          {t('Bcc')}
        </LinkStyleButton>
      )}
      {!subject && (
        <LinkStyleButton size="small" onClick={() => setShown({ ...shown, subject: true })}>
          {t('Subject')}
        </LinkStyleButton>
      )}
    </Space>
  );
  return (
    <div className={rows} onKeyDown={onKeyDown}>
      {!(compact && sender && senders.length === 1) && (
        <div>
          <SenderSelect
            accounts={accounts}
            senders={senders}
            sender={sender}
            onChange={({ accountId, identityId }) => change({ accountId, identityId })}
          />
        </div>
      )}
      {account && account.state !== 'connected' && account.state !== 'syncing' && account.reason && (
        <div style={{ border: 0, minHeight: 0, padding: `${token.paddingXXS}px 0` }}>
          <ToneText tone="warning">{reason(account.reason, reasonValues(account, accounts))}</ToneText>
        </div>
      )}
      <div>
        <AddressInput
          label={t('To')}
          value={draft.to}
          onChange={(to) => change({ to })}
          autoFocus={focusRecipients}
          extra={copies}
        />
      </div>
      {cc && (
        <div>
          <AddressInput
            label={t('Cc')}
            value={draft.cc}
            onChange={(list) => change({ cc: list })}
            autoFocus={shown.cc}
          />
        </div>
      )}
      {bcc && (
        <div>
          <AddressInput
            label={t('Bcc')}
            value={draft.bcc}
            onChange={(list) => change({ bcc: list })}
            autoFocus={shown.bcc}
          />
        </div>
      )}
      {subject && (
        <div>
          <label htmlFor={subjectId} style={{ color: token.colorTextSecondary }}>
            {t('Subject')}
          </label>
          <Input
            id={subjectId}
            variant="borderless"
            value={draft.subject}
            autoFocus={shown.subject}
            maxLength={998}
            dir="auto"
            style={{ paddingInline: 0, fontWeight: token.fontWeightStrong }}
            onChange={(event) => change({ subject: event.target.value })}
          />
        </div>
      )}
    </div>
  );
}
