import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AnswersInOrder } from '../../../src/client-v2/answers';
import { account, FOLDERS, MailCenterStage, message, refusal } from '../browser/mail-center-stage';

/** Questions whose answers come when the test wants. */
function questions() {
  const waiting: Array<{ answer(text: string): Promise<void>; fail(): Promise<void> }> = [];
  const ask = () =>
    new Promise<string>((resolve, reject) =>
      waiting.push({
        answer: async (text) => (resolve(text), await new Promise((done) => setImmediate(done))),
        fail: async () => (reject(new Error('lost')), await new Promise((done) => setImmediate(done))),
      }),
    );
  return { waiting, ask };
}

describe('answers in order', () => {
  const shown: string[] = [];
  const put = (text: string) => void shown.push(text);
  const fail = () => void shown.push('failed');
  beforeEach(() => void shown.splice(0));

  it('takes each that is newer than the last one, and none that is older', async () => {
    const answers = new AnswersInOrder();
    const { waiting, ask } = questions();
    for (let count = 0; count < 4; count++) void answers.take(ask, put, { fail });
    await waiting[1].answer('second');
    await waiting[0].answer('first');
    await waiting[3].answer('fourth');
    await waiting[2].fail();
    expect(shown).toEqual(['second', 'fourth']);
  });

  it('shows a failure if nothing newer is known, and keeps lanes apart', async () => {
    const answers = new AnswersInOrder();
    const { waiting, ask } = questions();
    void answers.take(ask, put, { fail, lane: 'a' });
    void answers.take(ask, put, { fail, lane: 'b' });
    await waiting[1].answer('b');
    await waiting[0].fail();
    expect(shown).toEqual(['b', 'failed']);
  });

  it('takes nothing that was asked for before it was dropped, and all that is asked for later', async () => {
    const answers = new AnswersInOrder();
    const { waiting, ask } = questions();
    void answers.take(ask, put, { fail });
    answers.drop();
    void answers.take(ask, put, { fail });
    await waiting[0].answer('old');
    await waiting[1].answer('new');
    expect(shown).toEqual(['new']);
  });

  it('throws what nobody wants to hear of', async () => {
    const { waiting, ask } = questions();
    const asked = new AnswersInOrder().take(ask, put);
    void waiting[0].fail();
    await expect(asked).rejects.toThrow('lost');
  });
});

