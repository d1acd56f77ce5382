import type { MailContext } from '../context';

/** What a node has found out; null for "wait". */
export interface JobResult {
  status: number;
  result?: unknown;
}

/** A run of a workflow, as the host hands it to a node. */
export interface Run {
  execution: { id: string | number; key: string; stack?: Array<string | number> | null };
  getParsedValue(value: unknown, nodeId: unknown): unknown;
  /** Makes a job, whose id is known at once; {@link exit} stores it. */
  saveJob(values: Record<string, unknown>): { id: string | number };
  exit(): Promise<unknown>;
}

/** A node as the host hands it over. */
export interface HostNode {
  id: string | number;
  key: string;
  config: Record<string, unknown>;
}

/** A job that waits, as the host hands it back; also the previous node's. */
export interface HostJob {
  id: string | number;
  status: number;
  result?: unknown;
}

/** A node's code. */
export interface Instruction {
  run(node: HostNode, previous: HostJob | undefined, run: Run): Promise<JobResult | null>;
  resume?(node: HostNode, job: HostJob, run: Run): JobResult | HostJob;
}

/** The host's own object for a workflow. */
export interface TriggeredWorkflow {
  key: string;
  config: unknown;
}

/** A trigger's code. */
export interface Trigger {
  /** Workflows of this trigger never keep whoever starts them waiting. */
  sync: false;
  on(): void;
  off(): void;
  validateConfig(config: Record<string, unknown>): Record<string, string> | null;
  validateEvent(): boolean;
  /** Somebody runs the workflow by hand, or another workflow runs it. */
  execute(workflow: TriggeredWorkflow, values: unknown, options: Record<string, unknown>): Promise<unknown>;
}

/** How a workflow is started. */
export interface StartOptions {
  eventKey?: string;
  /** Runs that led to this one: the host refuses to run a workflow that is among them. */
  stack?: Array<string | number>;
}

interface WorkflowPlugin {
  registerTrigger(type: string, trigger: Trigger): void;
  registerInstruction(type: string, instruction: Instruction): void;
  trigger(workflow: object, context: object, options: object): unknown;
  resume(job: object): Promise<unknown>;
  dispatcher: {
    ready: boolean;
    validateEvent(workflow: object, context: object, options: object): Promise<boolean>;
  };
}

/** The host's status codes of jobs. */
export const JOB = { waiting: 0, done: 1, failed: -1 } as const;

/** The host's workflow plugin, as far as our trigger and nodes need it; null if it's disabled. */
export function automationOf(ctx: MailContext): WorkflowPlugin | null {
  const plugin = ctx.app.pm.get('workflow') as unknown as Partial<WorkflowPlugin> | undefined;
  const methods = [
    ...[plugin?.registerTrigger, plugin?.registerInstruction, plugin?.trigger, plugin?.resume],
    plugin?.dispatcher?.validateEvent,
  ];
  return methods.every((method) => typeof method === 'function') ? (plugin as WorkflowPlugin) : null;
}

/** Whether the host can start workflows by now: it begins with the app, maybe a moment later than we do. */
export const startsWorkflows = (ctx: MailContext): boolean => automationOf(ctx)?.dispatcher.ready ?? false;

/**
 * Starts a workflow; the host stores the run a moment later. False if the host refuses, as it does in a loop, or if its
 * plugin is disabled.
 */
export async function startWorkflow(
  ctx: MailContext,
  workflow: object,
  context: Record<string, unknown>,
  options: StartOptions,
): Promise<boolean> {
  const plugin = automationOf(ctx);
  if (!(await plugin?.dispatcher.validateEvent(workflow, context, options))) return false;
  plugin?.trigger(workflow, context, options);
  return true;
}

/** Calls `work` with the key of each event for which the host has started a workflow, before anything else happens. */
export function onRun(ctx: MailContext, work: (eventKey: string) => Promise<void>): void {
  ctx.app.db.on('executions.afterCreate', async (run: { get(name: string): unknown }) => {
    const eventKey = run.get('eventKey');
    if (typeof eventKey === 'string') await work(eventKey);
  });
}

/** Calls `work` with the key of each workflow of which a version has been deleted, after the commit. */
export function onWorkflowDeleted(ctx: MailContext, work: (key: string) => Promise<void>): void {
  const listen = (
    row: { get(name: string): unknown },
    { transaction }: { transaction?: { afterCommit(work: () => Promise<void>): void } },
  ): unknown => {
    const key = String(row.get('key'));
    if (!transaction) return work(key);
    return transaction.afterCommit(() => work(key));
  };
  ctx.app.db.on('workflows.afterDestroy', listen);
}
