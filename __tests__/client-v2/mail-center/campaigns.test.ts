import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CampaignRecipientView, CampaignView } from '../../../src/common';
import { faultsIn } from '../browser/axe';
import { CampaignServer } from '../browser/campaign-server';
import { MailCenterStage, message, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
let server: CampaignServer;

const people = (count: number): Array<Partial<CampaignRecipientView>> =>
  Array.from({ length: count }, (_, index) => ({ name: `Person ${index}`, address: `p${index}@x.org` }));
const SENT: Partial<CampaignRecipientView> = {
  ...{ state: 'sent', sentAt: '2026-01-02T04:00:00Z', messageId: message(1).id, folderId: '10' },
};
const RUNNING: Partial<CampaignView> = { subject: 'Our news', state: 'running', minutes: 12 };

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  server = new CampaignServer();
  await stage.open();
  Object.assign(stage.answers, server.answers);
});

const entry = () => stage.page.getByTestId('mail-bulk');
const cards = () => stage.page.getByTestId('mail-bulk-card');
const progress = () => stage.page.getByTestId('mail-bulk-progress');
const counts = () => progress().getByTestId('mail-bulk-counts');
const lines = () => stage.page.getByTestId('mail-bulk-recipient');
const filter = (name: string) => stage.page.getByTestId(`mail-bulk-filter-${name}`);
const press = (testId: string) => stage.page.getByTestId(testId).click();
const confirm = (name: string) =>
  stage.page.locator('.ant-modal-confirm').getByRole('button', { name, exact: true }).click();
const list = () => stage.page.goto(`${stage.base}/?folder=bulk`);
const open = async (campaign: CampaignView) => {
  await stage.page.goto(`${stage.base}/?folder=bulk&message=${campaign.id}`);
  await progress().waitFor();
};

describe('the list', () => {
  it('is reached from the folders, which say how many are being sent', async () => {
    server.add(RUNNING, people(2));
    server.add({ subject: 'A draft' });
    await stage.hint(['campaigns']);
    await entry().getByText('1', { exact: true }).waitFor();
    await entry().click();
    await cards().nth(1).waitFor();
    expect(await stage.page.title()).toContain('Bulk email');
    expect(await cards().nth(0).innerText()).toMatch(/A draft[\s\S]*Draft[\s\S]*Continue/);
    expect(await cards().nth(1).innerText()).toMatch(/Our news[\s\S]*Sending[\s\S]*0 of 2 sent/);
    await cards().nth(1).getByTestId('mail-bulk-open').click();
    await progress().waitFor();
    // The keys of the list of messages don't apply to what is open here.
    expect([...stage.read]).not.toContain(`mailMessages:get ${server.campaigns[1].id}`);
    await stage.page.getByTestId('mail-back').click();
    await cards().first().waitFor();
  });

  it('says what it’s for while it is empty', async () => {
    await list();
    await stage.page
      .getByText('Write to many people at once: everyone gets a message of their own.')
      .waitFor();
    await press('mail-bulk-new');
    await stage.page.getByTestId('mail-bulk-wizard').waitFor();
    expect(server.saved).toMatchObject([
      { accountId: '1', identityId: '11', subject: '', unsubscribe: true },
    ]);
    expect(new URL(stage.page.url()).searchParams.get('message')).toBe(String(server.campaigns[0].id));
  });

  it('can be loaded again after a failure', async () => {
    stage.answers['mailCampaigns:summaries'] = () => refusal(503, 'internal');
    await list();
    const again = stage.page.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    server.add(RUNNING);
    Object.assign(stage.answers, server.answers);
    await again.click();
    await cards().first().waitFor();
  });

  it('says why one is paused or waits', async () => {
    server.add({ ...RUNNING, waitsUntil: '2026-01-02T05:00:00Z', waitReason: 'throttled' }, people(1));
    server.add({ subject: 'Blocked', state: 'paused', reason: 'sending-blocked' }, people(1));
    await list();
    await cards().filter({ hasText: 'Blocked' }).getByText('error.', { exact: false }).waitFor();
    await cards().filter({ hasText: 'Our news' }).getByText('Waits until', { exact: false }).waitFor();
  });
});

