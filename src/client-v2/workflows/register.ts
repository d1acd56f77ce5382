import { EMAIL_TRIGGER } from '../../common';
import { workflowPluginOf } from '../host/workflows';
import { emailTrigger } from './email-trigger';
import { emailNodes } from './nodes';

/** Registers our trigger and nodes with the workflow plugin of either client. `t` translates our texts. */
export function registerWorkflows(app: unknown, t: (key: string) => string): void {
  const plugin = workflowPluginOf(app);
  if (!plugin) return;
  plugin.registerTrigger(EMAIL_TRIGGER, emailTrigger(t));
  for (const Node of emailNodes(t)) plugin.registerInstruction(new Node().type, Node);
}
