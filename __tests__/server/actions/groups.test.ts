import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MOST_GROUPS, type GroupView } from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { table } from '../../../src/server/store/db/rows';
import { bootApp, type BootedApp, type Caller } from '../boot';
import { codeOf } from '../caller';

const ADA = { name: 'Ada', address: 'ada@x.org' };
const BOB = { name: '', address: 'bob@x.org' };
const TEAM = { name: 'Project team', members: [ADA, BOB] };

/** Groups of recipients that a person keeps. */
describe('groups', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let anna: Caller;
  let bert: Caller;

  const create = (values: object, caller = anna) =>
    caller.post<GroupView>('mailGroups:create', { body: { ...TEAM, ...values } });
  const listed = async (caller = anna) => (await caller.get<GroupView[]>('mailGroups:list')).data;

  beforeAll(async () => {
    booted = await bootApp();
    ctx = { app: booted.app, log: booted.app.log };
    [anna, bert] = [await booted.user('anna'), await booted.user('bert')];
  });
  beforeEach(() => table(ctx, 'mailGroups').destroy({ where: {} }));
  afterAll(() => booted.stop());

  it('are kept, changed and deleted', async () => {
    const { status, data } = await create({});
    expect(status).toBe(200);
    expect(data).toEqual({ id: data.id, ...TEAM });
    await create({ name: 'Board 10' });
    await create({ name: 'Board 9' });
    expect((await listed()).map(({ name }) => name)).toEqual(['Board 9', 'Board 10', 'Project team']);
    const query = { filterByTk: data.id };
    const body = { name: ' Team ', members: [BOB] };
    expect((await anna.post('mailGroups:update', { query, body })).status).toBe(200);
    expect((await listed())[2]).toEqual({ id: data.id, name: 'Team', members: [BOB] });
    expect((await anna.post('mailGroups:destroy', { query })).status).toBe(200);
    expect(await listed()).toHaveLength(2);
  });

  it('have each person once, with a domain that mail servers understand', async () => {
    const members = [ADA, { name: 'Ada L.', address: 'ADA@x.org' }, { address: 'jo@bücher.example' }];
    const { data } = await create({ members });
    expect(data.members.map(({ address }) => address)).toEqual(['ADA@x.org', 'jo@xn--bcher-kva.example']);
  });

  it('are their owner’s alone', async () => {
    const { data } = await create({});
    const query = { filterByTk: data.id };
    for (const other of [bert, booted.root]) {
      expect(await listed(other)).toEqual([]);
      expect((await other.post('mailGroups:update', { query, body: TEAM })).status).toBe(404);
      expect((await other.post('mailGroups:destroy', { query })).status).toBe(404);
      expect((await other.get('mailGroups:get', { query })).status).toBe(403);
    }
    for (const action of ['create', 'update', 'destroy'])
      expect((await booted.nobody.post(`mailGroups:${action}`, { query, body: TEAM })).status).toBe(401);
    expect((await booted.nobody.get('mailGroups:list')).status).toBe(401);
    expect(await listed()).toEqual([{ id: data.id, ...TEAM }]);
  });

  it.each<[string, object]>([
    ['no name', { name: ' ' }],
    ['a long name', { name: 'x'.repeat(101) }],
    ['a name of several lines', { name: 'a\nb' }],
    ['nobody', { members: [] }],
    ['an address that is none', { members: [{ name: '', address: 'nobody' }] }],
    ['a header in a name', { members: [{ name: 'a\r\nBcc: b', address: 'a@x.org' }] }],
    ['too many people', { members: Array.from({ length: 501 }, (_, at) => ({ address: `p${at}@x.org` })) }],
  ])('are refused with %s', async (_what, values) => {
    expect(codeOf(await create(values))).toEqual([400, 'invalid-input']);
    expect(await listed()).toEqual([]);
  });

  it('are limited in number, also when they come at the same time', async () => {
    const rows = Array.from({ length: MOST_GROUPS - 1 }, (_, index) => ({
      ...{ userId: anna.userId, name: `g${index}`, members: [ADA] },
    }));
    for (const row of rows.slice(0, 1)) await table(ctx, 'mailGroups').create(row);
    await table(ctx, 'mailGroups').bulkCreate(rows.slice(1));
    const answers = await Promise.all([create({}), create({}), create({})]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429, 429]);
    expect(answers.map(codeOf)).toContainEqual([429, 'groups-full']);
    expect((await create({}, bert)).status).toBe(200);
  });

  it('go with the person who made them', async () => {
    const dora = await booted.user('dora');
    await create({}, dora);
    await booted.root.post('users:destroy', { query: { filterByTk: dora.userId } });
    expect(await table(ctx, 'mailGroups').count()).toBe(0);
  });
});
