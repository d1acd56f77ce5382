import { Alert, App, Button, Flex } from 'antd';
import { useState } from 'react';
import type { GrantPower } from '../../common';
import { RetryAlert } from '../components/shared/RetryAlert';
import { powerTexts } from '../components/workflows/power-texts';
import { useGrants } from '../components/workflows/useGrants';
import { useErrorText, useT } from '../locale';
import type { Mailbox, Mailboxes } from './useMailboxes';

interface Props {
  mailboxes: Mailboxes;
  chosen: readonly string[];
  workflowKey: string | undefined;
  powers: readonly GrantPower[];
}

/** Who still has to allow that the workflow uses the chosen mailboxes; builders decide about their own right here. */
export function Consent({ mailboxes, chosen, workflowKey, powers }: Props) {
  const t = useT();
  const grants = useGrants();
  const { list = [] } = mailboxes;
  if (workflowKey === undefined) return null;
  const failed = [mailboxes, grants].filter(({ failure }) => failure !== undefined);
  if (failed.length > 0 && chosen.length > 0)
    return (
      <RetryAlert
        error={failed[0].failure}
        onRetry={() => failed.forEach(({ reload }) => void reload())}
        style={{ marginBottom: 16 }}
      />
    );
  if (!grants.list) return null;
  const allows = (id: string) =>
    grants.list?.find((each) => String(each.accountId) === id && each.workflowKey === workflowKey)?.allows ??
    [];
  const named = list.filter(({ id }) => chosen.includes(id));
  const own = named.filter(
    ({ id, owner }) => owner === '' && powers.some((power) => !allows(id).includes(power)),
  );
  const others = named.filter(({ owner }) => owner !== '');
  return (
    <Flex vertical gap="small" style={{ marginBottom: 16 }}>
      {own.map((mailbox) => (
        <Ask
          key={mailbox.id}
          mailbox={mailbox}
          powers={powers}
          onAllow={() => grants.allow(mailbox.id, workflowKey, [...powers])}
        />
      ))}
      {others.length > 0 && (
        <Alert
          type="info"
          showIcon
          message={t('The owners of {{addresses}} have to allow this', {
            addresses: others.map(({ address }) => address).join(', '),
          })}
          description={t(
            'They find the request under Email, in the menu of their mailbox, under Workflows. Until then, the workflow learns nothing from these mailboxes and can’t use them.',
          )}
        />
      )}
    </Flex>
  );
}

function Ask({
  mailbox,
  powers,
  onAllow,
}: {
  mailbox: Mailbox;
  powers: readonly GrantPower[];
  onAllow(): Promise<void>;
}) {
  const t = useT();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [saving, setSaving] = useState(false);
  const allow = async () => {
    setSaving(true);
    try {
      await onAllow();
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setSaving(false);
    }
  };
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="mail-flow-consent"
      message={t('Allow this workflow to use {{address}}?', { address: mailbox.address })}
      description={
        <Flex vertical gap="small" align="start">
          <span>
            {t('It’s your mailbox. Everybody who may see workflows can see what this one does with it:')}
          </span>
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {powerTexts(t, powers).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <Button type="primary" size="small" disabled={false} loading={saving} onClick={() => void allow()}>
            {t('Allow')}
          </Button>
        </Flex>
      }
    />
  );
}
