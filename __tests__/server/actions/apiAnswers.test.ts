import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Id, MessageView, UploadView } from '../../../src/common';
import document from '../../../src/swagger';
import { ANNA, BEN, Scene, type Person } from '../outbox/scene';

interface Described {
  parameters?: Array<{ name: string; required: boolean }>;
  responses: { 200: { content: Record<string, { schema: object }> } };
}
const { paths, components } = document as unknown as {
  paths: Record<string, { get?: Described; post?: Described }>;
  components: { schemas: object };
};
const REFERENCE = '#/components/schemas/';

/** The rules of a schema, to hold an answer against them. */
function rulesOf(schema: object) {
  const whole = JSON.stringify({ ...schema, definitions: components.schemas });
  const json = JSON.parse(whole.replaceAll(REFERENCE, '#/definitions/')) as object;
  return z.fromJSONSchema(json as Parameters<typeof z.fromJSONSchema>[0], { defaultTarget: 'openapi-3.0' });
}
const faultsIn = (schema: object, value: unknown) => rulesOf(schema).safeParse(value).error?.issues ?? [];

/** What the API answers, held against its description. */
describe('an answer', () => {
  let scene: Scene;
  let anna: Person;
  let message: MessageView;
  /** What a request needs besides, by action or by resource. */
  const needed: Record<string, Record<string, string>> = {};

  beforeAll(async () => {
    scene = await Scene.start();
    ({ anna } = scene);
    await anna.turn();
    const file = await scene.ben.upload('offer.pdf', 'an offer', 'application/pdf');
    await scene.ben.send({ to: [ANNA], subject: 'Offer', html: '<p>See it</p>', uploadIds: [file.id] });
    await scene.ben.sends();
    await anna.turn();
    message = await anna.message('Offer');
    const post = async <T>(action: string, body: object) => {
      const { status, data, body: whole } = await anna.caller.post<T>(action, { body });
      expect(status, `${action} ${JSON.stringify(whole)}`).toBe(200);
      return data;
    };
    const { id: messageId, accountId } = message;
    const draft = await post<{ id: Id }>('mailDrafts:write', { accountId, to: [BEN.address], text: 'x' });
    const template = await post<{ id: Id }>('mailTemplates:create', { title: 'Thanks', html: '<p>x</p>' });
    const campaign = await post<{ id: Id }>('mailCampaigns:create', {
      accountId,
      subject: 'All',
      html: '<p>x</p>',
    });
    await post('mailCampaigns:addRecipients?filterByTk=' + String(campaign.id), { addresses: [BEN] });
    await post('mailLabels:create', { name: 'New', color: 'blue' });
    await post('mailNotes:create', { messageId, text: 'A note' });
    await post('mailTodos:create', { messageId, remind: { days: 3 } });
    await post('mailGroups:create', { name: 'Friends', members: [BEN] });
    await anna.send({ to: [BEN], subject: 'Waiting', html: '<p>x</p>' });
    const upload = await anna.upload('a.txt', 'a', 'text/plain');
    const body = await anna.caller.get<{ attachments: UploadView[] }>('mailMessages:body', {
      query: { filterByTk: String(messageId) },
    });
    const first = async (action: string) =>
      String((await anna.caller.get<Array<{ id: Id }>>(action)).data[0]?.id);
    const one = (id: unknown) => ({ filterByTk: String(id) });
    Object.assign(needed, {
      ...{ mailAccounts: one(accountId), mailAdmin: one(accountId), mailMessages: one(messageId) },
      ...{ mailFolders: one(message.folderId), mailDrafts: one(draft.id), mailTemplates: one(template.id) },
      ...{ mailCampaigns: one(campaign.id), mailUploads: one(upload.id) },
      ...{ mailAttachments: { ...one(body.data.attachments[0].id), messageId: String(messageId) } },
      mailIdentities: one(await first('mailIdentities:list')),
      mailOperations: one(await first('mailOperations:list')),
      ...{ mailNotes: { messageId: String(messageId) }, mailLinks: { messageId: String(messageId) } },
      'mailLinks:search': { collection: 'roles', text: '' },
      'mailAddresses:ofRecord': { collection: 'users', recordId: String(anna.caller.userId) },
      'mailAddresses:suggest': { text: 'b' },
      'mailMessages:listSetAside': { accountId: String(accountId) },
      'mailMessages:page': { conversations: '1' },
      'mailThreads:page': { accountId: String(accountId) },
      'mailTemplates:variables': {},
    });
  });
  afterAll(() => scene?.stop());

  const reads = Object.entries(paths).flatMap(([path, { get }]) =>
    get ? [[path.slice(1), get] as const] : [],
  );

  it.each(reads)('of %s is as described', async (name, { parameters = [], responses }) => {
    const [resource] = name.split(':');
    const all = needed[name] ?? needed[resource] ?? {};
    const known = parameters.map((parameter) => parameter.name);
    const query = Object.fromEntries(Object.entries(all).filter(([key]) => known.includes(key)));
    const missing = parameters.filter(({ name: key, required }) => required && !(key in query));
    expect(missing, 'what this request needs').toEqual([]);
    const oversees = ['mailAdmin', 'mailHealth', 'mailSuppressions'].includes(resource);
    const caller = oversees ? scene.booted.root : anna.caller;
    const response = await caller.fetch('GET', name, { query });
    const text = await response.text();
    expect(response.status, text.slice(0, 300)).toBe(200);
    const [[type, { schema }]] = Object.entries(responses[200].content);
    // A download has the type of its file.
    if (type !== 'application/json') return expect(text.length).toBeGreaterThan(0);
    const answer = JSON.parse(text) as { data: unknown };
    expect(faultsIn(schema, answer), text.slice(0, 600)).toEqual([]);
  });

  it('to a change, or to a mistake, is as described', async () => {
    const ids = [message.id];
    const changes: Array<[string, object]> = [
      ['mailMessages:flag', { ids, flagged: true }],
      ['mailMessages:archive', { ids }],
      ['mailMessages:snooze', { ids, until: null }],
      ['mailDrafts:write', { accountId: message.accountId, text: 'x' }],
      ['mailNotes:create', { messageId: message.id, text: 'Another' }],
      ['mailTodos:create', { messageId: message.id, remind: { days: 2 } }],
      ['mailMessages:send', anna.compose({ to: [BEN], subject: 'x', html: '<p>x</p>' })],
    ];
    for (const [action, body] of changes) {
      const { status, body: answer } = await anna.caller.post(action, { body });
      expect(status, `${action} ${JSON.stringify(answer)}`).toBe(200);
      const { schema } = paths[`/${action}`].post?.responses[200].content['application/json'] ?? {
        schema: {},
      };
      expect(faultsIn(schema, answer), action).toEqual([]);
    }
    const wrong = await anna.caller.get('mailMessages:text', { query: { filterByTk: '1e9' } });
    expect(faultsIn({ $ref: `${REFERENCE}Errors` }, wrong.body)).toEqual([]);
    expect(faultsIn({ $ref: `${REFERENCE}Label` }, { id: 1, name: 'New', color: 'plaid' })).toHaveLength(1);
  });
});
