import { simpleParser, type ParsedMail } from 'mailparser';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AccountView, Id, IdentityView } from '../../../../src/common';
import { findAccount } from '../../../../src/server/store/accounts/accounts';
import { table } from '../../../../src/server/store/db/rows';
import type { Person } from '../scene';
import { ANNA, BEN, Scene } from '../scene';

const DESK = 'desk@contoso.example';
const SALES = 'sales@contoso.example';
const MAY = { address: DESK, fullAccess: [ANNA.address], sendAs: [ANNA.address] };

describe('sending as somebody', () => {
  let scene: Scene;
  let anna: Person;
  let desk: Person;

  beforeAll(async () => {
    scene = await Scene.start({ shared: [MAY], sendAs: { [ANNA.address]: [SALES] } });
    anna = scene.anna;
    const { data } = await anna.caller.post<{ id: Id }>('mailAccounts:addShared', {
      body: { accountId: anna.accountId, address: DESK },
    });
    desk = anna.sharing(data.id, DESK);
    await anna.turn();
    await desk.turn();
  });
  afterAll(() => scene?.stop());
  afterEach(async () => {
    scene.bed.clearFaults();
    await scene.bed.share(MAY);
    for (const name of ['mailOperations', 'mailBlobs'] as const)
      await table(scene.ctx, name).destroy({ where: {} });
  });

  let number = 0;
  const subject = () => `Identity ${number}`;
  const ask = (person: Person, input = {}) =>
    person.send({ to: [BEN], subject: `Identity ${++number}`, html: '<p>x</p>', ...input });
  const found = async (address: string, folder = 'INBOX') =>
    (await scene.bed.mailbox(address).list(folder)).filter((mail) => mail.subject === subject());
  const delivered = async (): Promise<ParsedMail & { raw: string }> => {
    const [mail] = await found(BEN.address);
    const source = await scene.bed.mailbox(BEN.address).source('INBOX', mail?.uid ?? 0);
    return Object.assign(await simpleParser(source), { raw: source.toString('latin1') });
  };
  const identity = async (values: Partial<IdentityView>): Promise<IdentityView> => {
    const body = { accountId: anna.accountId, name: '', signature: '', isDefault: false, ...values };
    const {
      status,
      data,
      body: answer,
    } = await anna.caller.post<IdentityView>('mailIdentities:save', { body });
    expect(status, JSON.stringify(answer)).toBe(200);
    return data;
  };
  const account = async (person: Person) =>
    (await person.caller.get<AccountView>('mailAccounts:get', { query: { filterByTk: person.accountId } }))
      .data;

  it('takes name, From, envelope and Message-ID from the chosen identity', async () => {
    const sales = await identity({ address: SALES, name: 'Verkauf "Süd", 销售' });
    await ask(anna, { identityId: sales.id });
    await anna.sends();
    const mail = await delivered();
    expect(mail.from?.value).toEqual([{ name: 'Verkauf "Süd", 销售', address: SALES }]);
    expect(mail.raw).toContain(`Return-Path: <${SALES}>`);
    expect(mail.messageId).toMatch(/@contoso\.example>$/);
    expect(mail.raw).not.toContain(ANNA.address);
    // The default, where none is named.
    await ask(anna);
    await anna.sends();
    expect((await delivered()).from?.value).toEqual([{ name: ANNA.name, address: ANNA.address }]);
    await identity({ ...sales, isDefault: true });
    await ask(anna);
    await anna.sends();
    expect((await delivered()).from?.value[0]?.address).toBe(SALES);
    await anna.caller.post('mailIdentities:remove', { query: { filterByTk: sales.id } });
  });

  it('puts what the signature shows into the mail as a part of its own', async () => {
    const logo = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
    await ask(anna, { html: `<p>x</p><div data-mail-signature="1"><p>Anna</p><img src="${logo}"></div>` });
    await anna.sends();
    const mail = await delivered();
    expect(mail.attachments).toMatchObject([{ contentType: 'image/gif', contentDisposition: 'inline' }]);
    expect(mail.html).toMatch(/<p [^>]*>Anna<\/p>/);
    expect(mail.html).not.toContain('data-mail-signature');
    expect(mail.text).toMatch(/^x\s+Anna/);
  });

  it.each([
    ['another person’s', async () => (await list(scene.ben))[0]?.id],
    ['another account’s', async () => (await list(desk))[0]?.id],
    ['one that does not exist', async () => 1],
    ['no id at all', async () => ({ $ne: 0 })],
  ])('refuses an identity that is %s', async (_name, idOf) => {
    const body = { ...anna.compose({ to: [BEN], subject: 'x', html: 'x' }), identityId: await idOf() };
    const { status, body: answer } = await anna.caller.post('mailMessages:send', { body });
    expect([400, 404], JSON.stringify(answer)).toContain(status);
    expect(await table(scene.ctx, 'mailOperations').count()).toBe(0);
  });
  const list = async (person: Person) =>
    (
      await person.caller.get<IdentityView[]>('mailIdentities:list', {
        query: { filter: { accountId: person.accountId } },
      })
    ).data;

  it('takes no From from the browser', async () => {
    const body = {
      ...anna.compose({ to: [BEN], subject: `Identity ${++number}`, html: 'x' }),
      from: BEN.address,
    };
    expect((await anna.caller.post('mailMessages:send', { body })).status).toBe(200);
    await anna.sends();
    expect((await delivered()).from?.value[0]?.address).toBe(ANNA.address);
  });

  it('never falls back to another address when the chosen one is gone', async () => {
    const sales = await identity({ address: SALES });
    const { id } = await ask(anna, { identityId: sales.id });
    await anna.caller.post('mailIdentities:remove', { query: { filterByTk: sales.id } });
    await anna.sends();
    expect(await anna.operation(id)).toMatchObject({ state: 'failed', reason: 'sender-gone' });
    expect(await found(BEN.address)).toEqual([]);
  });

  it('signs in as the person and sends as the shared mailbox; the copy lies in the person’s Sent', async () => {
    const { id } = await ask(desk);
    await desk.sends();
    expect(await desk.operation(id)).toMatchObject({ state: 'done' });
    expect((await delivered()).from?.value).toEqual([{ name: '', address: DESK }]);
    expect(await found(ANNA.address, 'Sent Items')).toHaveLength(1);
    expect(await found(DESK, 'Sent Items')).toEqual([]);
    // Both are looked at soon: the copy may be in either.
    const woken = await Promise.all([anna, desk].map((person) => findAccount(scene.ctx, person.accountId)));
    for (const row of woken) expect(Date.now() - new Date(row?.wakeAt ?? 0).getTime()).toBeLessThan(30_000);
  });

  it.each([
    ['the person’s Sent', false],
    ['both', true],
  ])('finds what was taken although the connection broke, filed in %s', async (_name, copySentAs) => {
    await scene.bed.share({ ...MAY, copySentAs });
    scene.bed.smtpFault({ kind: 'cut', at: 'after-dot' }, { times: 1 });
    const { id } = await ask(desk);
    await desk.sends();
    expect(await desk.operation(id)).toMatchObject({ state: 'sending', reason: 'send-unclear' });
    await desk.letTimePass();
    await desk.sends();
    expect(await desk.operation(id)).toMatchObject({ state: 'done', reason: null });
    expect(await found(BEN.address)).toHaveLength(1);
  });

  it('also where it was filed in the shared mailbox alone', async () => {
    scene.bed.smtpFault({ kind: 'cut', at: 'after-dot', delivered: false }, { times: 1 });
    const { id } = await ask(desk);
    await desk.sends();
    const row = await table(scene.ctx, 'mailOperations').findByPk(id);
    const { token } = row?.get('progress') as { token: string };
    const raw = `From: ${DESK}\r\nSubject: ${subject()}\r\nMessage-ID: <${token}@contoso.example>\r\n\r\nx`;
    await scene.bed.mailbox(DESK).append({ folder: 'Sent Items', raw });
    await desk.letTimePass();
    await desk.sends();
    expect(await desk.operation(id)).toMatchObject({ state: 'done' });
  });

  it('takes a place that could not be looked into for no answer', async () => {
    scene.bed.smtpFault({ kind: 'cut', at: 'after-dot', delivered: false }, { times: 1 });
    const { id } = await ask(desk);
    await desk.sends();
    for (let round = 0; round < 6; round++) {
      // The shared mailbox answers, and the mail is not there; the person's own does not.
      scene.bed.imapFault({ kind: 'not-connected' }, { address: ANNA.address });
      await scene.bed.mailbox(ANNA.address).kick();
      await desk.letTimePass();
      await desk.sends();
      expect(await desk.operation(id)).toMatchObject({ state: 'sending' });
    }
    scene.bed.clearFaults();
  }, 120_000);

  it('says who can grant the right, and that the mailbox can only be read', async () => {
    await scene.bed.share({ ...MAY, sendAs: [] });
    const { id } = await ask(desk);
    await desk.sends();
    expect(await desk.operation(id)).toMatchObject({
      ...{ state: 'failed', reason: 'send-as-denied' },
      params: { address: DESK, user: ANNA.address },
    });
    expect(await account(desk)).toMatchObject({ state: 'receive-only', reason: 'send-as-denied' });
    expect(await account(anna)).not.toMatchObject({ state: 'receive-only' });
    await scene.bed.share(MAY);
    await desk.caller.post('mailOperations:retry', { query: { filterByTk: id }, body: {} });
    await desk.sends();
    expect(await desk.operation(id)).toMatchObject({ state: 'done' });
    expect(await account(desk)).toMatchObject({ state: 'connected', reason: null });
  });

  it('leaves the account alone when only an identity of it is refused', async () => {
    const sales = await identity({ address: SALES });
    const refusal = '5.7.60 SMTP; Client does not have permissions to send as this sender';
    scene.bed.smtpFault({ kind: 'reply', at: 'data', code: 550, text: refusal }, { times: 1 });
    const { id } = await ask(anna, { identityId: sales.id });
    await anna.sends();
    expect(await anna.operation(id)).toMatchObject({
      ...{ state: 'failed', reason: 'send-as-denied' },
      params: { address: SALES, user: ANNA.address },
    });
    expect((await account(anna)).state).not.toBe('receive-only');
  });
});

describe('a server that refuses a sender only once it has the mail', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.start({ shared: [{ ...MAY, sendAs: [] }], sendAsRefusedAt: 'data' });
  });
  afterAll(() => scene?.stop());

  it('adds the mailbox for all, and tells at the first send', async () => {
    const { data } = await scene.anna.caller.post<{ id: Id }>('mailAccounts:addShared', {
      body: { accountId: scene.anna.accountId, address: DESK },
    });
    const desk = scene.anna.sharing(data.id, DESK);
    const row = () => findAccount(scene.ctx, data.id);
    expect((await row())?.state).toBe('connecting');
    const { id } = await desk.send({ to: [BEN], subject: 'x', html: 'x' });
    await desk.sends();
    expect(await desk.operation(id)).toMatchObject({
      ...{ state: 'failed', reason: 'send-as-denied' },
      params: { address: DESK, user: ANNA.address },
    });
    expect(await row()).toMatchObject({ state: 'receive-only', reason: 'send-as-denied' });
    expect(await scene.bed.mailbox(BEN.address).list()).toEqual([]);
  });
});
