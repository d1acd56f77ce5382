import { expect } from 'vitest';
import type {
  CampaignCheck,
  CampaignInput,
  CampaignRecipientView,
  CampaignView,
  Id,
  RecipientSource,
  RecipientsAdded,
} from '../../../src/common';
import { feedCampaigns } from '../../../src/server/campaigns/feed';
import { table } from '../../../src/server/store/db/rows';
import type { BedOptions } from '../../bed/types';
import type { Caller } from '../boot';
import { giveRole, ID, mayView, textField as field } from '../hostSetup';
import { Scene, type Person } from '../outbox/scene';

/** A person with a mailbox who sends in bulk to customers. */
export class CampaignWorld {
  private constructor(readonly scene: Scene) {}

  /** Anna may see the customers that she created, but not their secret. */
  static async start(options: BedOptions = {}): Promise<CampaignWorld> {
    const world = new CampaignWorld(await Scene.start(options));
    const { booted, anna } = world.scene;
    const { root } = booted;
    await world.post(
      'collections:create',
      { name: 'companies', autoGenId: true, fields: [ID, field('city')] },
      root,
    );
    await world.post(
      'collections:create',
      {
        ...{ name: 'customers', titleField: 'name', autoGenId: true, createdBy: true },
        fields: [ID, field('name'), field('email', { interface: 'email' }), field('secret')],
      },
      root,
    );
    await world.post(
      'collections/customers/fields:create',
      {
        ...{ name: 'company', type: 'belongsTo', interface: 'm2o', target: 'companies' },
        ...{ foreignKey: 'companyId', targetKey: 'id', uiSchema: { title: 'Company' } },
      },
      root,
    );
    await giveRole(booted, 'sales', anna.caller);
    await mayView(booted, 'sales', 'customers', ['id', 'name', 'email', 'company', 'companyId'], 'own');
    await mayView(booted, 'sales', 'companies', ['id', 'city']);
    const users = booted.app.db.getRepository('users');
    await users.update({ filterByTk: anna.caller.userId, values: { nickname: 'Anna' } });
    await anna.turn();
    await world.scene.ben.turn();
    return world;
  }

  get anna(): Person {
    return this.scene.anna;
  }

  async post<T = { id: Id }>(action: string, body: object, caller: Caller = this.anna.caller): Promise<T> {
    const answer = await caller.post<T>(action, { body });
    expect(answer.status, `${action} ${JSON.stringify(answer.body)}`).toBe(200);
    return answer.data;
  }

  /** Creates a customer of Anna's, or of root's. */
  async customer(
    values: { name?: string; email?: string; secret?: string; city?: string },
    isHers = true,
  ): Promise<Id> {
    const { city, ...rest } = values;
    const { db } = this.scene.booted.app;
    const company = city === undefined ? null : await db.getCollection('companies').model.create({ city });
    const rows = db.getCollection('customers').model;
    const row = await rows.create({ ...rest, companyId: company?.get('id') });
    // The host sets it from the request, and here there is none.
    const createdById = isHers ? this.anna.caller.userId : 1;
    await rows.update({ createdById }, { where: { id: row.get('id') as number } });
    return row.get('id') as Id;
  }

  create(input: Partial<CampaignInput> = {}): Promise<CampaignView> {
    return this.post<CampaignView>('mailCampaigns:create', {
      ...{ accountId: this.anna.accountId, subject: 'News', html: '<p>Hello</p>' },
      ...input,
    });
  }

  add(id: Id, source: RecipientSource): Promise<RecipientsAdded> {
    return this.act<RecipientsAdded>('addRecipients', id, source);
  }

  /** Does something to a bulk email of Anna's. */
  act<T = CampaignView>(action: string, id: Id, body: object = {}): Promise<T> {
    return this.post<T>(`mailCampaigns:${action}?filterByTk=${String(id)}`, body);
  }

  async get(id: Id): Promise<CampaignView> {
    return (
      await this.anna.caller.get<CampaignView>('mailCampaigns:open', { query: { filterByTk: String(id) } })
    ).data;
  }

  async check(id: Id): Promise<CampaignCheck> {
    const query = { filterByTk: String(id) };
    return (await this.anna.caller.get<CampaignCheck>('mailCampaigns:check', { query })).data;
  }

  async recipients(id: Id, query: object = {}): Promise<CampaignRecipientView[]> {
    const answer = await this.anna.caller.get<CampaignRecipientView[]>('mailCampaigns:recipients', {
      query: { filterByTk: String(id), ...query },
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.data;
  }

  /** Sends until nothing is left to send. */
  async finish(id: Id): Promise<CampaignView> {
    for (let state = ''; state !== 'done' && state !== 'paused'; state = (await this.get(id)).state) {
      await feedCampaigns(this.scene.ctx);
      await this.anna.letTimePass();
      await this.anna.sends();
    }
    return this.get(id);
  }

  async clear(): Promise<void> {
    for (const name of [
      'mailCampaignRecipients',
      'mailCampaigns',
      'mailSuppressions',
      'mailOperations',
    ] as const)
      await table(this.scene.ctx, name).destroy({ where: {} });
  }
}
