import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretOf } from '../accounts/filled';
import type { Caller } from '../boot';
import { startAccessWorld, type AccessWorld } from './accessWorld';
import { expectErrors } from '../../quiet/watch';

// The host's own plugins add ten listeners.
expectErrors(/MaxListenersExceededWarning.* afterStart/);

interface Execution {
  id: number;
  status: number | null;
  jobs: Array<{ nodeId: number; status: number; result: unknown; log: string | null }>;
}

const NODES = [
  { type: 'query', config: { collection: 'mailMessages', multiple: true, params: {} } },
  {
    type: 'query',
    config: { collection: 'customers', multiple: true, params: { appends: ['mails', 'mail'] } },
  },
  {
    type: 'query',
    config: {
      collection: 'users',
      multiple: true,
      params: { appends: ['mailAccounts', 'mailAccounts.folders'] },
    },
  },
  { type: 'query', config: { collection: 'mailTokens', multiple: true, params: {} } },
  { type: 'aggregate', config: { aggregator: 'count', collection: 'mailMessages', params: { field: 'id' } } },
  { type: 'aggregate', config: { aggregator: 'max', collection: 'mailMessages', params: { field: 'id' } } },
  { type: 'sql', config: { sql: 'SELECT * FROM mailMessages' } },
  { type: 'sql', config: { sql: "SELECT query_to_xml('SELECT * FROM mail' || 'Messages', true, true, '')" } },
];

