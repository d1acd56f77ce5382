import { perApp } from '../appState';
import type { Id } from '../../common';
import type { MailContext } from '../context';

/** The host's status code for a node that couldn't do its work. */
export const NODE_FAILED = -2;

export interface NodeResult {
  status: number;
  result?: unknown;
  log?: string;
}
export interface NodeConfig {
  dataSource?: string;
  sql?: string;
  unsafeInjection?: boolean;
  collection?: string;
}

type Answer = NodeResult | null | undefined;

/** The parts of the host's workflow plugin that we need. */
interface WorkflowPlugin {
  dispatcher: {
    trigger(workflow: unknown, context: unknown, options?: unknown): unknown;
    createExecution(workflow: unknown, context: unknown, options?: unknown): Promise<Execution>;
    process(execution: Execution, ...rest: unknown[]): Promise<unknown>;
  };
  instructions: { getEntities(): Iterable<[string, Instruction]> };
  triggers: { get(type: string): object | undefined };
}
interface Execution {
  id: Id;
}
interface Processor {
  getParsedValue(value: unknown, nodeId: unknown): unknown;
}
interface Instruction {
  run(
    node: { id: Id; config: NodeConfig },
    input: unknown,
    processor: Processor,
    ...rest: unknown[]
  ): Promise<Answer>;
  test?(config: NodeConfig): Promise<NodeResult>;
}

/** A node that is about to run. */
export interface RunningNode {
  /** `sql`, `query` and so on. */
  type: string;
  config: NodeConfig;
  /** A value from its configuration with the run's variables filled in. */
  parsed(value: unknown): unknown;
}

/** Hooks around the host's workflows. Those that get `work` decide whether it runs. */
export interface AroundWorkflows {
  /** Something starts a run; {@link created} gets the same `context` object. */
  started(context: object): void;
  created(run: Id, context: object): void;
  run(run: Id, work: () => Promise<unknown>): Promise<unknown>;
  /** A trigger reads a record before there is a run. */
  trigger(type: 'collection' | 'schedule', work: () => unknown): unknown;
  node(node: RunningNode, work: () => Promise<Answer>): Promise<Answer>;
  /** A node is tested on its own. */
  test(type: string, config: NodeConfig, work: () => Promise<NodeResult>): Promise<NodeResult>;
}

/** Workflow plugins that already have the hooks; the host makes a new one when it reloads the app. */
const met = perApp('limitedWorkflows', () => new WeakSet<object>());

const pluginOf = ({ app }: MailContext) => app.pm.get('workflow') as unknown as WorkflowPlugin | undefined;

/** Adds the hooks to the workflow plugin when the app starts; does nothing if the plugin is disabled. */
export function aroundWorkflows(ctx: MailContext, around: AroundWorkflows): void {
  ctx.app.on('beforeStart', () => {
    const plugin = pluginOf(ctx);
    if (!plugin || !isAsExpected(plugin) || met(ctx).has(plugin)) return;
    met(ctx).add(plugin);
    aroundRuns(plugin, around);
    aroundTriggers(plugin, around);
    for (const [type, instruction] of plugin.instructions.getEntities())
      aroundNodes(type, instruction, around);
  });
}

function isAsExpected({ dispatcher, instructions, triggers }: Partial<WorkflowPlugin>): boolean {
  const methods = [
    ...[dispatcher?.trigger, dispatcher?.createExecution, dispatcher?.process],
    ...[instructions?.getEntities, triggers?.get],
  ];
  return methods.every((method) => typeof method === 'function');
}

/** Whether all workflows pass through the hooks, or the plugin is disabled. */
export function seesWorkflows(ctx: MailContext): boolean {
  const plugin = pluginOf(ctx);
  return !plugin || (met(ctx).has(plugin) && isAsExpected(plugin));
}

function aroundRuns({ dispatcher }: WorkflowPlugin, around: AroundWorkflows): void {
  const { trigger, createExecution, process } = dispatcher;
  dispatcher.trigger = (workflow, context, options) => {
    if (typeof context === 'object' && context !== null) around.started(context);
    return trigger.call(dispatcher, workflow, context, options);
  };
  dispatcher.createExecution = async (workflow, context, options) => {
    const execution = await createExecution.call(dispatcher, workflow, context, options);
    if (typeof context === 'object' && context !== null) around.created(execution.id, context);
    return execution;
  };
  dispatcher.process = (execution, ...rest) =>
    around.run(execution.id, () => process.call(dispatcher, execution, ...rest));
}

function aroundTriggers({ triggers }: WorkflowPlugin, around: AroundWorkflows): void {
  wrap(triggers.get('collection'), 'prepare', (work) => around.trigger('collection', work));
  const { modes } = (triggers.get('schedule') ?? {}) as { modes?: Map<unknown, object> };
  for (const mode of modes?.values() ?? []) {
    for (const name of ['inspect', 'trigger']) wrap(mode, name, (work) => around.trigger('schedule', work));
  }
}

function wrap(target: object | undefined, name: string, around: (work: () => unknown) => unknown): void {
  const methods = target as Record<string, ((...args: unknown[]) => unknown) | undefined> | undefined;
  const method = methods?.[name];
  if (methods && method) methods[name] = (...args) => around(() => method.apply(target, args));
}

function aroundNodes(type: string, instruction: Instruction, around: AroundWorkflows): void {
  const { run, test } = instruction;
  instruction.run = (node, input, processor, ...rest) => {
    const parsed = (value: unknown) => processor.getParsedValue(value, node.id);
    return around.node({ type, config: node.config, parsed }, () =>
      run.call(instruction, node, input, processor, ...rest),
    );
  };
  if (test) instruction.test = (config) => around.test(type, config, () => test.call(instruction, config));
}
