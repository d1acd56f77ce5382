import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  arrivedSince,
  markAfter,
  parseMark,
} from '../../../src/client-v2/mail-center/notifications/arrivals';
import { isQuiet, parseSettings, SILENT } from '../../../src/client-v2/mail-center/notifications/settings';
import { account, MailCenterStage, message } from '../browser/mail-center-stage';

describe('what is told of', () => {
  const now = Date.parse('2026-01-02T10:00:00Z');
  const row = (id: string, receivedAt: string, seen = false) => message(1, { id, receivedAt, seen });
  const mark = { id: '100', at: now };

  it('is unread, stored later than what was looked at, and no old mail of a first load', () => {
    const rows = [
      row('101', '2026-01-02T10:01:00Z'),
      row('102', '2026-01-02T10:01:00Z', true),
      row('103', '2025-12-01T00:00:00Z'),
      row('99', '2026-01-02T10:01:00Z'),
      // Another clock.
      row('9007199254740993', '2026-01-02T09:55:00Z'),
    ];
    expect(arrivedSince(rows, mark).map(({ id }) => id)).toEqual(['101', '9007199254740993']);
    expect(markAfter(rows, mark, now)).toEqual({ id: '9007199254740993', at: now });
    expect(markAfter([], mark, now + 1)).toEqual({ id: '100', at: now + 1 });
    expect([parseMark('12 34'), parseMark('12'), parseMark('x 1'), parseMark(null)]).toEqual([
      { id: '12', at: 34 },
      ...[null, null, null],
    ]);
  });

  it.each([
    [
      '{"on":true,"without":["1"],"folders":[7],"quiet":{"from":60,"to":120}}',
      { on: true, without: ['1'], folders: ['7'], quiet: { from: 60, to: 120 } },
    ],
    ['{"on":1,"without":3,"folders":{},"quiet":{"from":-1,"to":1500}}', SILENT],
    ['null', SILENT],
    ['{', SILENT],
    [null, SILENT],
  ])('is as it was kept: %s', (text, settings) => expect(parseSettings(text)).toEqual(settings));

  it.each([
    [{ from: 60, to: 120 }, 90, true],
    [{ from: 60, to: 120 }, 120, false],
    [{ from: 1200, to: 420 }, 1300, true],
    [{ from: 1200, to: 420 }, 419, true],
    [{ from: 1200, to: 420 }, 420, false],
    [null, 90, false],
  ])('is nothing in %j at minute %d: %s', (quiet, minute, silent) => {
    expect(isQuiet({ ...SILENT, quiet }, new Date(2026, 0, 2, 0, minute))).toBe(silent);
  });
});

interface Told {
  title: string;
  body: string;
}

