import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { MailApiError } from '../../../src/client-v2/api-error';
import { KeptAnswers } from '../../../src/client-v2/offline/kept-answers';
import { offlineMailOf } from '../../../src/client-v2/offline/offline-api';
import { MailCenterStage, message, refusal } from '../browser/mail-center-stage';

describe('answers that are kept', () => {
  afterEach(() => vi.unstubAllGlobals());
  const offline = () => Promise.reject(new MailApiError('offline', ''));
  const goOffline = () => vi.stubGlobal('navigator', { onLine: false });

  it('are read when the browser is offline, and nobody can change them', async () => {
    vi.stubGlobal('navigator', { onLine: true });
    const kept = new KeptAnswers();
    await kept.latest('a', () => Promise.resolve({ text: 'one' }));
    await kept.latest('a', () => Promise.resolve({ text: 'two' }));
    await expect(kept.latest('a', offline), 'a server that is down').rejects.toThrow(MailApiError);
    goOffline();
    (await kept.latest<{ text: string }>('a', offline)).text = 'spoilt';
    expect(await kept.latest('a', offline)).toEqual({ text: 'two' });
    await expect(kept.latest('b', offline)).rejects.toThrow(MailApiError);
    await expect(
      kept.latest('a', () => Promise.reject(new MailApiError('not-found', ''))),
      'what is no longer there',
    ).rejects.toMatchObject({ code: 'not-found' });
    kept.change<{ more: number }>('a', { more: 1 });
    kept.change('b', { more: 1 });
    expect(await kept.latest('a', offline)).toEqual({ text: 'two', more: 1 });
    kept.clear();
    expect([kept.has('a'), kept.has('b')]).toEqual([false, false]);
  });

  it('are bounded, and those that nobody has read for longest go first', async () => {
    const kept = new KeptAnswers(30);
    const keep = (key: string, length = 8) => kept.latest(key, () => Promise.resolve('x'.repeat(length)));
    for (const key of ['a', 'b', 'c']) await keep(key);
    goOffline();
    await kept.latest('a', offline);
    await keep('d');
    expect(['a', 'b', 'c', 'd'].filter((key) => kept.has(key))).toEqual(['a', 'c', 'd']);
    await keep('e', 100);
    expect(['a', 'c', 'd', 'e'].filter((key) => kept.has(key))).toEqual([]);
    for (const key of ['f', 'f', 'g', 'h']) await keep(key);
    expect(['f', 'g', 'h'].filter((key) => kept.has(key))).toEqual(['f', 'g', 'h']);
  });
});

it('what is kept is forgotten when somebody else has signed in', async () => {
  const offline = offlineMailOf({});
  const keep = () => offline.kept.latest('a', () => Promise.resolve(1));
  offline.belongTo(undefined);
  await keep();
  for (const user of [1, undefined, 1]) offline.belongTo(user);
  expect(offline.kept.has('a')).toBe(true);
  offline.belongTo(2);
  expect(offline.kept.has('a')).toBe(false);
});

