import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { WRITTEN_HTML } from '../../../../bed/writtenMail';
import { ada, ComposerStage, identity } from '../../../browser/composer-stage';

const stage = new ComposerStage();
const { compose, text } = stage;
const button = (name: string) => stage.page.getByRole('button', { name, exact: true });

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.reset());

async function sent() {
  await button('Send').click();
  await expect.poll(() => stage.sent.length).toBe(1);
  return stage.sent[0];
}

it('asks before formatting is lost, and sends lines', async () => {
  const draft = stage.drafts.add({
    ...{ accountId: '1', to: [ada], cc: [], bcc: [], subject: 'x', html: WRITTEN_HTML },
    ...{ uploadIds: [], attachmentIds: [] },
  });
  await compose({ draft });
  await text().getByText('Offer for Köln').waitFor();
  await plainButton();
  await button('Cancel').click();
  await text().locator('h1').waitFor();
  await plainButton();
  await stage.page.getByRole('dialog').getByRole('button', { name: 'Switch to plain text' }).click();
  await text().locator('h1').waitFor({ state: 'detached' });
  const { html, plainText } = (await sent()) ?? {};
  expect(plainText).toBe(true);
  expect(html).toBe(
    [
      ...['Offer for Köln', 'Terms', 'Delivery', 'Dear Ben, this is our first v2 offer.', ''],
      ...['Red marked large', '- steel', '- wood', '  - oak', '3. third', '4. fourth'],
      ...['Item\tPrice', 'PX-200\t25,00 €', 'Total', 'if (x &lt; 1)', '  y  = 2;', '&gt; You wrote that.'],
      ...['See the offer &lt;https://example.org/offer&gt; 🙂', 'or call.'],
    ]
      .map((line) => `<p>${line}</p>`)
      .join('') + '<div data-mail-signature=""><p>Anna Müller</p></div>',
  );
});

it('asks nothing if there is no formatting; what is typed and pasted stays text, with its spaces', async () => {
  stage.identities = [{ ...identity, signature: '<p><strong>Me</strong></p>' }];
  await compose({ to: [ada], subject: 'x' });
  await plainButton();
  await stage.page.getByRole('button', { name: 'Bold', exact: true }).waitFor({ state: 'detached' });
  await text().press('Control+Home');
  await text().pressSequentially('# 1  **bold**');
  await text().press('Control+b');
  await text().press('Enter');
  await text().evaluate((editor) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', '<table><tr><td><b>a</b></td><td>b</td></tr></table>');
    clipboardData.setData('text/plain', 'a\tb\n\n  c');
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  expect((await sent())?.html).toBe(
    '<p># 1  **bold**</p><p>a\tb</p><p></p><p>  c</p><div data-mail-signature=""><p>Me</p></div>',
  );
  expect(stage.sent[0]?.plainText).toBe(true);
});

it('continues as text, and can become formatted again', async () => {
  const draft = stage.drafts.add({
    ...{
      accountId: '1',
      to: [ada],
      cc: [],
      bcc: [],
      subject: 'x',
      html: 'Item\tQty<br><br>  <a href="https://x.org">x</a>',
    },
    ...{ plainText: true, uploadIds: [], attachmentIds: [] },
  });
  await compose({ draft });
  await text().getByText('Item').waitFor();
  expect(await text().evaluate((element) => [...element.children].map((line) => line.textContent))).toEqual([
    'Item\tQty',
    '',
    '  x <https://x.org>',
  ]);
  await plainButton();
  await stage.page.getByRole('button', { name: 'Bold', exact: true }).waitFor();
  expect(await sent()).not.toHaveProperty('plainText');
});

/** Where there is no room for it, it is in the menu. */
async function plainButton(): Promise<void> {
  const more = button('More formatting');
  if (await more.isVisible()) await more.click();
  await button('Plain text').click();
}
