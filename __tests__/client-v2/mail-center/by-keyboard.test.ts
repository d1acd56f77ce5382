import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const press = async (...keys: string[]) => {
  for (const key of keys) await stage.page.keyboard.press(key);
};
const focused = () =>
  stage.page.evaluate(() => {
    const { activeElement: element } = document;
    return element?.getAttribute('data-testid') ?? element?.getAttribute('aria-label') ?? '';
  });

/** The accessibility tree of a place, without its dates, which depend on the day and the time zone. */
const readOut = async (place: Locator) =>
  (await place.ariaSnapshot()).replace(/time: .*/g, 'time').replace(/\bJan 1\b/g, 'date');

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.open());

it('goes from the page to a sent answer by the keyboard alone', async () => {
  let waiting: Record<string, unknown> = {};
  stage.answers['mailMessages:send'] = ({ subject, delay }) => {
    const notBefore = new Date(Date.now() + Number(delay)).toISOString();
    waiting = { id: '1', accountId: '1', kind: 'send', state: 'pending', subject, compose: null, notBefore };
    return waiting;
  };
  stage.answers['mailOperations:list'] = () => [waiting];
  stage.answers['mailOperations:recall'] = () => stage.drafts.add({ subject: 'Taken back' });
  // One of the first stops leads past the folders.
  const text = () => stage.page.evaluate(() => document.activeElement?.textContent ?? '');
  await press('Tab');
  for (let stop = 0; stop < 5 && !(await text()).includes('Skip'); stop++) await press('Tab');
  await press('Enter');
  await expect.poll(focused).toBe('mail-list');
  await press('ArrowDown');
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 1');
  await press('ArrowDown');
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  await press('r');
  await stage.page.keyboard.type('Thursday suits me.');
  const composer = stage.page.getByTestId('mail-composer');
  await expect
    .poll(() => composer.getByRole('textbox', { name: 'Text of the mail' }).innerText())
    .toContain('Thursday suits me.');
  await press('Control+Enter');
  await expect
    .poll(() => stage.asked.find(([action]) => action === 'mailMessages:send')?.[1])
    .toMatchObject({
      to: [{ address: 's2@x.org' }],
      subject: 'Re: Subject 2',
      html: expect.stringContaining('Thursday suits me.') as string,
    });
  await composer.waitFor({ state: 'detached' });
  // One is where one was.
  await expect.poll(focused).toBe('mail-list');
  // For a moment, it can be undone like anything else.
  await press('z');
  await composer.getByText('Taken back').first().waitFor();
  expect(stage.asked.filter(([action]) => action === 'mailOperations:recall')).toHaveLength(1);
});

it('reads out as folders, a list of messages, and the message', async () => {
  stage.messages = [
    message(1, { seen: false, hasAttachments: true, threadKey: 'a' }),
    message(2, { flagged: true, answered: true, threadKey: 'b' }),
  ];
  await stage.hint(['messages'], ['10']);
  await expect.poll(() => stage.page.getByTestId('mail-row').count()).toBe(2);
  await stage.row(2).click();
  await stage.page.getByText('Text of 98').waitFor();
  expect(await readOut(stage.page.getByTestId('mail-list'))).toMatchInlineSnapshot(`
    "- grid "Mails":
      - row "January":
        - rowheader "January"
      - row "Select Unread Sender 1 Attachments date Subject 1 Text 1":
        - gridcell "Select":
          - checkbox "Select"
        - gridcell "Unread Sender 1 Attachments date Subject 1 Text 1":
          - text: Unread Sender 1
          - img "Attachments"
          - time
          - text: Subject 1 Text 1
      - row "Select Sender 2 Answered Flagged date Subject 2 Text 2 Move to the archive Snooze… Delete Mark as unread Remove flag":
        - gridcell "Select":
          - checkbox "Select"
        - gridcell "Sender 2 Answered Flagged date Subject 2 Text 2":
          - text: Sender 2
          - img "Answered"
          - img "Flagged"
          - time
          - text: Subject 2 Text 2
        - gridcell "Move to the archive Snooze… Delete Mark as unread Remove flag":
          - button "Move to the archive"
          - button "Snooze…"
          - button "Delete"
          - button "Mark as unread"
          - button "Remove flag""
  `);
  expect(await readOut(stage.reader())).toMatchInlineSnapshot(`
    "- article "Subject 2":
      - toolbar "Mail actions":
        - button "Reply"
        - button "Reply all"
        - button "Forward"
        - separator
        - button "Remove flag":
          - img "flag"
        - button "Mark as unread":
          - img "mail"
        - button "Move to the archive":
          - img "container"
        - button "Mark as spam":
          - img "stop"
        - button "Move to folder":
          - img "folder"
        - button "Label…"
        - button "Write a note":
          - img "file-text"
        - button "Snooze…":
          - img "clock-circle"
        - button "Link to record…"
        - button "Delete":
          - img "delete"
        - button "More"
        - button "Close":
          - img "close"
      - heading "Flagged Subject 2" [level=4]:
        - img "Flagged"
        - text: Subject 2
      - strong:
        - button "Sender 2"
        - text: <s2@x.org>
      - time
      - button "To Me"
      - text: Text of 98"
  `);
});
