import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const TEXT = `Dear Anna,\nthe quarterly report is here: Grüße, REPORTS.\n${'more '.repeat(20)}`;
const HTML =
  '<p>The <b>quarterly</b> report, rep<i>ort</i>s</p><p>quarterly</p><p>report</p><style>x</style><table><tr><td>Gr\u00fc\u00dfe</td></tr></table>';

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  stage.messages[0] = message(1, {
    ...{ subject: 'Subject 1 Quarterly report', preview: 'Grüße from the report', fromName: 'Report Desk' },
    from: [{ name: 'Report Desk', address: 's1@x.org' }],
  });
  stage.answers['mailMessages:body'] = (_values, query) => ({
    ...{ id: query.get('filterByTk'), hasRemoteContent: false, attachments: [] },
    ...(query.get('filterByTk') === '98' ? { html: '', text: TEXT } : { html: HTML, text: '' }),
  });
});

const search = (text: string) => stage.page.getByTestId('mail-search').fill(text);
const marks = (place = 'mail-list-pane') => stage.page.getByTestId(place).locator('mark').allInnerTexts();
/** What the browser paints as found, in the page and in the frames of messages. */
const painted = () =>
  stage.page.evaluate(() => {
    const frames = [...document.querySelectorAll('iframe')].map(({ contentWindow }) => contentWindow);
    const views = [window, ...frames] as Array<(Window & typeof globalThis) | null>;
    return views.flatMap((view) => [...(view?.CSS.highlights.get('mail-hit') ?? [])].map(String));
  });

describe('what is searched for', () => {
  it('is marked in the list', async () => {
    await search('quarterly rep');
    await expect.poll(() => marks()).toEqual(['Rep', 'Quarterly', 'rep', 'rep']);
    await search('subject:report grusse ');
    await expect.poll(() => marks()).toEqual(['report', 'Grüße']);
    await search('-report');
    await expect.poll(() => marks()).toEqual([]);
    await search('');
    await expect.poll(() => marks()).toEqual([]);
    await expect
      .poll(() => stage.page.getByTestId('mail-row').first().innerText())
      .toContain('Quarterly report');
  });

  it('is marked in the message, without a change of it, also across its markup', async () => {
    const troubles: string[] = [];
    stage.page.on('console', (line) => line.type() === 'error' && troubles.push(line.text()));
    await search('"quarterly report" reports ');
    await stage.page.getByTestId('mail-row').first().click();
    // From one paragraph to the next too: that is where the index finds it.
    await expect.poll(painted).toEqual(['quarterly report', 'reports', 'quarterlyreport']);
    expect(await marks('mail-reader')).toEqual(['Quarterly report']);
    const frame = stage.page.frameLocator('[data-testid="mail-frame"]');
    expect(await frame.locator('body').innerHTML()).not.toContain('mark');
    await search('grusse');
    await expect.poll(painted).toEqual(['Grüße']);
    await search('');
    await expect.poll(painted).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('is marked in plain text, until another message is open', async () => {
    await search('report');
    // Before the search has begun.
    await stage.row(2).click();
    await expect.poll(painted).toEqual(['report', 'REPORT']);
    const text = stage.page.getByTestId('mail-text').locator('.slice').first();
    const style = await text.evaluate((text) => {
      const { backgroundColor, color } = getComputedStyle(text, '::highlight(mail-hit)');
      return { backgroundColor, color };
    });
    expect(style).toEqual({ backgroundColor: 'rgb(255, 229, 143)', color: 'rgba(0, 0, 0, 0.88)' });
    await stage.row(3).click();
    await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 3');
    await expect.poll(painted).toEqual(['report', 'report', 'report']);
  });

  it('is marked a thousand times at most', async () => {
    stage.answers['mailMessages:body'] = (_values, query) => ({
      ...{ id: query.get('filterByTk'), hasRemoteContent: false, attachments: [] },
      ...{ html: `<p>${'word '.repeat(30_000)}</p>`, text: '' },
    });
    await search('word ');
    await stage.row(2).click();
    await expect.poll(async () => (await painted()).length).toBe(1000);
  });
});