describe('the mail center offline', () => {
  const stage = new MailCenterStage();
  const press = (key: string) => stage.page.keyboard.press(key);
  const setOffline = (value: boolean) => stage.page.context().setOffline(value);
  const open = async (n: number) => {
    await stage.row(n).click();
    await stage
      .reader()
      .getByRole('heading', { name: `Subject ${n}` })
      .waitFor();
  };
  const bar = () => stage.page.getByTestId('mail-offline');
  const text = (id: number) => stage.reader().getByText(`Text of ${id}`);
  const listed = () => stage.page.getByTestId('mail-list-pane').locator('.subject').allInnerTexts();
  const changes = () => stage.asked.map(([action, { ids }]) => `${action} ${String(ids)}`);
  /** Everything that changed something so far, in order. */
  const carriedOut = (...all: string[]) => expect.poll(changes).toEqual(all);

  beforeAll(() => stage.start());
  afterAll(() => stage.stop());
  beforeEach(() => stage.open());

  it('says so, and keeps what was read and its neighbors readable', async () => {
    stage.messages[1] = message(2, { notes: 1 });
    const note = { id: '1', text: 'Call back', createdAt: '2026-01-02T03:04:05Z', editedAt: null };
    stage.answers['mailNotes:list'] = () => [note];
    await stage.page.reload();
    await open(2);
    await text(98).waitFor();
    await stage.reader().getByText('Call back').waitFor();
    // The neighbors are loaded after a moment.
    await expect.poll(() => stage.read.has('mailMessages:body 99')).toBe(true);
    await expect.poll(() => stage.read.has('mailMessages:body 97')).toBe(true);
    await setOffline(true);
    await bar().getByText('You are offline.').waitFor();
    for (const [n, id] of [
      [1, 99],
      [3, 97],
      [2, 98],
    ]) {
      await open(n);
      await text(id).waitFor();
    }
    await stage.reader().getByText('Call back').waitFor();
    await setOffline(false);
    await bar().waitFor({ state: 'detached' });
  });

  it('loads what it could not load by itself, once it is online', async () => {
    await open(1);
    await setOffline(true);
    await stage.row(5).click();
    const waits = stage.page.getByText('This will load automatically once you are online.');
    await waits.waitFor();
    await setOffline(false);
    await text(95).waitFor();
    await setOffline(true);
    await stage.page.getByRole('treeitem', { name: 'Archive' }).click();
    await waits.waitFor();
    stage.messages = [message(7, { folderId: '11' })];
    await setOffline(false);
    await stage.row(7).waitFor();
  });

  it('lets clicks wait, and makes them in order and once', async () => {
    await open(4);
    await setOffline(true);
    await press('s');
    await press('e');
    await stage.row(2).click();
    await press('#');
    await expect.poll(listed).toEqual(['Subject 1', 'Subject 3', 'Subject 5']);
    await bar().getByText('3 changes wait until you are online').waitFor();
    expect(stage.asked).toEqual([]);
    await setOffline(false);
    await carriedOut('mailMessages:flag 96', 'mailMessages:archive 96', 'mailMessages:remove 98');
    await bar().waitFor({ state: 'detached' });
    expect(await listed()).toEqual(['Subject 1', 'Subject 3', 'Subject 5']);
    expect(stage.messages.find(({ id }) => id === '96')).toMatchObject({ flagged: true, folderId: '11' });
    expect(changes()).toHaveLength(3);
  });

  it('goes on with them behind one that is refused, which comes back with the reason', async () => {
    await open(1);
    await setOffline(true);
    await press('e');
    await stage.row(3).click();
    await press('s');
    stage.answers['mailMessages:archive'] = () => refusal(404, 'not-found');
    await setOffline(false);
    await carriedOut('mailMessages:archive 99', 'mailMessages:flag 97');
    await stage.page.getByText('Refused: ').waitFor();
    await stage.row(1).waitFor();
  });

  it('tries again while there is a network, but no server', async () => {
    await open(1);
    await setOffline(true);
    await press('e');
    stage.answers['mailMessages:archive'] = () => refusal(502, 'bad-gateway');
    await setOffline(false);
    await carriedOut('mailMessages:archive 99');
    await bar().getByText('1 changes are waiting for the server').waitFor();
    expect(await stage.row(1).count()).toBe(0);
    delete stage.answers['mailMessages:archive'];
    await carriedOut('mailMessages:archive 99', 'mailMessages:archive 99');
    await bar().waitFor({ state: 'detached' });
  });

  it('takes the latest one back', async () => {
    await open(1);
    await setOffline(true);
    await press('e');
    await stage.row(3).click();
    await press('e');
    await expect.poll(listed).toEqual(['Subject 2', 'Subject 4', 'Subject 5']);
    await press('z');
    await expect.poll(listed).toEqual(['Subject 2', 'Subject 3', 'Subject 4', 'Subject 5']);
    await stage.page.getByTestId('mail-offline-undo').click();
    await expect.poll(listed).toHaveLength(5);
    await setOffline(false);
    await bar().waitFor({ state: 'detached' });
    expect(stage.asked).toEqual([]);
  });

  it('shows a waiting change in what is read meanwhile, and does not make it twice', async () => {
    stage.messages = [message(1, { seen: false }), message(2)];
    await stage.hint(['messages']);
    await stage.row(1).waitFor();
    await open(2);
    await expect.poll(() => stage.read.has('mailMessages:body 99')).toBe(true);
    await setOffline(true);
    await open(1);
    await bar().getByText('1 changes wait').waitFor();
    await open(2);
    await open(1);
    await text(99).waitFor();
    await stage.reader().getByRole('button', { name: 'Move to the archive' }).click();
    await expect.poll(listed).toEqual(['Subject 2']);
    await bar().getByText('2 changes wait').waitFor();
    await setOffline(false);
    await carriedOut('mailMessages:flag 99', 'mailMessages:archive 99');
    await bar().waitFor({ state: 'detached' });
    // A list that was on its way before the archive was may still arrive.
    await expect.poll(listed).toEqual(['Subject 2']);
  });

  it('keeps conversations readable, and lets all of one wait', async () => {
    stage.messages = [
      message(1, { threadKey: 't', seen: false }),
      message(2, { threadKey: 't', seen: false }),
      message(3),
    ];
    await stage.hint(['messages']);
    await expect.poll(listed).toEqual(['Subject 1', 'Subject 3']);
    const conversation = stage.row(1);
    await conversation.click();
    await text(98).waitFor();
    await expect.poll(() => stage.messages.filter(({ seen }) => !seen)).toEqual([]);
    await expect.poll(() => stage.read.has('mailMessages:body 97')).toBe(true);
    await setOffline(true);
    await open(3);
    await conversation.click();
    await text(99).waitFor();
    await stage.reader().getByText('Expand all').click();
    await text(98).waitFor();
    stage.asked = [];
    await stage.reader().getByRole('button', { name: 'Delete' }).first().click();
    await expect.poll(listed).toEqual(['Subject 3']);
    await bar().getByText('1 changes wait').waitFor();
    await setOffline(false);
    await expect
      .poll(() => stage.asked)
      .toEqual([['mailMessages:remove', { ids: ['99'], conversations: true }]]);
    await stage.page.getByText('2 messages moved to the trash').waitFor();
    await stage.page.getByTestId('mail-undo').click();
    await conversation.waitFor();
  });

  it('asks before something in the trash waits to be deleted', async () => {
    stage.messages = [message(1, { folderId: '12' }), message(2, { folderId: '12' })];
    await stage.page.goto(`${stage.base}/?folder=12`);
    await open(1);
    await setOffline(true);
    await press('#');
    await stage.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(listed).toEqual(['Subject 2']);
    await stage.row(2).click();
    await press('#');
    await stage.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await bar().getByText('2 changes wait').waitFor();
    await setOffline(false);
    await expect
      .poll(() => stage.asked)
      .toEqual([
        ['mailMessages:remove', { ids: ['99'], permanently: true }],
        ['mailMessages:remove', { ids: ['98'], permanently: true }],
      ]);
  });

  it('sends nothing, says so, and keeps what was written', async () => {
    await press('c');
    const composer = stage.page.getByTestId('mail-composer');
    const text = composer.getByRole('textbox', { name: 'Text of the mail' });
    await text.fill('As agreed');
    await composer.getByRole('combobox', { name: 'To' }).fill('kim@x.org');
    await press('Enter');
    await setOffline(true);
    await composer.getByRole('button', { name: 'Send', exact: true }).click();
    await composer.getByText('You are offline. Your text is kept').waitFor();
    expect(await text.innerText()).toContain('As agreed');
    await setOffline(false);
    expect(stage.asked).toEqual([]);
  });

  it('asks before the page is left while something is waiting', async () => {
    const asked: string[] = [];
    stage.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await open(1);
    await setOffline(true);
    await press('e');
    await bar().getByText('1 changes wait').waitFor();
    await stage.page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(['beforeunload']);
  });
});
