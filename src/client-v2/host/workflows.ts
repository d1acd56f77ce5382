import type { ComponentType } from 'react';
import type { HostApp } from '@nocobase/flow-engine';

/** A variable that a workflow's builder can choose, with those inside it. */
export interface VariableOption {
  [field: string]: unknown;
}

/** How the host wants variables: which fields of an option it reads, and which types fit. */
export interface VariableOptions {
  fieldNames?: { label?: string; value?: string; children?: string };
  types?: unknown[];
}

export type FieldsetLoader = () => Promise<{ default: ComponentType }>;

/** A trigger as both clients' workflow plugins want it. */
export interface WorkflowTrigger {
  title: string;
  description: string;
  sync: boolean;
  createDefaultConfig(): Record<string, unknown>;
  validate(config: Record<string, unknown>): boolean;
  useVariables(config: Record<string, unknown>, options?: VariableOptions): VariableOption[];
  FieldsetLoader: FieldsetLoader;
}

/** A node in a workflow's canvas. */
export interface WorkflowNode {
  key: string;
  title: string;
}

/** A node's type as both clients' workflow plugins want it. */
export interface WorkflowInstruction {
  type: string;
  title: string;
  description: string;
  group: string;
  async: boolean;
  createDefaultConfig(): Record<string, unknown>;
  isAvailable(context: { workflow: { type?: string; sync?: boolean } }): boolean;
  useVariables(node: WorkflowNode, options?: VariableOptions): VariableOption | null;
  FieldsetLoader: FieldsetLoader;
}

interface WorkflowPlugin {
  registerTrigger(type: string, trigger: new () => WorkflowTrigger): void;
  registerInstruction(type: string, instruction: new () => WorkflowInstruction): void;
}

/** The client's workflow plugin, in either client; null if it's disabled. */
export function workflowPluginOf(app: unknown): WorkflowPlugin | null {
  const plugin = (app as HostApp).pm?.get<Partial<WorkflowPlugin>>('workflow');
  const has =
    typeof plugin?.registerTrigger === 'function' && typeof plugin.registerInstruction === 'function';
  return has ? (plugin as WorkflowPlugin) : null;
}

/** A text field into which a builder can put variables. */
export type VariableInput = ComponentType<{
  value?: string;
  onChange?: (value: string) => void;
  placeholder?: string;
  autoSize?: { minRows: number; maxRows?: number };
  rows?: number;
  'aria-label'?: string;
}>;

/** What forms of workflows get from the workflow plugin's own module. */
export interface WorkflowParts {
  /** The workflow whose trigger or node is being edited. */
  useCurrentWorkflowContext(): { key?: string; config?: Record<string, unknown> } | undefined;
  useFlowContext(): { workflow?: { key?: string; config?: Record<string, unknown> } | null } | undefined;
  WorkflowVariableInput: VariableInput;
  WorkflowVariableTextArea: VariableInput;
}

type Require = (
  names: string[],
  done: (parts: WorkflowParts) => void,
  failed: (error: unknown) => void,
) => void;

/**
 * Loads the workflow plugin's own module, which the v1 client has too. Never imported: while that plugin is disabled,
 * its module doesn't exist, and no plugin at all would be loaded.
 */
export const loadWorkflowParts = (): Promise<WorkflowParts> =>
  new Promise((resolve, reject) => {
    const { requirejs } = window as unknown as { requirejs?: { requirejs?: Require } };
    if (!requirejs?.requirejs) return reject(new Error('the host has no module loader'));
    requirejs.requirejs(['@nocobase/plugin-workflow/client-v2'], resolve, reject);
  });
