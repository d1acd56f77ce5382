import { PACKAGE_NAME } from '../../common';
import { textTemplate } from '../host/context';
import { loadWorkflowParts, type VariableOptions, type WorkflowTrigger } from '../host/workflows';
import { emailVariables, variableOptions } from './variables';

const text = (key: string) => textTemplate(key, [PACKAGE_NAME]);

/** "Email event", for the workflow plugin of either client. */
export function emailTrigger(t: (key: string) => string): new () => WorkflowTrigger {
  return class EmailTrigger implements WorkflowTrigger {
    title = text('Email event');
    description = text('Starts when a message is received or sent in mailboxes whose owners allow that.');
    sync = false;
    createDefaultConfig() {
      return { accountIds: [], events: ['received'] };
    }
    validate() {
      return true;
    }
    useVariables(_config: Record<string, unknown>, options?: VariableOptions) {
      return variableOptions(emailVariables(t), options);
    }
    FieldsetLoader = async () => {
      const parts = await loadWorkflowParts();
      const { emailTriggerFields } = await import('./EmailTriggerFields');
      return { default: emailTriggerFields(parts) };
    };
  };
}