describe('one that is being sent', () => {
  it('shows its progress as it happens', async () => {
    const campaign = server.add(RUNNING, people(4));
    await open(campaign);
    await counts().getByText('0 of 4 sent', { exact: true }).waitFor();
    await progress().getByText('about 12 minutes left').waitFor();
    server.settle(campaign, SENT, 'p0@x.org', 'p1@x.org');
    server.settle(campaign, { state: 'failed', reason: 'recipient-rejected' }, 'p2@x.org');
    server.settle(campaign, { outcome: 'answered' }, 'p1@x.org');
    await stage.hint(['campaigns']);
    await counts().getByText('2 of 4 sent · 1 failed · 1 answered', { exact: true }).waitFor();
    await expect.poll(() => lines().nth(1).innerText()).toContain('Answered');
    await filter('failed').click();
    await expect.poll(() => lines().allInnerTexts()).toHaveLength(1);
    expect(await lines().innerText()).toContain('Person 2');
    server.settle(campaign, { state: 'waiting', reason: null }, 'p2@x.org');
    await stage.hint(['campaigns']);
    await stage.page.getByText('Nobody here').waitFor();
  });

  it('is paused, resumed and canceled', async () => {
    const campaign = server.add(RUNNING, people(2));
    await open(campaign);
    await press('mail-bulk-pause');
    await progress().getByText('Paused', { exact: true }).waitFor();
    await press('mail-bulk-resume');
    await progress().getByText('Sending', { exact: true }).first().waitFor();
    await press('mail-bulk-cancel');
    await confirm('Keep sending');
    expect(campaign.state).toBe('running');
    await press('mail-bulk-cancel');
    await confirm('Cancel bulk email');
    await progress().getByText('Canceled', { exact: true }).waitFor();
    await press('mail-bulk-delete');
    await confirm('Delete');
    await stage.page.getByTestId('mail-bulk-new').waitFor();
    expect(server.campaigns).toEqual([]);
  });

  it('says what went wrong, and shows how it is by now', async () => {
    const campaign = server.add(RUNNING, people(1));
    await open(campaign);
    stage.answers['mailCampaigns:pause'] = () => {
      campaign.state = 'done';
      return refusal(409, 'invalid-input');
    };
    await press('mail-bulk-pause');
    await stage.page.getByText('Refused: invalid-input').waitFor();
    await progress().getByText('Finished', { exact: true }).waitFor();
  });

  it('is sent again to those with whom that failed', async () => {
    const campaign = server.add({ ...RUNNING, state: 'done' }, [{ address: 'a@x.org', state: 'failed' }]);
    await open(campaign);
    await press('mail-bulk-retry');
    await progress().getByText('Sending', { exact: true }).first().waitFor();
    expect(stage.asked.map(([action]) => action)).toContain('mailCampaigns:retry');
  });

  it('leads to each message that was sent', async () => {
    const [first, ...others] = people(60);
    const campaign = server.add(RUNNING, [{ ...first, ...SENT, unsubscribed: true }, ...others]);
    await open(campaign);
    await expect.poll(() => lines().count()).toBe(50);
    await stage.page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => lines().count()).toBe(60);
    await lines().first().getByText('Unsubscribed').waitFor();
    expect(await lines().nth(1).getByRole('button').count()).toBe(0);
    await stage.page.getByTestId('mail-bulk-search').fill('p0@');
    await expect.poll(() => lines().count()).toBe(1);
    await lines().getByRole('button', { name: 'Open the message to Person 0' }).click();
    await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 1');
  });

  it('can be loaded again after a failure, and is gone once it’s deleted elsewhere', async () => {
    const campaign = server.add(RUNNING, people(1));
    stage.answers['mailCampaigns:open'] = () => refusal(503, 'internal');
    await stage.page.goto(`${stage.base}/?folder=bulk&message=${campaign.id}`);
    await stage.page.getByText('The bulk email could not be loaded').waitFor();
    Object.assign(stage.answers, server.answers);
    await stage.page.getByRole('button', { name: 'Try again' }).click();
    await progress().waitFor();
    server.campaigns = [];
    await stage.hint(['campaigns']);
    await progress().waitFor({ state: 'detached' });
    await stage.page.getByText('Refused: not-found').waitFor();
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each([1440, 390])('nothing is out of reach at a width of %i', async (width) => {
    const campaign = server.add({ ...RUNNING, subject: 'A long subject '.repeat(9) }, people(3));
    server.settle(campaign, { ...SENT, outcome: 'bounced', unsubscribed: true }, 'p0@x.org');
    server.settle(campaign, { state: 'failed', reason: 'recipient-rejected' }, 'p1@x.org');
    await stage.page.emulateMedia({ colorScheme });
    await stage.page.setViewportSize({ width, height: 800 });
    const overflow = () =>
      stage.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await list();
    await cards().first().waitFor();
    expect(await faultsIn(stage.page, '#root')).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await open(campaign);
    await lines().first().waitFor();
    expect(await faultsIn(stage.page, '#root')).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});
