import { Op, type Transaction, type WhereOptions } from 'sequelize';
import { EMAIL_TRIGGER, REPLY_NODE, SEND_NODE, UPDATE_NODE, type GrantPower, type Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs } from '../db/rows';
import { fromStored } from '../db/stored';

/** A workflow of the host's, in the version that runs now. */
export interface HostWorkflow {
  id: Id;
  key: string;
  title: string;
  type: string;
  enabled: boolean;
  config: Record<string, unknown>;
}

/** A workflow, and what it wants of which account. */
export interface AskingWorkflow extends HostWorkflow {
  wants: Map<string, GrantPower[]>;
}

/** A job of the host's, to be changed and handed back. */
export interface HostJobModel {
  set(values: { status: number; result: unknown }): unknown;
  update(values: { status: number; result: unknown }): Promise<unknown>;
}

interface HostNode {
  workflowId: Id;
  type: string;
  config: Record<string, unknown>;
}

/** Maximum number of workflows, and of nodes, that are looked at: more than anybody keeps. */
const MOST = 2000;

/** Undefined while the host's workflow plugin is disabled: its tables aren't known then. */
const hosts = ({ app: { db } }: MailContext, name: 'workflows' | 'flow_nodes' | 'executions' | 'jobs') =>
  db.hasCollection(name) ? db.getCollection(name).model : undefined;

/** Current versions of workflows that match `where`. */
export async function findWorkflows(
  ctx: MailContext,
  where: WhereOptions,
  transaction?: Transaction,
): Promise<HostWorkflow[]> {
  const rows = await hosts(ctx, 'workflows')?.findAll({
    where: { ...where, current: true },
    attributes: ['id', 'key', 'title', 'type', 'enabled', 'config'],
    order: [['id', 'ASC']],
    limit: MOST,
    transaction,
  });
  return rowsAs<HostWorkflow>(rows ?? []).map((row) => ({
    ...row,
    title: row.title ?? '',
    enabled: Boolean(row.enabled),
    config: configOf(row.config),
  }));
}

/**
 * The workflows that want something of these accounts: those that name them in our trigger or in our nodes. A node that
 * answers or changes the message of the trigger wants that of all of the trigger's accounts.
 */
export async function askingWorkflows(
  ctx: MailContext,
  accountIds: readonly Id[],
): Promise<AskingWorkflow[]> {
  const nodes = await findNodes(ctx);
  const ids = [...new Set(nodes.map(({ workflowId }) => workflowId))];
  const workflows = await findWorkflows(ctx, {
    [Op.or]: [{ type: EMAIL_TRIGGER }, { id: { [Op.in]: ids } }],
  });
  const own = new Set(accountIds.map(String));
  return workflows.flatMap((workflow) => {
    const wants = wantsOf(
      workflow,
      nodes.filter(({ workflowId }) => String(workflowId) === String(workflow.id)),
    );
    for (const accountId of wants.keys()) if (!own.has(accountId)) wants.delete(accountId);
    return wants.size > 0 ? [{ ...workflow, wants }] : [];
  });
}

/** What a workflow wants, by account. */
export function wantsOf(
  { type, config }: Pick<HostWorkflow, 'type' | 'config'>,
  nodes: ReadonlyArray<Pick<HostNode, 'type' | 'config'>>,
): Map<string, GrantPower[]> {
  const wants = new Map<string, GrantPower[]>();
  const want = (accountId: string, power: GrantPower) => {
    const known = wants.get(accountId) ?? [];
    if (!known.includes(power)) wants.set(accountId, [...known, power]);
  };
  const listened = type === EMAIL_TRIGGER ? accountsIn(config) : [];
  for (const id of listened) want(id, 'events');
  for (const node of nodes) {
    if (node.type === SEND_NODE) for (const id of idsIn([node.config.accountId])) want(id, 'send');
    if (node.type === REPLY_NODE) for (const id of listened) want(id, 'send');
    if (node.type === UPDATE_NODE) for (const id of listened) want(id, 'update');
  }
  return wants;
}

/** The accounts that a workflow with our trigger names. */
export const accountsIn = (config: Record<string, unknown>): string[] => idsIn(config.accountIds);

const idsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [])
    .filter((id: unknown) => typeof id === 'string' || typeof id === 'number')
    .map(String);

async function findNodes(ctx: MailContext): Promise<HostNode[]> {
  const rows = await hosts(ctx, 'flow_nodes')?.findAll({
    where: { type: { [Op.in]: [SEND_NODE, REPLY_NODE, UPDATE_NODE] } },
    attributes: ['workflowId', 'type', 'config'],
    order: [['id', 'DESC']],
    limit: MOST,
  });
  return rowsAs<HostNode>(rows ?? []).map((row) => ({ ...row, config: configOf(row.config) }));
}

/** Those of these workflows that have a node of ours that sends, by id. */
export async function sendingWorkflows(
  ctx: MailContext,
  ids: readonly Id[],
  transaction?: Transaction,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await hosts(ctx, 'flow_nodes')?.findAll({
    where: { workflowId: { [Op.in]: [...ids] }, type: { [Op.in]: [SEND_NODE, REPLY_NODE] } },
    attributes: ['workflowId'],
    transaction,
  });
  return new Set(rowsAs<{ workflowId: Id }>(rows ?? []).map(({ workflowId }) => String(workflowId)));
}

/** Nobody checks what a workflow's configuration contains. */
export function configOf(stored: unknown): Record<string, unknown> {
  const config = fromStored(stored);
  return typeof config === 'object' && config !== null ? (config as Record<string, unknown>) : {};
}

/** The host's own object for a workflow, which it wants when the workflow is started. */
export async function hostWorkflow(ctx: MailContext, id: Id): Promise<object | null> {
  return (await hosts(ctx, 'workflows')?.findByPk(id)) ?? null;
}

/** Whether the host has started a workflow for this event. */
export async function hasRun(ctx: MailContext, eventKey: string): Promise<boolean> {
  return ((await hosts(ctx, 'executions')?.count({ where: { eventKey } })) ?? 0) > 0;
}

/** Those of these workflows that don't exist in any version. */
export async function missingWorkflows(ctx: MailContext, keys: readonly string[]): Promise<string[]> {
  const workflows = hosts(ctx, 'workflows');
  if (!workflows || keys.length === 0) return [];
  const rows = await workflows.findAll({ where: { key: { [Op.in]: [...keys] } }, attributes: ['key'] });
  const known = new Set(rowsAs<{ key: string }>(rows).map(({ key }) => key));
  return keys.filter((key) => !known.has(key));
}

/** The host's own object for a job that its run still waits for. `missing` if it was never stored, or is gone. */
export async function waitingJob(ctx: MailContext, jobId: Id): Promise<HostJobModel | 'missing' | 'over'> {
  const job = await hosts(ctx, 'jobs')?.findByPk(jobId);
  if (!job) return 'missing';
  const run = await hosts(ctx, 'executions')?.findByPk(job.get('executionId') as Id, {
    attributes: ['status'],
  });
  // 0: both are under way.
  return job.get('status') === 0 && run?.get('status') === 0 ? (job as HostJobModel) : 'over';
}
