import { EMAIL_TRIGGER, PACKAGE_NAME, REPLY_NODE, SEND_NODE, UPDATE_NODE } from '../../common';
import { textTemplate } from '../host/context';
import {
  loadWorkflowParts,
  type FieldsetLoader,
  type VariableOptions,
  type WorkflowInstruction,
  type WorkflowNode,
  type WorkflowParts,
} from '../host/workflows';
import { variableOptions, type Variable } from './variables';

const text = (key: string) => textTemplate(key, [PACKAGE_NAME]);

/** A form that needs the workflow plugin's own module. */
const fieldset =
  (
    load: () => Promise<(parts: WorkflowParts) => Awaited<ReturnType<FieldsetLoader>>['default']>,
  ): FieldsetLoader =>
  async () => {
    const parts = await loadWorkflowParts();
    return { default: (await load())(parts) };
  };

/** Only workflows with our trigger have a message to answer or to change. */
const hasMessage = ({ workflow }: { workflow: { type?: string } }) => workflow.type === EMAIL_TRIGGER;

/** Our nodes, for the workflow plugin of either client. */
export function emailNodes(t: (key: string) => string): Array<new () => WorkflowInstruction> {
  const sent = (node: WorkflowNode, options?: VariableOptions) => {
    const children: Variable[] = [
      { name: 'messageId', label: t('Message-ID'), type: 'string' },
      { name: 'message', label: t('Why it failed'), type: 'string' },
    ];
    const [option] = variableOptions([{ name: node.key, label: node.title, children }], options);
    return option ?? null;
  };
  class SendEmail implements WorkflowInstruction {
    type = SEND_NODE;
    title = text('Send email');
    description = text(
      'Sends a message from a mailbox whose owner allows that, and continues once it’s sent.',
    );
    group = 'extended';
    async = true;
    createDefaultConfig() {
      return { format: 'text' };
    }
    isAvailable({ workflow }: { workflow: { sync?: boolean } }) {
      return !workflow.sync;
    }
    useVariables = sent;
    FieldsetLoader = fieldset(async () => (await import('./SendFields')).sendFields);
  }
  class ReplyToEmail implements WorkflowInstruction {
    type = REPLY_NODE;
    title = text('Reply to email');
    description = text('Answers the message that started the workflow, from the mailbox it’s in.');
    group = 'extended';
    async = true;
    createDefaultConfig() {
      return { format: 'text', all: false, quote: true };
    }
    isAvailable = hasMessage;
    useVariables = sent;
    FieldsetLoader = fieldset(async () => (await import('./ReplyFields')).replyFields);
  }
  class UpdateEmail implements WorkflowInstruction {
    type = UPDATE_NODE;
    title = text('Update email');
    description = text('Marks or moves the message that started the workflow.');
    group = 'extended';
    async = false;
    createDefaultConfig() {
      return { seen: null, flagged: null, moveTo: '' };
    }
    isAvailable = hasMessage;
    useVariables = () => null;
    FieldsetLoader = fieldset(async () => (await import('./UpdateFields')).updateFields);
  }
  return [SendEmail, ReplyToEmail, UpdateEmail];
}
