import { expect } from 'vitest';
import { EMAIL_TRIGGER, type Id, type WorkflowGrantView } from '../../../src/common';
import type { BootedApp, Caller } from '../boot';

export interface FlowRun {
  id: Id;
  eventKey: string;
  status: number | null;
  stack: Id[] | null;
  context: { event: string; email: Record<string, unknown> };
  jobs: Array<{ id: Id; nodeKey: string; status: number; result: unknown }>;
}

/** A workflow as a builder sees it. */
export interface Flow {
  id: Id;
  key: string;
  runs(): Promise<FlowRun[]>;
  /** The runs, once there are so many and each has a job or nothing to do. */
  settled(count: number): Promise<FlowRun[]>;
  update(values: object): Promise<void>;
}

/** Builds a workflow with our trigger by the host's API, as root. */
export async function buildFlow(
  booted: BootedApp,
  title: string,
  config: object,
  nodes: Array<{ type: string; config: object }> = [],
): Promise<Flow> {
  const post = async <T>(action: string, body: object): Promise<T> => {
    const answer = await booted.root.post<T>(action, { body });
    expect(answer.status, `${action} ${JSON.stringify(answer.body)}`).toBe(200);
    return answer.data;
  };
  const { id, key } = await post<{ id: Id; key: string }>('workflows:create', {
    ...{ title, type: EMAIL_TRIGGER, sync: false, enabled: true, config },
  });
  let upstreamId: Id | null = null;
  for (const node of nodes)
    upstreamId = (await post<{ id: Id }>(`workflows/${String(id)}/nodes:create`, { ...node, upstreamId })).id;
  const runs = async () =>
    (
      await booted.root.get<FlowRun[]>('executions:list', {
        query: { filter: { key }, appends: 'jobs', sort: 'id', paginate: 'false' },
      })
    ).data;
  return {
    ...{ id, key, runs },
    settled: async (count) => {
      await expect
        .poll(async () => (await runs()).filter(({ status }) => status !== null && status !== 0).length)
        .toBe(count);
      return runs();
    },
    update: async (values) => {
      await post(`workflows:update?filterByTk=${String(id)}`, values);
    },
  };
}

/** The owner allows a workflow something. */
export async function allow(
  owner: Caller,
  accountId: Id,
  { key }: Flow,
  allows = ['events'],
): Promise<WorkflowGrantView> {
  const { status, data, body } = await owner.post<WorkflowGrantView>('mailGrants:create', {
    body: { accountId, workflowKey: key, allows },
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return data;
}
