import { Checkbox, Form } from 'antd';
import type { ComponentType } from 'react';
import type { GrantPower } from '../../common';
import type { WorkflowParts } from '../host/workflows';
import { useT } from '../locale';
import { BodyFields } from './BodyFields';
import { Consent } from './Consent';
import { useMailboxes } from './useMailboxes';
import { workflowOf } from './workflow-key';

/** The form of the node "Reply to email". */
export function replyFields(parts: WorkflowParts): ComponentType {
  return function ReplyFields() {
    const t = useT();
    return (
      <>
        <TriggerConsent parts={parts} powers={['send']} />
        <Form.Item name={['config', 'all']} valuePropName="checked" style={{ marginBottom: 0 }}>
          <Checkbox>{t('Reply to all')}</Checkbox>
        </Form.Item>
        <Form.Item name={['config', 'quote']} valuePropName="checked">
          <Checkbox>{t('Include the original message')}</Checkbox>
        </Form.Item>
        <BodyFields Input={parts.WorkflowVariableTextArea} />
      </>
    );
  };
}

/** Asks for what a node does with the message that started the workflow, in each of the trigger's mailboxes. */
export function TriggerConsent({ parts, powers }: { parts: WorkflowParts; powers: readonly GrantPower[] }) {
  const workflow = workflowOf(parts.useCurrentWorkflowContext(), parts.useFlowContext());
  const mailboxes = useMailboxes();
  const { accountIds } = workflow?.config ?? {};
  const chosen = Array.isArray(accountIds) ? accountIds.map(String) : [];
  return <Consent mailboxes={mailboxes} chosen={chosen} workflowKey={workflow?.key} powers={powers} />;
}
