import { css } from '@emotion/css';
import { Input, Space, theme } from 'antd';
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { uniqueAddresses, type AccountView, type MailAddress } from '../../../common';
import { reasonValues } from '../../reason-values';
import { useReason, useT } from '../../locale';
import { LinkStyleButton } from '../shared/LinkStyleButton';
import { ToneText } from '../shared/ToneText';
import type { Draft } from './draft';
import type { DraftHead } from './useDraftHead';
import { AddressInput } from './recipients/AddressInput';
import type { PlacedRecipient, RecipientField } from './recipients/fields';
import type { Sender } from './senders';
import { SenderSelect } from './SenderSelect';

interface Props {
  draft: DraftHead;
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
  const [dragged, setDragged] = useState<PlacedRecipient | null>(null);
  // While a recipient is being dragged, there must be something to drop it on.
  const cc = shown.cc || draft.cc.length > 0 || dragged !== null;
  const bcc = shown.bcc || draft.bcc.length > 0 || dragged !== null;
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
  const move = (entry: MailAddress, from: RecipientField, to: RecipientField) =>
    change({
      [from]: draft[from].filter((other) => other !== entry),
      [to]: uniqueAddresses([...draft[to], entry]),
    });
  const recipients = (field: RecipientField, more: { autoFocus: boolean; extra?: ReactNode }) => (
    <AddressInput
      field={field}
      accountId={draft.accountId}
      value={draft[field]}
      onChange={(list) => change({ [field]: list })}
      onMove={(entry, to) => move(entry, field, to)}
      dragged={dragged}
      // Chrome ends a drag at once if the page changes while it begins.
      onDrag={(next) => setTimeout(() => setDragged(next))}
      onDrop={() => {
        if (!dragged) return;
        move(dragged.entry, dragged.field, field);
        // The chip that was dragged no longer exists, so it won't report the end of the drag.
        setDragged(null);
      }}
      {...more}
    />
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
      <div>{recipients('to', { autoFocus: focusRecipients, extra: copies })}</div>
      {cc && <div>{recipients('cc', { autoFocus: shown.cc })}</div>}
      {bcc && <div>{recipients('bcc', { autoFocus: shown.bcc })}</div>}
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