describe('notifications', () => {
  const stage = new MailCenterStage();
  beforeAll(() => stage.start());
  afterAll(() => stage.stop());

  /** The desktop, which no test can see: what the page hands to it. `permission`: what the person answers. */
  const desktop = (page: Page, permission: 'granted' | 'denied') =>
    page.addInitScript((answer) => {
      const told: Array<{ title: string; body: string; onclick?: () => void }> = [];
      class Recorder {
        static permission = localStorage.getItem('test:permission') ?? 'default';
        static requestPermission() {
          localStorage.setItem('test:permission', (Recorder.permission = answer));
          return Promise.resolve(answer);
        }
        onclick?: () => void;
        constructor(
          readonly title: string,
          { body }: { body: string },
        ) {
          told.push(Object.assign(this, { body }));
        }
        close() {}
      }
      Object.assign(window, { Notification: Recorder, told });
    }, permission);
  const told = (page = stage.page) =>
    page.evaluate(() =>
      (window as unknown as { told: Told[] }).told.map(
        ({ title, body }) => `${title}: ${body.split('\n')[0]}`,
      ),
    );
  const look = (page: Page, focused: boolean) =>
    page.evaluate((value) => (document.hasFocus = () => value), focused);
  /** The page has looked once, `since` then: what comes from now on is news to it. */
  const isReady = (page = stage.page, since = 0) =>
    expect
      .poll(() =>
        page.evaluate(() => Number(localStorage.getItem('mail-center:notified')?.split(' ')[1] ?? -1)),
      )
      .toBeGreaterThanOrEqual(since);
  const arrive = async (...ids: number[]) => {
    const at = new Date().toISOString();
    const part = (id: number) => ({ id: String(id), subject: `Mail ${id}`, seen: false, receivedAt: at });
    stage.messages = [
      ...ids.map((id) => message(0, { ...part(id), threadKey: `n${id}` })),
      ...stage.messages,
    ];
    for (const page of stage.page.context().pages())
      await page.evaluate(() => window.hint({ accountId: '1', folderIds: ['10'], what: ['messages'] }));
  };
  const openDialog = async () => {
    await stage.page.getByTestId('mail-view').click();
    await stage.page.getByRole('menuitem', { name: 'Notifications…' }).click();
  };
  const turnOn = async () => {
    await openDialog();
    await stage.page.getByTestId('mail-notify').click();
    await isReady();
    await stage.page.keyboard.press('Escape');
  };

  beforeEach(async () => {
    await stage.open();
    stage.answers['mailMessages:page'] = (_values, query) =>
      query.get('role') === 'inbox' || query.get('folderId') === '10' ? stage.messages : [];
    await desktop(stage.page, 'granted');
    await stage.page.reload();
    await stage.row(1).waitFor();
  });

  it('are asked for at a click alone, tell of what arrives, and lead to it', async () => {
    await arrive(900);
    await stage.page.getByTestId('mail-list').getByText('Mail 900').waitFor();
    expect(await told()).toEqual([]);
    await turnOn();
    await look(stage.page, false);
    await arrive(1000);
    await expect.poll(() => told()).toEqual(['Sender 0: Mail 1000']);
    await stage.page.evaluate(() =>
      (window as unknown as { told: Array<{ onclick?: () => void }> }).told[0]?.onclick?.(),
    );
    await expect.poll(() => new URL(stage.page.url()).search).toBe('?folder=10&message=1000');
    const reloaded = Date.now();
    await stage.page.reload();
    await isReady(stage.page, reloaded);
    await look(stage.page, false);
    // It is remembered, and what was told of is not told of again.
    await arrive(1001);
    await expect.poll(() => told()).toEqual(['Sender 0: Mail 1001']);
  });

  it('are one for many, and none while somebody looks at the mail', async () => {
    await turnOn();
    await look(stage.page, true);
    await arrive(1000);
    await stage.page.getByTestId('mail-list').getByText('Mail 1000').waitFor();
    await expect
      .poll(() => stage.page.evaluate(() => localStorage.getItem('mail-center:notified')))
      .toMatch(/^1000 /);
    await look(stage.page, false);
    await arrive(1001, 1002, 1003, 1004);
    await expect.poll(() => told()).toEqual(['4 new messages: Sender 0']);
  });

  it('come while changes come without a pause, as when a mailbox is loaded', async () => {
    await turnOn();
    await look(stage.page, false);
    await stage.page.evaluate(() =>
      setInterval(() => window.hint({ accountId: '1', folderIds: ['13'], what: ['messages'] }), 100),
    );
    await arrive(1000);
    await expect.poll(() => told()).toEqual(['Sender 0: Mail 1000']);
  });

  it('come from one of several tabs', async () => {
    await turnOn();
    const other = await stage.page.context().newPage();
    await desktop(other, 'granted');
    const opened = Date.now();
    await other.goto(stage.base);
    await other.getByText('Subject 1').first().waitFor();
    await isReady(other, opened);
    for (const page of [stage.page, other]) await look(page, false);
    await arrive(1000);
    await expect
      .poll(async () => [...(await told()), ...(await told(other))])
      .toEqual(['Sender 0: Mail 1000']);
    await arrive(1001);
    await expect
      .poll(async () => [...(await told()), ...(await told(other))].sort())
      .toEqual(['Sender 0: Mail 1000', 'Sender 0: Mail 1001']);
  });

  it('leave out a mailbox, and keep quiet at night', async () => {
    stage.accounts = [account, { ...account, id: '2', address: 'shop@x.org' }];
    stage.answers['mailFolders:list'] = () => stage.folders;
    await stage.page.reload();
    await openDialog();
    await stage.page.getByTestId('mail-notify').click();
    await isReady();
    await stage.page.getByRole('checkbox', { name: 'me@x.org' }).click();
    await look(stage.page, false);
    await arrive(1000);
    await stage.page.getByTestId('mail-list').getByText('Mail 1000').waitFor();
    await expect
      .poll(() => stage.page.evaluate(() => localStorage.getItem('mail-center:notified')))
      .toMatch(/^1000 /);
    await stage.page.getByRole('checkbox', { name: 'me@x.org' }).click();
    await arrive(1001);
    await expect.poll(() => told()).toEqual(['Sender 0: Mail 1001']);
    await stage.page.getByTestId('mail-quiet').click();
    await stage.page.getByPlaceholder('Start').waitFor();
    expect(await stage.page.evaluate(() => localStorage.getItem('mail-center:notifications'))).toContain(
      '"quiet":{"from":1200,"to":420}',
    );
  });

  it('come from folders that were chosen as well', async () => {
    stage.answers['mailMessages:page'] = (_values, query) =>
      stage.messages.filter(({ folderId }) =>
        query.get('role') === 'inbox' ? folderId === '10' : folderId === query.get('folderId'),
      );
    await turnOn();
    await look(stage.page, false);
    const file = async (id: number) => {
      const at = new Date().toISOString();
      const part = {
        folderId: '11',
        subject: `Mail ${id}`,
        seen: false,
        receivedAt: at,
        threadKey: `n${id}`,
      };
      stage.messages = [message(0, { ...part, id: String(id) }), ...stage.messages];
      await stage.hint(['messages'], ['11']);
    };
    await file(900);
    await openDialog();
    const select = stage.page.getByTestId('mail-notify-folders');
    await select.click();
    const offered = stage.page.locator('.ant-select-item-option');
    expect(await offered.allInnerTexts()).toEqual(['Archive', 'Junk']);
    await offered.first().click();
    // What lay there before is no news.
    await expect
      .poll(() => stage.page.evaluate(() => localStorage.getItem('mail-center:notified:11')))
      .toMatch(/^900 /);
    await file(901);
    await expect.poll(() => told()).toEqual(['Sender 0: Mail 901']);
    await arrive(1000);
    await expect.poll(() => told()).toEqual(['Sender 0: Mail 901', 'Sender 0: Mail 1000']);
  });

  it('are sent by the server too, with the same choices, wherever they were made', async () => {
    await openDialog();
    const quiet = stage.page.getByTestId('mail-quiet');
    expect(await quiet.isDisabled()).toBe(true);
    await stage.page.getByTestId('mail-notify-in-app').click();
    await quiet.click();
    const saved = () =>
      stage.asked.filter(([action]) => action === 'mailPreferences:save').map(([, it]) => it);
    const timeZone = await stage.page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
    const choices = { inApp: true, without: [], folders: [], timeZone };
    await expect.poll(saved).toEqual([
      { ...choices, quiet: null },
      { ...choices, quiet: { from: 1200, to: 420 } },
    ]);
    // In another browser, something else was chosen since.
    await stage.page.keyboard.press('Escape');
    stage.preferences = { ...stage.preferences, quiet: null, folders: ['13'] };
    await openDialog();
    await stage.page.getByTestId('mail-notify-folders').getByText('Junk').waitFor();
    await expect.poll(() => quiet.getAttribute('aria-checked')).toBe('false');
    expect(await stage.page.evaluate(() => localStorage.getItem('mail-center:notifications'))).toContain(
      '"folders":["13"],"quiet":null',
    );
    expect(saved()).toHaveLength(2);
  });

  it('do not offer messages in the app where the host has none', async () => {
    stage.preferences = { ...stage.preferences, inAppAvailable: false };
    await openDialog();
    await stage.page.getByTestId('mail-notify').waitFor();
    await expect.poll(() => stage.read.has('mailPreferences:get')).toBe(true);
    expect(await stage.page.getByTestId('mail-notify-in-app').count()).toBe(0);
  });

  it('say what stands in their way', async () => {
    await desktop(stage.page, 'denied');
    await stage.page.reload();
    await openDialog();
    await stage.page.getByTestId('mail-notify').click();
    await stage.page.getByText('Your browser blocks notifications of this site.').waitFor();
    expect(await stage.page.getByTestId('mail-notify').getAttribute('aria-checked')).toBe('false');
  });
});
