import { App, Button, Flex, Tag, theme, Typography } from 'antd';
import { useState } from 'react';
import type { AccountView, WorkflowGrantView } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useRemovalQuestion } from '../../components/shared/useRemovalQuestion';
import { powerTexts } from '../../components/workflows/power-texts';
import type { Grants } from '../../components/workflows/useGrants';
import { useDateFormat } from '../../date-format';
import { useErrorText, useT } from '../../locale';

interface Props {
  account: AccountView;
  grant: WorkflowGrantView;
  grants: Grants;
}

/** One workflow: what it may do, what else it asks for, and the buttons for both. */
export function WorkflowGrant({ account, grant, grants }: Props) {
  const t = useT();
  const format = useDateFormat();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const { message } = App.useApp();
  const askRemoval = useRemovalQuestion();
  const [saving, setSaving] = useState(false);
  const { id, workflowKey, wants, allows, since, enabled } = grant;
  const title = grant.title || t('A workflow that no longer exists');
  const asked = wants.filter((power) => !allows.includes(power));

  const allow = async () => {
    setSaving(true);
    try {
      await grants.allow(account.id, workflowKey, asked);
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setSaving(false);
    }
  };
  const revoke = () =>
    id !== null &&
    askRemoval({
      title: t('Take this back?'),
      content: t('“{{title}}” can then no longer use {{address}}. Runs that wait for it fail.', {
        title,
        address: account.address,
      }),
      okText: t('Revoke'),
      remove: () => grants.revoke(id),
    });
  return (
    <li
      style={{
        border: `1px solid ${token.colorBorderSecondary}`,
        borderRadius: token.borderRadiusLG,
        padding: token.padding,
      }}
      data-testid="mail-workflow"
    >
      <Flex justify="space-between" align="start" gap="middle" wrap>
        <Flex vertical gap={token.marginXXS} style={{ flex: '1 1 260px', minWidth: 0 }}>
          <Flex gap="small" align="center" wrap>
            <Typography.Text strong style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Typography.Text>
            {!enabled && grant.title !== '' && <Tag>{t('Switched off')}</Tag>}
          </Flex>
          {allows.length > 0 && <Powers title={t('May:')} texts={powerTexts(t, allows)} />}
          {asked.length > 0 && <Powers title={t('Asks to:')} texts={powerTexts(t, asked)} />}
          {since && (
            <SecondaryText>{t('Allowed since {{time}}', { time: format.full(since) })}</SecondaryText>
          )}
        </Flex>
        <Flex gap="small">
          {asked.length > 0 && (
            <Button
              type="primary"
              loading={saving}
              onClick={() => void allow()}
              aria-label={t('Allow “{{title}}”', { title })}
            >
              {t('Allow')}
            </Button>
          )}
          {id !== null && (
            <Button danger onClick={revoke} aria-label={t('Revoke “{{title}}”', { title })}>
              {t('Revoke')}
            </Button>
          )}
        </Flex>
      </Flex>
    </li>
  );
}

function Powers({ title, texts }: { title: string; texts: string[] }) {
  return (
    <div>
      {title}
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
