import { Checkbox, Form, Input, Radio, Select } from 'antd';
import type { ComponentType } from 'react';
import type { WorkflowParts } from '../host/workflows';
import { useT } from '../locale';
import { Consent } from './Consent';
import { MailboxSelect } from './MailboxSelect';
import { useMailboxes } from './useMailboxes';

/** The form of the trigger "Email event". */
export function emailTriggerFields({ useCurrentWorkflowContext }: WorkflowParts): ComponentType {
  return function EmailTriggerFields() {
    const t = useT();
    const workflow = useCurrentWorkflowContext();
    const mailboxes = useMailboxes();
    const chosen = Form.useWatch<string[] | undefined>(['config', 'accountIds']) ?? [];
    const events = Form.useWatch<string[] | undefined>(['config', 'events']) ?? [];
    const roles = [
      { value: '', label: t('Every folder except trash and junk') },
      { value: 'inbox', label: t('Inbox') },
      { value: 'archive', label: t('Archive') },
      { value: 'junk', label: t('Junk') },
    ];
    return (
      <>
        <Form.Item
          name={['config', 'accountIds']}
          label={t('Mailboxes')}
          rules={[{ required: true, message: t('Choose at least one mailbox.') }]}
        >
          <MailboxSelect mailboxes={mailboxes} multiple />
        </Form.Item>
        <Consent
          mailboxes={mailboxes}
          chosen={chosen.map(String)}
          workflowKey={workflow?.key}
          powers={['events']}
        />
        <Form.Item
          name={['config', 'events']}
          label={t('When')}
          rules={[{ required: true, message: t('Choose at least one event.') }]}
        >
          <Checkbox.Group
            options={[
              { value: 'received', label: t('A message is received') },
              { value: 'sent', label: t('A message is sent') },
            ]}
          />
        </Form.Item>
        {events.includes('received') && (
          <Form.Item name={['config', 'folder']} label={t('Received in')} initialValue="">
            <Select options={roles} />
          </Form.Item>
        )}
        <Form.Item
          name={['config', 'sender']}
          label={t('Sender contains')}
          extra={t('Part of the name or address, for example @example.com. Empty for every sender.')}
        >
          <Input allowClear maxLength={200} />
        </Form.Item>
        <Form.Item name={['config', 'subject']} label={t('Subject contains')}>
          <Input allowClear maxLength={200} />
        </Form.Item>
        <Form.Item name={['config', 'hasAttachments']} label={t('Attachments')} initialValue={null}>
          <Radio.Group
            options={[
              { value: null as never, label: t('Either') },
              { value: true, label: t('With attachments') },
              { value: false, label: t('Without attachments') },
            ]}
          />
        </Form.Item>
      </>
    );
  };
}
