import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ada, ComposerStage, message } from '../../browser/composer-stage';

const stage = new ComposerStage();
const { composer, text } = stage;
const QUOTE =
  '<br><div>Ada &lt;ada@x.org&gt;, 2026-01-02 04:04 +01:00:</div>' +
  '<blockquote type="cite" style="margin:0"><p>first</p><p>second</p>' +
  '<img src="cid:logo@x"><img src="cid:unknown@x"><img src="https://example.com/a.png"></blockquote>';
const LOGO = {
  ...{ id: '8', filename: 'logo.png', contentType: 'image/png', size: 10 },
  ...{ contentId: '<logo@x>', inline: true },
};

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.reset();
  stage.parts = [LOGO];
  stage.quote = QUOTE;
});

const button = (name: string) => composer().getByRole('button', { name, exact: true });

async function answer(kind: 'reply' | 'forward' = 'reply'): Promise<void> {
  await stage.compose({ to: [ada], source: { message, kind } });
  await text().click();
  await stage.page.keyboard.type('Thanks');
  await button('Show the original').click();
}

it('moves into the text, with its pictures, and is sent as it was edited', async () => {
  await answer();
  await button('Edit').click();
  await text().getByText('second').waitFor();
  await expect.poll(() => composer().getByRole('checkbox').isChecked()).toBe(false);
  await expect.poll(() => stage.uploads).toEqual(['logo.png']);
  await text().getByText('second').click({ clickCount: 3 });
  await stage.page.keyboard.type('shortened');
  await button('Send').click();
  await composer().waitFor({ state: 'detached' });
  const [sent] = stage.sent;
  expect(sent?.source).toMatchObject({ messageId: '5', kind: 'reply', quote: false });
  expect(sent?.html).toMatch(/^<p>Thanks<\/p>[^]*ada@x\.org[^]*<blockquote[^]*first[^]*shortened/);
  expect(sent?.html).not.toContain('second');
  // Only the message's own picture is left, as a file of the writer's.
  expect(sent?.html.match(/<img[^>]*>/g)).toEqual([expect.stringMatching(/src="cid:[^"]+@picture"/)]);
  expect(sent?.uploadIds).toEqual(['77']);
});

it('says what the editor cannot keep, and one undo takes it out again', async () => {
  await answer('forward');
  await button('Edit').click();
  await composer().getByText('of the original’s formatting: pictures.').waitFor();
  await stage.page.keyboard.press('Control+z');
  await expect.poll(() => text().innerText()).toBe('Thanks');
  await composer().getByRole('checkbox').check();
  await button('Send').click();
  await composer().waitFor({ state: 'detached' });
  expect(stage.sent[0]?.source).toMatchObject({ quote: true });
});

it('becomes lines with > in a message without formatting, which needs no pictures', async () => {
  await stage.compose({ to: [ada], source: { message, kind: 'reply' } });
  const more = button('More formatting');
  if (await more.isVisible()) await more.click();
  await stage.page.getByRole('button', { name: 'Plain text', exact: true }).click();
  await text().press('Control+Home');
  await stage.page.keyboard.type('Thanks');
  await button('Show the original').click();
  await button('Edit').click();
  await text().getByText('> second').waitFor();
  await button('Send').click();
  await composer().waitFor({ state: 'detached' });
  expect(stage.sent[0]?.plainText).toBe(true);
  expect(stage.sent[0]?.html).toMatch(/<p>&gt; first<\/p><p>&gt; second<\/p>/);
  expect(stage.uploads).toEqual([]);
});

it('stays where it is if it cannot be fetched', async () => {
  stage.quote = undefined;
  await answer();
  await button('Edit').click();
  await composer().getByText('The original could not be put into the text:').waitFor();
  expect(await composer().getByRole('checkbox').isChecked()).toBe(true);
  expect(await text().innerText()).toBe('Thanks');
});
