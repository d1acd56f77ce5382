import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMAIL_TRIGGER, REPLY_NODE, SEND_NODE, type Id, type WorkflowGrantView } from '../../../src/common';
import { bootApp, type BootedApp, type Caller } from '../boot';
import { codeOf } from '../caller';
import { expectErrors } from '../../quiet/watch';
import { createMailbox } from '../store/mailbox';

// The host's own plugins add ten listeners.
expectErrors(/MaxListenersExceededWarning.* afterStart/);

/** What owners of mailboxes allow workflows. */
describe('workflows and mailboxes', () => {
  let booted: BootedApp;
  let anna: Caller;
  let bert: Caller;
  let hers: Id;
  let other: Id;
  let his: Id;
  let key = '';

  const listed = async (caller = anna, query: Record<string, unknown> = {}) =>
    (await caller.get<WorkflowGrantView[]>('mailGrants:list', { query })).data;
  const allow = (caller: Caller, accountId: Id, allows: string[] = ['events'], workflowKey = key) =>
    caller.post<WorkflowGrantView>('mailGrants:create', { body: { accountId, workflowKey, allows } });
  const take = (caller: Caller, id: Id | null) =>
    caller.post('mailGrants:destroy', { query: { filterByTk: String(id) } });
  const create = async (title: string, config: object, nodes: Array<{ type: string; config: object }>) => {
    const { data } = await booted.root.post<{ id: Id; key: string }>('workflows:create', {
      body: { title, type: EMAIL_TRIGGER, sync: false, enabled: true, config },
    });
    for (const node of nodes)
      await booted.app.db.getRepository('flow_nodes').create({ values: { ...node, workflowId: data.id } });
    return data;
  };

  beforeAll(async () => {
    booted = await bootApp({ plugins: ['workflow'] });
    [anna, bert] = [await booted.user('anna'), await booted.user('bert')];
    hers = (await createMailbox(booted, anna, 'anna')).accountId;
    other = (await createMailbox(booted, anna, 'other')).accountId;
    his = (await createMailbox(booted, bert, 'bert')).accountId;
    const nodes = [
      { type: SEND_NODE, config: { accountId: String(other) } },
      { type: REPLY_NODE, config: {} },
    ];
    ({ key } = await create('Tickets', { accountIds: [String(hers), String(his)] }, nodes));
    await create('Elsewhere', { accountIds: 'nonsense' }, []);
  });
  afterAll(() => booted.stop());

  it('are listed to owners with what they want of each mailbox, and to nobody else', async () => {
    const view = { id: null, workflowKey: key, title: 'Tickets', enabled: true, allows: [], since: null };
    expect(await listed()).toEqual([
      { ...view, accountId: hers, wants: ['events', 'send'] },
      { ...view, accountId: other, wants: ['send'] },
    ]);
    expect(await listed(anna, { accountId: other })).toHaveLength(1);
    expect(await listed(bert)).toEqual([{ ...view, accountId: his, wants: ['events', 'send'] }]);
    expect((await anna.get('mailGrants:list', { query: { accountId: his } })).status).toBe(404);
    expect(await listed(booted.root)).toEqual([]);
    expect((await booted.nobody.get('mailGrants:list')).status).toBe(401);
  });

  it('may do what the owner allows, who is the only one to change that', async () => {
    for (const caller of [bert, booted.root])
      expect((await allow(caller, hers)).status, String(caller.userId)).toBe(404);
    expect((await allow(booted.nobody, hers)).status).toBe(401);
    expect((await allow(anna, hers, ['events'], 'no-such-workflow')).status).toBe(404);
    for (const allows of [[], ['everything'], 'events'])
      expect(codeOf(await allow(anna, hers, allows as string[])), String(allows)).toEqual([
        400,
        'invalid-input',
      ]);
    expect((await anna.get('mailGrants:create')).status).toBe(405);

    const { data: first } = await allow(anna, hers);
    expect(first).toMatchObject({ accountId: hers, title: 'Tickets', allows: ['events'] });
    const { data: second } = await allow(anna, hers, ['send']);
    expect(second).toMatchObject({ id: first.id, allows: ['events', 'send'] });
    // MariaDB stores whole seconds.
    expect(Math.abs(Date.parse(second.since ?? '') - Date.parse(first.since ?? ''))).toBeLessThan(1000);
    const [now] = await listed();
    expect(now).toMatchObject({ id: first.id, wants: ['events', 'send'], allows: ['events', 'send'] });

    for (const caller of [bert, booted.root]) expect((await take(caller, first.id)).status).toBe(404);
    expect((await take(booted.nobody, first.id)).status).toBe(401);
    expect((await listed())[0].allows).toEqual(['events', 'send']);
    expect((await take(anna, first.id)).status).toBe(200);
    expect((await listed())[0]).toMatchObject({ id: null, allows: [] });
    expect((await take(anna, first.id)).status).toBe(404);
  });

  it('stay listed while they may do something, and lose it when they are gone', async () => {
    const gone = await create('Gone', { accountIds: [String(other)] }, []);
    const { data } = await allow(anna, other, ['events', 'update'], gone.key);
    const update = { config: { accountIds: [] } };
    await booted.root.post(`workflows:update?filterByTk=${String(gone.id)}`, { body: update });
    const find = async () => (await listed()).find(({ workflowKey }) => workflowKey === gone.key);
    expect(await find()).toMatchObject({ id: data.id, wants: [], allows: ['events', 'update'] });
    await booted.root.post(`workflows:destroy?filterByTk=${String(gone.id)}`);
    expect(await find()).toBeUndefined();
  });
});
