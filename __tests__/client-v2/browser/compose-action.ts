import '../../../src/client-v2/models/MailSendActionModel';
import { registered } from './client-v2';

/** A block of customers, and how its “Compose email” is set up. */
export interface ComposeBlock {
  rows: Array<Record<string, unknown>>;
  selected?: number[];
  /** All rows that there are on the server. */
  count?: number;
  filter?: object;
  /** Settings, by step. The others are as they are by default. */
  settings?: Record<string, object>;
  dataSourceKey?: string;
}

/** Runs the steps of a click as the host does it. Resolves to what was reported. */
export async function composeFromBlock({
  rows,
  selected = [],
  settings = {},
  ...block
}: ComposeBlock): Promise<string[]> {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const fields = [
    { name: 'name', title: 'Name', type: 'string', interface: 'input' },
    { name: 'email', title: 'Email', type: 'string', interface: 'email' },
  ];
  const steps: Record<string, { result: unknown }> = {};
  const ctx = {
    model: { getStepParams: () => undefined },
    collection: { name: 'customers', dataSourceKey: block.dataSourceKey ?? 'main', getFields: () => fields },
    blockModel: {
      resource: {
        getSelectedRows: () => selected.map((index) => rows[index]),
        getFilter: () => block.filter,
        getMeta: () => block.count ?? rows.length,
        runAction: () => Promise.resolve({ data: rows }),
      },
    },
    message: { warning: say, info: say, error: say },
    t: (key: string, values: Record<string, unknown>) =>
      key.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name])),
    steps,
  };
  for (const [name, step] of Object.entries(registered.flows.sendEmailSettings.steps))
    steps[name] = {
      result: await step.handler(ctx, { ...step.defaultParams?.(ctx), ...settings[name] }),
    };
  return said;
}
