import type { Context } from '@nocobase/actions';
import type { MailContext } from '../context';

/** What a tool answers to the model. */
export interface ToolAnswer {
  status: 'success' | 'error';
  content: string;
}

/** A tool that AI employees can call for the person who chats with them. */
export interface AssistantTool {
  name: string;
  /** What people see of it; keys of the locale files. */
  title: string;
  about: string;
  /** What the model knows about it. */
  description: string;
  /** JSON Schema of the arguments. */
  schema: object;
  /** Whether the person is asked each time before it runs. */
  asks: boolean;
  run(http: Context, args: unknown): Promise<ToolAnswer>;
}

export interface AssistantEmployee {
  username: string;
  nickname: string;
  position: string;
  avatar: string;
  bio: string;
  greeting: string;
  systemPrompt: string;
}

/** Where the host keeps AI tools and employees, whether or not its AI plugin is enabled. */
interface AiManager {
  toolsManager: { registerTools(tools: object[]): void };
  employeeManager: { registerEmployee(employee: object): Promise<void> };
}

/**
 * Registers tools that only this employee has, and the employee. Other employees can get the tools only if an
 * administrator gives them to those.
 */
export async function registerEmployee(
  { app }: MailContext,
  packageName: string,
  employee: AssistantEmployee,
  tools: readonly AssistantTool[],
): Promise<void> {
  const manager = app.aiManager as unknown as AiManager | undefined;
  if (!manager) return;
  const text = (key: string) => `{{t(${JSON.stringify(key)}, { ns: ${JSON.stringify(packageName)} })}}`;
  manager.toolsManager.registerTools(
    tools.map(({ name, title, about, description, schema, asks, run }) => ({
      scope: 'SPECIFIED',
      execution: 'backend',
      defaultPermission: asks ? 'ASK' : 'ALLOW',
      introduction: { title: text(title), about: text(about) },
      definition: { name, description, schema },
      invoke: run,
    })),
  );
  await manager.employeeManager.registerEmployee({
    ...employee,
    category: 'business',
    description: employee.bio,
    skills: [],
    tools: tools.map(({ name, asks }) => ({ name, autoCall: !asks })),
  });
}

/** Whether a tool was called in a person's chat, and not in a workflow, which acts for nobody. */
export const isChat = (http: Context): boolean =>
  Boolean((http as { state?: { currentUser?: unknown } }).state?.currentUser) &&
  typeof (http as { t?: unknown }).t === 'function';

/**
 * A request for another action by the person who made this one. Its answer is in its own `body`; nothing of it reaches
 * the answer to the original request.
 */
export function requestWithin(
  http: Context,
  method: 'GET' | 'POST',
  name: string,
  params: Record<string, unknown>,
): Context {
  const [resourceName, actionName] = name.split(':');
  const own = { method, action: { resourceName, actionName, params }, body: undefined, set: () => undefined };
  return Object.create(
    http,
    Object.fromEntries(Object.entries(own).map(([key, value]) => [key, { value, writable: true }])),
  ) as Context;
}
