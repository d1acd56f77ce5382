import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { CONVERSATION } from '../browser/held-as';
import { MailCenterStage } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
/** The messages whose texts were asked for, as often as they were. */
let asked: string[];

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  asked = [];
  const answer = (_values: unknown, query: URLSearchParams) => {
    const id = query.get('filterByTk') ?? '';
    asked.push(id);
    return { id, html: '', text: `Text of ${id}`, hasRemoteContent: false, attachments: [] };
  };
  stage.answers['mailMessages:body'] = answer;
});
const text = (id: string) => stage.reader().getByText(`Text of ${id}`).waitFor();

it('loads what is before and after the open message, and shows it without the server', async () => {
  await stage.row(3).click();
  await text('97');
  await expect.poll(() => asked).toEqual(expect.arrayContaining(['96', '98']));
  // So has what belongs to them.
  await stage.page.waitForLoadState('networkidle');
  stage.holds = new Set(['mailMessages:get', 'mailMessages:body', CONVERSATION, 'mailFolders:list']);
  await stage.row(4).click();
  await text('96');
});

it('asks again for what may have changed since', async () => {
  await stage.row(3).click();
  await expect.poll(() => asked).toContain('96');
  stage.messages = stage.messages.map((row) =>
    String(row.id) === '96' ? { ...row, subject: 'A new subject' } : row,
  );
  asked = [];
  await stage.hint(['messages'], ['10']);
  await expect.poll(() => asked).toContain('96');
  await stage.page.getByTestId('mail-list-pane').getByText('A new subject').click();
  await stage.reader().getByText('A new subject').waitFor();
});
