import type { FlowEngineContext } from '@nocobase/flow-engine';

/** What somebody wants from an AI employee. */
export interface AssistantTask {
  title: string;
  /** What the person says, as it's shown in the chat. */
  user: string;
  /** What the employee has to know besides. */
  system: string;
}

/** The part of the host's AI plugin that opens a chat. */
interface AiPlugin {
  aiManager?: { triggerTask?(options: object): void };
}

const managerOf = ({ app }: FlowEngineContext) => app.pm?.get<AiPlugin>('ai')?.aiManager;

/** Whether the host's AI plugin is there. */
export const hasAssistants = (host: FlowEngineContext): boolean =>
  typeof managerOf(host)?.triggerTask === 'function';

/** Opens a new chat with an AI employee and gives it a task right away. */
export function askAssistant(host: FlowEngineContext, aiEmployee: string, task: AssistantTask): void {
  const { title, user, system } = task;
  const tasks = [{ title, message: { user, system }, autoSend: true }];
  managerOf(host)?.triggerTask?.({ aiEmployee, tasks, open: true });
}

/** Whether the signed-in user may chat with this employee; false if the host doesn't say. */
export async function mayAsk({ api }: FlowEngineContext, username: string): Promise<boolean> {
  const { data } = await api.request({ url: 'aiEmployees:listByUser', skipNotify: true });
  const employees = (data as { data?: Array<{ username?: unknown }> }).data ?? [];
  return employees.some((employee) => employee.username === username);
}
