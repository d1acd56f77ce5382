import { Op } from 'sequelize';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../src/common';
import { automationRounds, sweepAutomation } from '../../../src/server/automation';
import { deliverEvents } from '../../../src/server/automation/deliver';
import { table } from '../../../src/server/store/db/rows';
import { expectErrors } from '../../quiet/watch';
import { ANNA, BEN, Scene } from '../outbox/scene';
import { allow, buildFlow, type Flow } from './flows';

// The host's own plugins add ten listeners.
expectErrors(/MaxListenersExceededWarning.* afterStart/);

const DAY = 24 * 60 * 60_000;
const FILE = [
  '--b',
  'Content-Type: application/pdf; name="plan.pdf"',
  'Content-Disposition: attachment; filename="plan.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  'aGVsbG8=',
];

/** Workflows that are started by messages. */
describe('email events', () => {
  let scene: Scene;
  let number = 0;

  const mail = (subject: string, { file = false, from = 'carl@elsewhere.example' } = {}) =>
    [
      `From: Carl <${from}>`,
      `To: ${ANNA.address}, "Ben" <${BEN.address}>`,
      `Subject: ${subject}`,
      `Message-ID: <${String(++number)}@elsewhere.example>`,
      'Date: Sat, 28 Nov 2026 10:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      `Text of ${subject}`,
      ...(file ? FILE : []),
      '--b--',
      '',
    ].join('\r\n');
  const arrive = async (...mails: Array<{ raw: string; folder?: string; date?: Date; flags?: string[] }>) => {
    await scene.bed.mailbox(ANNA.address).append(...mails);
    await scene.anna.turn();
  };
  const flow = (title: string, config: object = {}, accountId: Id = scene.anna.accountId) =>
    buildFlow(scene.booted, title, { accountIds: [String(accountId)], events: ['received'], ...config });
  const subjects = async (one: Flow) => (await one.runs()).map(({ context }) => context.email.subject);
  const waiting = () => table(scene.ctx, 'mailTriggers').count({ where: { state: 'waiting' } });
  /** Everything that was waiting has been delivered. */
  const delivered = async () => {
    await deliverEvents(scene.ctx);
    await expect.poll(waiting).toBe(0);
  };

  beforeAll(async () => {
    scene = await Scene.start({}, { plugins: ['workflow'] });
    await arrive({ raw: mail('History') });
  });
  // On SQLite, the host's own writes fail if others of them come in between: a run that isn't over would disturb the
  // next test.
  afterEach(async () => {
    const executions = scene.booted.app.db.getModel('executions');
    await expect.poll(() => executions.count({ where: { status: { [Op.or]: [null, 0] } } })).toBe(0);
  });
  afterAll(() => scene?.stop());

  it('start those that the owner allows, once for each message, with what it says', async () => {
    const [allowed, refused, foreign, off] = [
      await flow('Allowed'),
      await flow('Not allowed'),
      await flow('Of Ben', {}, scene.ben.accountId),
      await flow('Off'),
    ];
    await off.update({ enabled: false });
    await allow(scene.anna.caller, scene.anna.accountId, allowed);
    await allow(scene.anna.caller, scene.anna.accountId, off);
    await allow(scene.anna.caller, scene.anna.accountId, foreign);
    await arrive(
      { raw: mail('Grüße 你好', { file: true }) },
      { raw: mail('Old', {}), date: new Date(Date.now() - 10 * DAY) },
    );
    expect(await waiting(), JSON.stringify(await table(scene.ctx, 'mailTriggers').findAll())).toBe(1);
    await delivered();
    // A second node, or the same one after a crash, finds nothing to do.
    await table(scene.ctx, 'mailTriggers').update({ state: 'waiting', nextAttemptAt: null }, { where: {} });
    await delivered();
    await scene.anna.turn();
    await delivered();
    const [run, ...others] = await allowed.settled(1);
    expect(others).toEqual([]);
    const message = await scene.anna.message('Grüße 你好');
    expect(run.context).toEqual({
      event: 'received',
      email: {
        ...{ id: String(message.id), accountId: String(scene.anna.accountId), account: ANNA.address },
        ...{ folder: 'INBOX', messageId: message.messageId, threadKey: message.threadKey },
        ...{ subject: 'Grüße 你好', from: { name: 'Carl', address: 'carl@elsewhere.example' } },
        to: [
          { name: '', address: ANNA.address },
          { name: 'Ben', address: BEN.address },
        ],
        ...{ cc: [], replyTo: [{ name: 'Carl', address: 'carl@elsewhere.example' }] },
        ...{ date: '2026-11-28T10:00:00.000Z', receivedAt: expect.any(String) as string },
        ...{ preview: 'Text of Grüße 你好', text: 'Text of Grüße 你好', hasAttachments: true },
        attachments: [
          {
            id: expect.any(String) as string,
            name: 'plan.pdf',
            type: 'application/pdf',
            size: expect.any(Number) as number,
          },
        ],
      },
    });
    expect(run.eventKey).toBe(`mail:${allowed.key}:${String(message.id)}:received`);
    for (const one of [refused, foreign, off]) expect(await one.runs(), one.key).toEqual([]);
  });

  it('start only those whose conditions are met', async () => {
    const flows = {
      sender: await flow('Sender', { sender: 'CARL@else' }),
      otherSender: await flow('Other sender', { sender: 'dora' }),
      subject: await flow('Subject', { subject: 'invoice' }),
      file: await flow('File', { hasAttachments: true }),
      noFile: await flow('No file', { hasAttachments: false }),
      junk: await flow('Junk', { folder: 'junk' }),
      path: await flow('Path', { folder: 'inbox' }),
      any: await flow('Any'),
      sent: await flow('Sent', { events: ['sent'] }),
    };
    for (const one of Object.values(flows)) await allow(scene.anna.caller, scene.anna.accountId, one);
    const junk = (await scene.anna.folder('junk')).path;
    const sent = (await scene.anna.folder('sent')).path;
    await arrive(
      ...[{ raw: mail('Invoice 1', { file: true }) }, { raw: mail('Hello', { from: 'eve@x.example' }) }],
      { raw: mail('Cheap', { from: 'spam@x.example' }), folder: junk },
      { raw: mail('Mine', { from: ANNA.address }), folder: sent, flags: ['\\Seen'] },
    );
    await delivered();
    await flows.any.settled(2);
    const found: Record<string, unknown> = {};
    for (const [name, one] of Object.entries(flows)) found[name] = await subjects(one);
    expect(found).toEqual({
      ...{ sender: ['Invoice 1'], otherSender: [], subject: ['Invoice 1'], file: ['Invoice 1'] },
      ...{ noFile: ['Hello'], junk: ['Cheap'], path: ['Invoice 1', 'Hello'], any: ['Invoice 1', 'Hello'] },
      sent: ['Mine'],
    });
  });

  it('run by hand with the newest message that fits, if the owner allows it', async () => {
    const one = await flow('By hand', { subject: 'grüße' });
    const { caller, accountId } = scene.anna;
    const run = () => scene.booted.root.post(`workflows:execute?filterByTk=${String(one.id)}`, { body: {} });
    expect((await run()).status).toBe(400);
    await allow(caller, accountId, one);
    // Consent doesn't open messages that were there before.
    expect((await run()).status).toBe(400);
    await arrive({ raw: mail('Grüße again') });
    await delivered();
    await one.settled(1);
    const { status, body } = await run();
    expect(status, JSON.stringify(body)).toBe(200);
    await one.settled(2);
    expect(await subjects(one)).toEqual(['Grüße again', 'Grüße again']);
  });

  it('start them with a message that was on its way to another folder', async () => {
    const { accountId, caller } = scene.anna;
    const one = await flow('Moved');
    await allow(caller, accountId, one);
    const { id } = await scene.anna.message('Grüße 你好');
    const [messages, triggers] = [table(scene.ctx, 'mailMessages'), table(scene.ctx, 'mailTriggers')];
    await messages.update({ vanishedAt: new Date() }, { where: { id } });
    await triggers.create({
      ...{ accountId, mailMessageId: id, event: 'received', workflowKey: one.key, state: 'waiting' },
      ...{ eventKey: `mail:${one.key}:${String(id)}:received`, attempts: 0 },
    });
    await deliverEvents(scene.ctx);
    expect(await triggers.count({ where: { workflowKey: one.key, state: 'waiting' } })).toBe(1);
    await messages.update({ vanishedAt: null }, { where: { id } });
    await triggers.update({ nextAttemptAt: null }, { where: { workflowKey: one.key } });
    await delivered();
    await one.settled(1);
    expect(await subjects(one)).toEqual(['Grüße 你好']);
  });

  it('start nothing after the owner has taken it back, or has gone', async () => {
    const one = await flow('Taken back');
    const { id } = await allow(scene.anna.caller, scene.anna.accountId, one);
    await scene.bed.mailbox(ANNA.address).append({ raw: mail('On the way') });
    await scene.anna.turn();
    expect(await waiting()).toBeGreaterThan(0);
    await scene.anna.caller.post(`mailGrants:destroy?filterByTk=${String(id)}`);
    await delivered();
    await arrive({ raw: mail('Afterwards') });
    await delivered();
    expect(await one.runs()).toEqual([]);
    expect(await table(scene.ctx, 'mailTriggers').count({ where: { workflowKey: one.key } })).toBe(1);
  });

  it('survive a process that ends right after storing the message, and are forgotten in time', async () => {
    const one = await flow('Survives');
    await allow(scene.anna.caller, scene.anna.accountId, one);
    await scene.bed.mailbox(ANNA.address).append({ raw: mail('Nobody was told') });
    // The process that stores the message ends before it can tell anybody.
    scene.booted.app.removeAllListeners('mail:event');
    await scene.anna.turn();
    expect(await one.runs()).toEqual([]);
    const next = automationRounds(scene.ctx);
    next.start?.();
    await one.settled(1);
    await next.stop?.();
    expect(await subjects(one)).toEqual(['Nobody was told']);
    await sweepAutomation(scene.ctx);
    expect(await table(scene.ctx, 'mailTriggers').count()).toBeGreaterThan(0);
    await sweepAutomation(scene.ctx, Date.now() + 1.1 * DAY);
    expect(await table(scene.ctx, 'mailTriggers').count()).toBe(0);
  });
});