describe('workflows', () => {
  let world: AccessWorld;
  const root = () => world.root;

  beforeAll(async () => {
    world = await startAccessWorld();
  });
  afterAll(() => world.stop());

  /** A workflow of one node each. */
  async function create(type: string, config: object, node: object, sync = false): Promise<number> {
    const { data, body, status } = await root().post<{ id: number }>('workflows:create', {
      body: { title: type, type, sync, enabled: false, config },
    });
    expect(status, JSON.stringify(body)).toBe(200);
    const made = await root().post(`workflows/${String(data.id)}/nodes:create`, {
      body: { ...node, upstreamId: null },
    });
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    const { status: enabled } = await root().post(`workflows:update?filterByTk=${String(data.id)}`, {
      body: { enabled: true },
    });
    expect(enabled).toBe(200);
    return data.id;
  }

  /** The runs of a workflow, once there are so many and all have ended. */
  async function runsOf(workflowId: number, count: number): Promise<Execution[]> {
    for (let round = 0; round < 200; round++) {
      const { data } = await root().get<Execution[]>('executions:list', {
        query: { filter: { workflowId }, appends: 'jobs', sort: 'id', paginate: 'false' },
      });
      if (
        data.length >= count &&
        data.every(({ status, jobs }) => status !== 0 && status !== null && jobs.length > 0)
      )
        return data;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`workflow ${String(workflowId)} has no ${String(count)} runs`);
  }

  const remove = (id: number) => root().post(`workflows:destroy?filterByTk=${String(id)}`, { body: {} });
  const secrets = () => [secretOf(world.anna), secretOf(world.bert)];
  const customer = (caller: Caller, name: string) =>
    caller.post('customers:create', { body: { name, email: `${name}@example.com` } });
  const onCreate = { collection: 'customers', mode: 1 };

  it.each(NODES.map((node, at) => [at, `${node.type} ${JSON.stringify(node.config)}`] as const))(
    'see the mail of who started them, or none: %i %s',
    async (at) => {
      const node = NODES[at];
      for (const sync of [false, true]) {
        const id = await create('collection', onCreate, node, sync);
        const name = `c${String(at)}${String(sync)}`;
        expect((await customer(world.anna, `${name}-anna`)).status).toBe(200);
        const [hers] = await runsOf(id, 1);
        expect((await customer(world.bert, `${name}-bert`)).status).toBe(200);
        const [, his] = await runsOf(id, 2);
        await world.app.db
          .getRepository('customers')
          .create({ values: { name, email: `${name}@example.com` } });
        const [, , nobodys] = await runsOf(id, 3);
        const text = (run: Execution) => JSON.stringify(run.jobs);
        expect(text(hers)).not.toContain(secretOf(world.bert));
        expect(text(his)).not.toContain(secretOf(world.anna));
        for (const secret of secrets()) expect(text(nobodys)).not.toContain(secret);
        if (at <= 2) expect(text(hers)).toContain(secretOf(world.anna));
        if (at === 0) expect(nobodys.jobs[0]).toMatchObject({ status: -2, result: { code: 'forbidden' } });
        if (at === 1) expect(nobodys.jobs[0].log).toContain('can’t see any mail');
        if (node.type === 'sql') expect(text(hers)).toContain('This SQL can’t run here');
        await remove(id);
      }
    },
  );

  it('believe no run that says for whom it is', async () => {
    const id = await create('collection', onCreate, NODES[1]);
    const data = { id: 1, user: { id: world.anna.userId } };
    const { status, body } = await root().post(`workflows:execute?filterByTk=${String(id)}`, {
      body: { data, user: { id: world.anna.userId }, userId: world.anna.userId },
    });
    expect(status, JSON.stringify(body)).toBe(200);
    const [run] = await runsOf(id, 1);
    for (const secret of secrets()) expect(JSON.stringify(run)).not.toContain(secret);
    await remove(id);
  });

  it('load no mail with the record that starts them', async () => {
    const id = await create('collection', { ...onCreate, appends: ['mails', 'mail'] }, NODES[1]);
    const { hers, anna } = world;
    await world.app.db.getRepository('customers').create({
      values: { name: 'of nobody', email: 'nobody@example.com', mailId: hers.messageId },
    });
    const [run] = await runsOf(id, 1);
    expect(JSON.stringify(run)).not.toContain(secretOf(anna));
    await remove(id);

    const made = await root().post('collections:create', {
      body: {
        name: 'dues',
        autoGenId: true,
        fields: [
          { name: 'dueAt', type: 'date', interface: 'datetime' },
          {
            name: 'mail',
            type: 'belongsTo',
            interface: 'm2o',
            target: 'mailMessages',
            foreignKey: 'mailId',
            targetKey: 'id',
          },
        ],
      },
    });
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    const startsOn = { field: 'dueAt', offset: 1, unit: 1000 };
    const due = await create(
      'schedule',
      { mode: 1, collection: 'dues', startsOn, appends: ['mail'] },
      NODES[1],
    );
    const { status } = await anna.post('dues:create', {
      body: { dueAt: new Date().toISOString(), mail: { id: hers.messageId } },
    });
    expect(status).toBeLessThan(500);
    await world.app.db
      .getRepository('dues')
      .create({ values: { dueAt: new Date(), mailId: hers.messageId } });
    const scheduled = await runsOf(due, 1);
    for (const secret of secrets()) expect(JSON.stringify(scheduled)).not.toContain(secret);
    await remove(due);
  });

  it('and tests of nodes see what the person who tests sees', async () => {
    for (const config of NODES.filter(({ type }) => type === 'sql').map((node) => node.config)) {
      await world.refusedTo(root(), 'flow_nodes:test', { body: { type: 'sql', config } });
    }
    const plain = await root().post<{ result: unknown[] }>('flow_nodes:test', {
      body: { type: 'sql', config: { sql: 'SELECT count(*) AS n FROM customers' } },
    });
    expect(plain.status, JSON.stringify(plain.body)).toBe(200);
    expect(plain.data.result).toHaveLength(1);
  });

  it('still change rows by SQL', async () => {
    const sql = "UPDATE customers SET name = 'changed' WHERE name = 'to change'";
    const id = await create('collection', onCreate, { type: 'sql', config: { sql } });
    await customer(world.bert, 'other');
    expect((await runsOf(id, 1))[0].jobs[0].status).toBe(1);
    await remove(id);
  });
});
