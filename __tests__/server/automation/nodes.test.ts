import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { REPLY_NODE, SEND_NODE, UPDATE_NODE, type Id } from '../../../src/common';
import { automationRounds } from '../../../src/server/automation';
import { deliverEvents } from '../../../src/server/automation/deliver';
import { sendJob, settleJobs } from '../../../src/server/automation/settle';
import { automationOf } from '../../../src/server/host';
import { failDiscarded } from '../../../src/server/store/workflows/jobs';
import { table } from '../../../src/server/store/db/rows';
import { expectErrors } from '../../quiet/watch';
import { ANNA, BEN, Scene } from '../outbox/scene';
import { allow, buildFlow, type Flow, type FlowRun } from './flows';

// The host's own plugins add ten listeners.
expectErrors(/MaxListenersExceededWarning.* afterStart/);

/** Workflows that send, answer and change messages. */
describe('email nodes', () => {
  let scene: Scene;
  let number = 0;

  const anna = () => scene.anna;
  const raw = (subject: string, from = 'carl@elsewhere.example', fields: string[] = []) =>
    [
      `From: Carl <${from}>`,
      ...fields,
      ...[
        `To: ${ANNA.address}`,
        `Subject: ${subject}`,
        `Message-ID: <n${String(++number)}@elsewhere.example>`,
      ],
      ...[
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        '',
        `Text of ${subject} <b>bold</b>`,
        '',
      ],
    ].join('\r\n');
  const flow = (title: string, nodes: Array<{ type: string; config: object }>, config: object = {}) =>
    buildFlow(
      scene.booted,
      title,
      { accountIds: [String(anna().accountId)], events: ['received'], subject: title, ...config },
      nodes,
    );
  const received = async (subject: string, from?: string, fields?: string[]) => {
    await scene.bed.mailbox(ANNA.address).append({ raw: raw(subject, from, fields) });
    await anna().turn();
    await deliverEvents(scene.ctx);
  };
  /** The run of a workflow, once its node waits. */
  const waiting = async (one: Flow): Promise<FlowRun> => {
    await expect.poll(async () => (await one.runs())[0]?.jobs[0]?.status).toBe(0);
    await expect
      .poll(() => table(scene.ctx, 'mailJobs').count({ where: { workflowKey: one.key, state: 'sending' } }))
      .toBe(1);
    return (await one.runs())[0];
  };
  const inbox = async (address: string) =>
    (await scene.bed.mailbox(address).list('INBOX')).map(({ subject }) => subject);
  const operations = (where: Record<string, string>) => table(scene.ctx, 'mailOperations').count({ where });
  const send = (part: object) => ({
    type: SEND_NODE,
    config: { accountId: String(anna().accountId), to: BEN.address, subject: 'S', body: 'B', ...part },
  });

  beforeAll(async () => {
    scene = await Scene.start({}, { plugins: ['workflow'] });
    await anna().turn();
  });
  afterAll(() => scene?.stop());

  it('send once, with the values of variables as text, and continue with the Message-ID', async () => {
    const one = await flow('Forwarded', [
      send({
        ...{
          to: `Ben <${BEN.address}>; {{$context.email.from}}`,
          subject: 'New: {{$context.email.subject}}',
        },
        ...{ body: '<p>{{$context.email.text}}</p>', format: 'html' },
      }),
    ]);
    await allow(anna().caller, anna().accountId, one, ['events', 'send']);
    await received('Forwarded');
    const run = await waiting(one);
    // A second node, or the same one after a crash, sends nothing again.
    await sendJob(scene.ctx, run.jobs[0].id);
    await settleJobs(scene.ctx);
    await anna().sends();
    await settleJobs(scene.ctx);
    await settleJobs(scene.ctx);
    const [{ status, jobs }] = await one.settled(1);
    expect(status).toBe(1);
    expect(jobs.map(({ result }) => result)).toEqual([
      { messageId: expect.stringMatching(/^<[\da-f-]{36}@contoso\.example>$/) as string },
    ]);
    expect(await inbox(BEN.address)).toEqual(['New: Forwarded']);
    const [{ uid }] = await scene.bed.mailbox(BEN.address).list('INBOX');
    const source = (await scene.bed.mailbox(BEN.address).source('INBOX', uid)).toString('latin1');
    expect(source).toContain('&lt;b&gt;bold&lt;/b&gt;');
    expect(source).toContain('\r\nAuto-Submitted: auto-generated\r\n');
    // Two robots would answer each other forever.
    await received('Forwarded', undefined, ['Auto-Submitted: auto-replied']);
    expect(await table(scene.ctx, 'mailTriggers').count({ where: { workflowKey: one.key } })).toBe(1);
  });

  it('fail with a reason, or continue if the builder wants that', async () => {
    const nobody = await flow('Not allowed', [send({})]);
    await allow(anna().caller, anna().accountId, nobody, ['events']);
    const wrong = await flow('Wrong', [send({ to: 'no address', ignoreFail: true })]);
    await allow(anna().caller, anna().accountId, wrong, ['events', 'send']);
    const late = await flow('Late', [send({ subject: 'Late mail' })]);
    const { id } = await allow(anna().caller, anna().accountId, late, ['events', 'send']);
    await received('Not allowed, Wrong, Late');
    const [refused] = await nobody.settled(1);
    expect(refused.jobs[0]).toMatchObject({ status: -1, result: { reason: 'forbidden' } });
    const [goesOn] = await wrong.settled(1);
    expect(goesOn).toMatchObject({ status: 1, jobs: [{ status: 1, result: { reason: 'invalid-input' } }] });
    // Somebody discards the message in the outbox, before it's sent.
    await waiting(late);
    await table(scene.ctx, 'mailOperations').destroy({
      where: { accountId: anna().accountId, state: 'pending' },
    });
    const jobs = table(scene.ctx, 'mailJobs');
    const others = { workflowKey: 'many', state: 'sending', accountId: anna().accountId, operationId: 1 };
    const more = { ...others, userId: anna().caller.userId, stack: [] };
    await jobs.bulkCreate(Array.from({ length: 101 }, (_, at) => ({ ...more, jobId: at + 1 })));
    await failDiscarded(scene.ctx);
    expect(await jobs.count({ where: others })).toBe(0);
    await jobs.destroy({ where: { workflowKey: 'many' } });
    await settleJobs(scene.ctx);
    expect((await late.settled(1))[0].jobs[0]).toMatchObject({
      status: -1,
      result: { reason: 'message-gone' },
    });
    expect(await inbox(BEN.address)).not.toContain('Late mail');
    await anna().caller.post(`mailGrants:destroy?filterByTk=${String(id)}`);
  });

  it('send nothing if somebody cancels the run before the message is in the outbox', async () => {
    const one = await flow('Cancelled', [send({ subject: 'Too late' })]);
    await allow(anna().caller, anna().accountId, one, ['events', 'send']);
    const { db } = scene.booted.app;
    const cancel = async () => {
      await db.getModel('executions').update({ status: -3 }, { where: { key: one.key } });
    };
    db.on('mailJobs.afterCreate', cancel);
    await received('Cancelled');
    const done = { workflowKey: one.key, state: 'done' };
    await expect.poll(() => table(scene.ctx, 'mailJobs').count({ where: done })).toBe(1);
    const [{ jobs }] = await one.settled(1);
    expect(await operations({ key: `workflow:${String(jobs[0].id)}` })).toBe(0);
  });

  it('learn that the server refused the message, which then leaves the outbox', async () => {
    const one = await flow('Refused', [send({ to: 'nobody@contoso.example' })]);
    await allow(anna().caller, anna().accountId, one, ['events', 'send']);
    scene.bed.smtpFault(
      { kind: 'reply', at: 'rcpt', code: 550, text: '5.1.10 Recipient not found' },
      { times: 1 },
    );
    await received('Refused');
    await waiting(one);
    await anna().sends();
    await settleJobs(scene.ctx);
    const [run] = await one.settled(1);
    expect(run.jobs[0]).toMatchObject({ status: -1, result: { reason: 'recipient-rejected' } });
    expect(await operations({ state: 'failed' })).toBe(0);
  });

  it('survive a process that ends before the message is in the outbox', async () => {
    const one = await flow('Killed', [send({ subject: 'After the kill' })]);
    await allow(anna().caller, anna().accountId, one, ['events', 'send']);
    await received('Killed');
    await waiting(one);
    // As it was before the message was in the outbox, and a minute later.
    const job = (await one.runs())[0].jobs[0].id;
    const row = await table(scene.ctx, 'mailOperations').findOne({
      where: { key: `workflow:${String(job)}` },
    });
    const payload = row?.get('payload');
    await row?.destroy();
    await table(scene.ctx, 'mailJobs').update(
      { state: 'new', operationId: null, payload, nextAttemptAt: new Date(0) },
      { where: { jobId: job } },
    );
    const next = automationRounds(scene.ctx);
    next.start?.();
    await expect.poll(() => operations({ key: `workflow:${String(job)}` })).toBe(1);
    await anna().sends();
    await one.settled(1);
    await next.stop?.();
    expect((await inbox(BEN.address)).filter((subject) => subject === 'After the kill')).toHaveLength(1);
  });

  it('answer and change the message that started the workflow, and no loop comes of it', async () => {
    // Automatic messages are an event for both, or that alone would end the loop.
    const automatic = true;
    const nodes = [
      { type: UPDATE_NODE, config: { seen: true, flagged: true, moveTo: 'archive' } },
      { type: REPLY_NODE, config: { body: 'Thanks, {{$context.email.from.name}}!\nBye', quote: true } },
    ];
    const answering = await flow('Question', nodes, { automatic });
    await allow(anna().caller, anna().accountId, answering, ['events', 'send', 'update']);
    // The answer reaches a mailbox of ours whose workflow answers it, and so on.
    const pong = await buildFlow(
      scene.booted,
      'Pong',
      { accountIds: [String(scene.ben.accountId)], events: ['received'], subject: 'Question', automatic },
      [{ type: REPLY_NODE, config: { body: 'And back', quote: false } }],
    );
    await allow(scene.ben.caller, scene.ben.accountId, pong, ['events', 'send']);
    await scene.ben.turn();
    await received('Question', BEN.address);
    await expect.poll(async () => (await answering.runs())[0]?.jobs.length).toBe(2);
    for (let turn = 0; turn < 4; turn++) {
      for (const person of [anna(), scene.ben]) {
        await expect.poll(() => table(scene.ctx, 'mailJobs').count({ where: { state: 'new' } })).toBe(0);
        await person.sends();
        await settleJobs(scene.ctx);
        await person.turn();
        await deliverEvents(scene.ctx);
      }
    }
    const runs = await answering.settled(1);
    const [first] = await pong.settled(1);
    expect(first.stack?.map(String)).toEqual([String(runs[0].id)]);
    const [answer] = (await scene.ben.messages()).filter(({ subject }) => subject === 'Re: Question');
    expect(answer).toMatchObject({
      fromAddress: ANNA.address,
      preview: expect.stringContaining('Thanks, Carl! Bye') as string,
    });
    const message = await anna().message('Question', 'archive');
    expect(message).toMatchObject({ seen: true, flagged: true });
    const back: Id[] = (await anna().messages())
      .filter(({ subject }) => subject === 'Re: Question')
      .map(({ id }) => id);
    expect(back).toHaveLength(1);
  });

  it('start no loop even if the host deletes runs', async () => {
    const toSelf = send({ to: ANNA.address, subject: 'Echo again' });
    const one = await flow('Echo', [toSelf], { automatic: true });
    await one.update({ options: { deleteExecutionOnStatus: [1] } });
    await allow(anna().caller, anna().accountId, one, ['events', 'send']);
    await received('Echo');
    await waiting(one);
    await anna().sends();
    await settleJobs(scene.ctx);
    await expect.poll(async () => (await one.runs()).length).toBe(0);
    await anna().turn();
    await deliverEvents(scene.ctx);
    const where = { workflowKey: one.key };
    expect(await table(scene.ctx, 'mailTriggers').count({ where })).toBe(2);
    await expect
      .poll(() => table(scene.ctx, 'mailTriggers').count({ where: { ...where, state: 'waiting' } }))
      .toBe(0);
    expect(await table(scene.ctx, 'mailJobs').count({ where })).toBe(1);
    expect(await one.runs()).toEqual([]);
  });

  it('go on later if the host has no place for the run', async () => {
    const one = await flow('Queue', [send({})]);
    await allow(anna().caller, anna().accountId, one, ['events', 'send']);
    await received('Queue');
    await waiting(one);
    // Only this test tells the workflow.
    scene.booted.app.removeAllListeners('mail:event');
    const plugin = automationOf(scene.ctx);
    if (!plugin) throw new Error('no workflows');
    const refusing = vi.spyOn(plugin, 'resume').mockImplementationOnce(async (job) => {
      await (job as { save(): Promise<unknown> }).save();
      throw new Error('the queue is full');
    });
    await anna().sends();
    await settleJobs(scene.ctx);
    expect(refusing).toHaveBeenCalledOnce();
    refusing.mockRestore();
    expect((await one.runs())[0]).toMatchObject({ status: 0, jobs: [{ status: 0 }] });
    await table(scene.ctx, 'mailJobs').update({ nextAttemptAt: null }, { where: { workflowKey: one.key } });
    await settleJobs(scene.ctx);
    expect((await one.settled(1))[0]).toMatchObject({ status: 1, jobs: [{ status: 1 }] });
  });

  it('fail once the owner has disconnected the mailbox', async () => {
    const one = await flow('Left', [send({})]);
    await allow(anna().caller, anna().accountId, one, ['events', 'send']);
    await received('Left');
    await waiting(one);
    const { status } = await anna().caller.post('mailAccounts:disconnect', {
      query: { filterByTk: String(anna().accountId) },
    });
    expect(status).toBe(200);
    await settleJobs(scene.ctx);
    const [{ jobs }] = await one.settled(1);
    expect(jobs[0]).toMatchObject({ status: -1, result: { reason: 'sender-gone' } });
  });
});