describe('in the mail center, an older answer', () => {
  const stage = new MailCenterStage();
  beforeAll(() => stage.start());
  afterAll(() => stage.stop());
  beforeEach(async () => {
    await stage.open();
    // With its cache, Chromium lets a question wait up to 20 seconds while the same one is being answered.
    const devTools = await stage.page.context().newCDPSession(stage.page);
    await devTools.send('Network.enable');
    await devTools.send('Network.setCacheDisabled', { cacheDisabled: true });
  });

  /** Asks twice, and answers the second time first. */
  async function overtake(action: string, ask: () => Promise<unknown>, change: () => void): Promise<void> {
    stage.holds.add(action);
    await ask();
    await stage.waiting(action, 1);
    change();
    // The clock of hints delivers at most every 400 ms.
    await ask();
    const [older, newer] = await stage.waiting(action, 2);
    newer.answer();
    await stage.page.waitForTimeout(100);
    older.answer();
    await stage.page.waitForTimeout(150);
    stage.holds.clear();
    for (const held of stage.held) held.answer();
  }
  const subject = (text: string) => stage.page.getByTestId('mail-list-pane').getByText(text, { exact: true });

  it('of the list does not bring back what has gone', async () => {
    await overtake(
      'mailMessages:page',
      () => stage.hint(['messages'], ['10']),
      () => (stage.messages = [message(0, { subject: 'Brand new' }), ...stage.messages.slice(1)]),
    );
    await subject('Brand new').waitFor();
    expect(await stage.row(1).count()).toBe(0);
  });

  it('of the folders does not bring back old counts', async () => {
    await overtake(
      'mailFolders:list',
      () => stage.hint(['folders']),
      () => (stage.folders = [{ ...FOLDERS[0], unread: 77 }, ...FOLDERS.slice(1)]),
    );
    await expect.poll(() => stage.page.getByText('77', { exact: true }).count()).toBeGreaterThan(0);
  });

  it('of the accounts does not bring back old counts to the top bar', async () => {
    await overtake(
      'mailAccounts:list',
      () => stage.hint(['account']),
      () => (stage.accounts = [{ ...account, unread: 55 }]),
    );
    await stage.page.getByRole('link', { name: 'Mail, 55 unread' }).waitFor();
  });

  it('of a message does not bring back its old flag', async () => {
    await stage.row(2).click();
    await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
    await overtake(
      'mailMessages:get',
      () => stage.hint(['messages'], ['10']),
      () => (stage.messages = stage.messages.map((row) => ({ ...row, flagged: true }))),
    );
    await stage.reader().getByRole('button', { name: 'Remove flag' }).waitFor();
  });

  it('of the outbox does not bring back what was sent', async () => {
    const waiting = {
      ...{ id: '7', accountId: '1', kind: 'send', state: 'failed', reason: 'message-rejected', attempts: 1 },
      ...{ createdAt: '2026-01-01T00:00:00Z', nextAttemptAt: null, params: {}, compose: null },
    };
    const outbox = stage.page.getByText('Outbox', { exact: true });
    expect(await outbox.count()).toBe(0);
    stage.answers['mailOperations:list'] = () => [waiting];
    await overtake(
      'mailOperations:list',
      () => stage.hint(['operations']),
      () => (stage.answers['mailOperations:list'] = () => []),
    );
    expect(await outbox.count()).toBe(0);
  });

  it('about a folder that was left is not shown in the next one', async () => {
    stage.messages.push(message(9, { folderId: '11', subject: 'In the archive' }));
    stage.holds.add('mailMessages:page');
    await stage.hint(['messages'], ['10']);
    const [inbox] = await stage.waiting('mailMessages:page', 1);
    await stage.page.getByText('Archive', { exact: true }).first().click();
    const [, archive] = await stage.waiting('mailMessages:page', 2);
    archive.answer();
    await subject('In the archive').waitFor();
    inbox.answer();
    await stage.page.waitForTimeout(150);
    expect(await stage.row(1).count()).toBe(0);
    expect(await subject('In the archive').count()).toBe(1);
  });

  it('about a message that was left is not shown in the next one, nor in a page that is gone', async () => {
    const errors: string[] = [];
    stage.page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
    stage.page.on('pageerror', (error) => errors.push(error.message));
    stage.holds = new Set(['mailMessages:get', 'mailMessages:body']);
    await stage.row(2).click();
    const head = await stage.waitingFor('mailMessages:get', 2);
    const body = await stage.waitingFor('mailMessages:body', 2);
    await stage.row(3).click();
    const head3 = await stage.waitingFor('mailMessages:get', 3);
    const body3 = await stage.waitingFor('mailMessages:body', 3);
    head3.answer();
    body3.answer();
    await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 3');
    head.answer();
    body.answer();
    await stage.page.waitForTimeout(150);
    expect(await stage.reader().getAttribute('aria-label')).toBe('Subject 3');
    await stage.row(5).click();
    await stage.waitingFor('mailMessages:get', 5);
    await stage.page.evaluate(() => window.leave());
    for (const held of stage.held) held.answer();
    await stage.page.waitForTimeout(150);
    expect(errors).toEqual([]);
  });

  it('keeps what is shown when a re-read fails, and says when a message has gone elsewhere', async () => {
    await stage.row(2).click();
    await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
    stage.answers['mailMessages:get'] = () => refusal(503, 'server-unavailable');
    await stage.hint(['messages'], ['10']);
    await stage.page.waitForTimeout(600);
    expect(await stage.reader().getAttribute('aria-label')).toBe('Subject 2');
    delete stage.answers['mailMessages:get'];
    stage.messages = stage.messages.map((row) => (row.id === '98' ? { ...row, folderId: '11' } : row));
    await stage.hint(['messages'], ['10']);
    await stage.reader().getByText('This message was moved to Archive.').waitFor();
    stage.messages = stage.messages.filter(({ id }) => id !== '98');
    await stage.hint(['messages'], ['10']);
    await stage.reader().getByText('This message was deleted elsewhere.').waitFor();
  });
});
