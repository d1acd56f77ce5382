import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MailCenterStage } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
/** What the list last asked for. */
let asked: URLSearchParams | undefined;
const search = () => new URL(stage.page.url()).searchParams;

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  asked = undefined;
  stage.answers['mailMessages:page'] = (_values, query) => {
    if (query.get('threadKey') !== null) return [];
    asked = query;
    return stage.messages.slice(0, query.get('q') ? 2 : 5);
  };
});

describe('what is searched', () => {
  it('is there again after a reload, with the message that was open', async () => {
    await stage.page.getByTestId('mail-search').fill('tolerance');
    await expect.poll(() => stage.page.getByTestId('mail-row').count()).toBe(2);
    await stage.row(2).click();
    await stage.reader().waitFor();
    await stage.page.getByTestId('mail-filter-unread').click();
    await expect.poll(() => search().get('show')).toBe('unread');
    await stage.page.reload();
    await stage.reader().waitFor();
    await expect.poll(() => [asked?.get('q'), asked?.get('show')]).toEqual(['tolerance', 'unread']);
    expect(await stage.page.getByTestId('mail-search').inputValue()).toBe('tolerance');
    // One step back is the list of the search, not the letters that were typed.
    await stage.page.goBack();
    await stage.reader().waitFor({ state: 'detached' });
    expect(search().get('q')).toBe('tolerance');
  });

  it('can be followed as a link, and is left behind with the folder', async () => {
    await stage.page.goto(`${stage.base}/?folder=10&q=figures&in=all`);
    await expect.poll(() => [asked?.get('q'), asked?.get('accountId')]).toEqual(['figures', '1']);
    await stage.page.getByText('Archive', { exact: true }).first().click();
    await expect.poll(() => [asked?.get('folderId'), asked?.get('q')]).toEqual(['11', null]);
    expect(search().get('q')).toBeNull();
    expect(search().get('in')).toBeNull();
  });
});
