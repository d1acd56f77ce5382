import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { faultsIn } from '../browser/axe';
import { MailCenterStage, message, PageAnswer } from '../browser/mail-center-stage';
import { VIEW } from '../settings-view';

const stage = new MailCenterStage();
const MODAL = '.ant-modal';
const now = '2026-01-01T10:00:00Z';

beforeAll(() => stage.start());
afterAll(() => stage.stop());

const operation = (id: string, part: object) => ({
  ...{ id, accountId: '1', kind: 'send', state: 'failed', reason: 'recipients-refused', attempts: 1 },
  ...{ nextAttemptAt: null, subject: `Offer ${id}`, recipients: [{ name: 'Ada', address: 'ada@x.org' }] },
  ...{ recipientCount: 3, mayHaveGone: false, compose: null, createdAt: now },
  ...part,
});
const overview = (id: string, part: object) => ({
  ...{ id, provider: 'microsoft', address: `m${id}@x.org`, owner: { id: 1, name: 'Ada' }, parentId: null },
  ...{ state: 'connected', reason: null, stateSince: now, retryAt: null, lastSyncAt: now, connectedAt: now },
  ...{ progressDone: 5, progressTotal: 10, folders: 7, messages: 1234, setAside: {}, storage: 123456 },
  ...{ connections: 1, node: 'host:1' },
  ...part,
});

describe.each(['light', 'dark'] as const)('nothing is out of reach or too faint in %s', (colorScheme) => {
  beforeEach(async () => {
    await stage.open();
    await stage.page.emulateMedia({ colorScheme });
    await stage.page.reload();
    await stage.row(1).waitFor();
  });
  const faults = (place: string) => faultsIn(stage.page, place);
  const accountMenu = async (item: string | RegExp) => {
    await stage.page.getByTestId('mail-account-menu').click();
    await stage.page.getByRole('menuitem', { name: item }).click();
    await stage.page.locator(MODAL).first().waitFor();
  };

  it('of the reader and the composer', async () => {
    stage.messages = [message(1, { threadKey: 't', seen: false }), message(2, { threadKey: 't' })];
    await stage.hint(['messages'], ['10']);
    await expect.poll(() => stage.page.getByTestId('mail-row').count()).toBe(1);
    await stage.row(1).click();
    await stage.page.getByTestId('mail-conversation-message').nth(1).waitFor();
    expect(await faults('[data-testid="mail-reader"]')).toEqual([]);
    await stage.page.keyboard.press('r');
    const composer = stage.page.getByTestId('mail-composer');
    await composer.getByRole('textbox', { name: 'Text of the mail' }).waitFor();
    await composer.getByRole('button', { name: 'Cc', exact: true }).click();
    expect(await faults('[data-testid="mail-composer"]')).toEqual([]);
    await composer.getByTestId('mail-send-later').click();
    await stage.page.getByRole('menuitem', { name: '5 seconds' }).waitFor();
    expect(await faults('.ant-dropdown')).toEqual([]);
    await stage.page.keyboard.press('Escape');
    await composer.getByRole('button', { name: 'Style and size' }).click();
    await stage.page.getByRole('menuitem', { name: 'Heading 2' }).waitFor();
    expect(await faults('.ant-dropdown:not(.ant-dropdown-hidden)')).toEqual([]);
    await stage.page.keyboard.press('Escape');
    await composer.getByRole('button', { name: 'Colors' }).click();
    await stage.page.getByRole('group', { name: 'Highlight' }).waitFor();
    expect(await faults('.ant-popover')).toEqual([]);
  }, 180_000);

  it('of the outbox', async () => {
    stage.answers['mailOperations:list'] = () => [
      operation('1', {}),
      operation('2', { state: 'pending', reason: null, nextAttemptAt: now }),
      operation('3', { state: 'unclear', reason: 'send-unclear', mayHaveGone: true }),
    ];
    await stage.page.goto(`${stage.base}/?folder=outbox`);
    await stage.page.getByText('Offer 3').waitFor();
    expect(await faults('[data-testid="mail-center"]')).toEqual([]);
  }, 180_000);

  it('of the dialogs', async () => {
    await stage.page.getByTestId('mail-view').click();
    await stage.page.getByRole('menuitem', { name: 'Notifications…' }).waitFor();
    expect(await faults('.ant-dropdown')).toEqual([]);
    await stage.page.getByRole('menuitem', { name: 'Notifications…' }).click();
    expect(await faults(MODAL)).toEqual([]);
    await stage.page.goto(stage.base);
    await stage.row(1).waitFor();
    await stage.page.keyboard.press('?');
    expect(await faults(MODAL)).toEqual([]);
  }, 180_000);

  it('of an account’s dialogs', async () => {
    stage.answers['mailAccounts:getSyncOptions'] = () => ({
      ...{ syncFrom: null, rate: 12, secondsLeft: 90 },
      folders: stage.folders.map((folder) => ({ ...folder, leftOut: false, loaded: 3, messages: 10 })),
    });
    await accountMenu(/Folders and period/);
    expect(await faults(MODAL)).toEqual([]);
    for (const item of [/identities/i, /Add a shared mailbox/]) {
      await stage.page.goto(stage.base);
      await stage.row(1).waitFor();
      await accountMenu(item);
      expect(await faults(MODAL)).toEqual([]);
    }
  }, 180_000);

  it('of the settings', async () => {
    stage.answers['mailProviders:get'] = () => VIEW;
    await stage.page.goto(`${stage.base}/settings`);
    await stage.page.getByTestId('mail-settings').waitFor();
    expect(await faults('#root')).toEqual([]);
  }, 180_000);

  it('of all accounts', async () => {
    stage.answers['mailHealth:check'] = () => ({
      ...{
        status: 'degraded',
        accounts: { connected: 1, reconnect: 1 },
        syncLag: 30,
        failures: { throttled: 2 },
      },
      ...{
        queue: { length: 2, oldest: 60 },
        sends: { sent: 3, failed: 1 },
        nodes: { 'host:1': 2 },
        checkedAt: now,
        backfills: [
          {
            ...{ name: 'search-index', state: 'running', done: 1, total: 2 },
            ...{ startedAt: now, finishedAt: null },
          },
        ],
      },
    });
    const rows = [overview('1', {}), overview('2', { state: 'reconnect', reason: 'consent-revoked' })];
    stage.answers['mailAdmin:list'] = () => new PageAnswer(rows, null, { count: 2 });
    stage.answers['mailAdmin:events'] = () => [
      { id: '1', type: 'state', code: 'throttled', at: now, count: 3, details: {} },
    ];
    await stage.page.goto(`${stage.base}/accounts`);
    await stage.page.getByText('m2@x.org').first().waitFor();
    await stage.page.getByTestId('mail-backfills').waitFor();
    expect(await faults('#root')).toEqual([]);
  }, 180_000);
});
