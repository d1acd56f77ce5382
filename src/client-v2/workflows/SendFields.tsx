import { Form } from 'antd';
import type { ComponentType } from 'react';
import type { WorkflowParts } from '../host/workflows';
import { useT } from '../locale';
import { BodyFields } from './BodyFields';
import { Consent } from './Consent';
import { MailboxSelect } from './MailboxSelect';
import { useMailboxes } from './useMailboxes';
import { workflowKeyOf } from './workflow-key';

/** The form of the node "Send email". */
export function sendFields(parts: WorkflowParts): ComponentType {
  const { WorkflowVariableTextArea: Area } = parts;
  return function SendFields() {
    const t = useT();
    const workflowKey = workflowKeyOf(parts.useCurrentWorkflowContext(), parts.useFlowContext());
    const mailboxes = useMailboxes();
    const chosen = Form.useWatch<string | undefined>(['config', 'accountId']);
    const hint = t('Addresses, separated by commas');
    return (
      <>
        <Form.Item
          name={['config', 'accountId']}
          label={t('Send from')}
          rules={[{ required: true, message: t('Choose a mailbox') }]}
        >
          <MailboxSelect mailboxes={mailboxes} />
        </Form.Item>
        <Consent
          mailboxes={mailboxes}
          chosen={chosen ? [String(chosen)] : []}
          workflowKey={workflowKey}
          powers={['send']}
        />
        <Form.Item
          name={['config', 'to']}
          label={t('To')}
          extra={hint}
          rules={[{ required: true, message: t('Enter at least one recipient.') }]}
        >
          <Area rows={1} />
        </Form.Item>
        <Form.Item name={['config', 'cc']} label={t('Cc')}>
          <Area rows={1} />
        </Form.Item>
        <Form.Item name={['config', 'bcc']} label={t('Bcc')}>
          <Area rows={1} />
        </Form.Item>
        <Form.Item name={['config', 'subject']} label={t('Subject')}>
          <Area rows={1} />
        </Form.Item>
        <BodyFields Input={Area} />
      </>
    );
  };
}
