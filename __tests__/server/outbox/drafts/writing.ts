import { Op } from 'sequelize';
import { afterEach } from 'vitest';
import type { DraftInput, DraftSave, DraftSaved, DraftSummary, DraftView, Id } from '../../../../src/common';
import { fileDueDrafts } from '../../../../src/server/outbox';
import { table } from '../../../../src/server/store/db/rows';
import { ANNA, BEN, useScene, type Person, type Scene } from '../scene';

export const KEY = 'the-key-of-one-message';

/** Anna, who writes, and what her mailbox's Drafts folder has of it. */
export class Writing {
  scene!: Scene;

  get anna(): Person {
    return this.scene.anna;
  }

  values(input: Partial<DraftInput> = {}, who = this.anna): DraftInput {
    return {
      ...{ accountId: who.accountId, to: [], cc: [], bcc: [], subject: 'Offer', html: '<p>Dear Ben</p>' },
      ...{ uploadIds: [], attachmentIds: [], ...input },
    };
  }

  ask(request: Partial<DraftSave> = {}, who = this.anna) {
    const first = { key: KEY, base: 0, editor: 'the-editor-of-a-window', turn: 1 };
    const body = { ...first, draft: this.values({}, who), ...request };
    return who.caller.post<DraftSaved>('mailDrafts:save', { body });
  }

  /** Fails unless the answer is 200. */
  async save(request: Partial<DraftSave> = {}, who = this.anna): Promise<DraftSaved> {
    const { status, data, body } = await this.ask(request, who);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return data;
  }

  /** Fails unless it was saved. */
  async saved(request: Partial<DraftSave> = {}) {
    const answer = await this.save(request);
    if (answer.outcome !== 'saved') throw new Error(JSON.stringify(answer));
    return answer;
  }

  async get(id: Id): Promise<DraftView> {
    const query = { filterByTk: String(id) };
    return (await this.anna.caller.get<DraftView>('mailDrafts:get', { query })).data;
  }

  async list(who = this.anna): Promise<DraftSummary[]> {
    return (await who.caller.get<DraftSummary[]>('mailDrafts:list')).data;
  }

  open(messageId: Id, who = this.anna) {
    return who.caller.post<DraftView>('mailDrafts:open', { body: { messageId } });
  }

  act(verb: 'discard' | 'restore', id: Id, who = this.anna) {
    return who.caller.post<DraftView>(`mailDrafts:${verb}`, { query: { filterByTk: String(id) }, body: {} });
  }

  /** Half a minute goes by, and the account has its turn. */
  async rest(): Promise<void> {
    const { ctx } = this.scene;
    await table(ctx, 'mailDrafts').update({ fileAt: new Date(0) }, { where: { fileAt: { [Op.ne]: null } } });
    await fileDueDrafts(ctx);
    await this.anna.turn();
  }

  box() {
    return this.scene.bed.mailbox(ANNA.address);
  }

  /** Subjects of the server's Drafts folder. */
  async onServer(): Promise<string[]> {
    return (await this.box().list('Drafts')).map(({ subject }) => subject);
  }

  /** The source of the first message there. */
  async source(): Promise<string> {
    const [mail] = await this.box().list('Drafts');
    return (await this.box().source('Drafts', mail?.uid ?? 0)).toString('latin1');
  }

  async clear(): Promise<void> {
    for (const { address } of [ANNA, BEN]) {
      const mailbox = this.scene.bed.mailbox(address);
      const uids = (await mailbox.list('Drafts')).map(({ uid }) => uid);
      await mailbox.expunge('Drafts', uids);
    }
    await table(this.scene.ctx, 'mailOperations').destroy({ where: {} });
    await this.anna.turn();
    await this.anna.turn();
  }
}

/** The scene of a block of tests; each begins without any draft, here and on the server. */
export function useWriting(): Writing {
  const writing = new Writing();
  useScene((scene) => (writing.scene = scene));
  afterEach(() => writing.clear());
  return writing;
}
