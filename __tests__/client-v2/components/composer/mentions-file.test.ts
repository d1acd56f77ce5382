import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ada, ComposerStage } from '../../browser/composer-stage';

describe('a file that is announced', () => {
  const WRITTEN = { accountId: '1', cc: [], bcc: [], uploadIds: [], attachmentIds: [] };
  const stage = new ComposerStage();
  const { composer, compose } = stage;
  beforeAll(() => stage.start());
  afterAll(() => stage.stop());
  beforeEach(() => stage.reset());

  const send = () => stage.page.getByRole('button', { name: 'Send', exact: true });
  const question = () =>
    stage.page.locator('.ant-modal-confirm-title').filter({ hasText: 'Send without an attachment?' });
  const answer = (name: string) =>
    stage.page.locator('.ant-modal-confirm-btns').getByRole('button', { name, exact: true }).click();

  it.each([
    '<p>Please find the plan attached.</p>',
    '<p>Den Plan finden Sie im <b>Anhang</b>.</p>',
    '<p>Anbei der Plan</p>',
    '<p>报价见附件。</p>',
    '<p>Vous trouverez ci-joint le devis.</p>',
  ])('is asked for: %s', async (html) => {
    await compose({ to: [ada], subject: 'Plan', html });
    await send().click();
    await question().waitFor();
    await answer('Keep writing');
    await question().waitFor({ state: 'detached' });
    expect(stage.asked).toEqual([]);
    await stage.page.getByTestId('mail-attach-files').setInputFiles({
      ...{ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('the plan') },
    });
    await send().click();
    await composer().waitFor({ state: 'detached' });
    expect(stage.asked).toMatchObject([{ uploadIds: ['77'] }]);
  });

  it.each([
    '<p>A detached house</p>',
    '<p>Thanks!</p><blockquote><p>The plan is attached.</p></blockquote>',
    '<p>Hello</p><div data-mail-signature=""><p>This mail and its attachments are confidential.</p></div>',
  ])('is not: %s', async (html) => {
    const draft = { ...WRITTEN, to: [ada], subject: 'No file', html };
    await compose({ copy: { draft, uploads: [] } });
    await send().click();
    await composer().waitFor({ state: 'detached' });
    expect(stage.asked).toHaveLength(1);
  });

  it('may be missing on purpose', async () => {
    await compose({ to: [ada], subject: 'Plan', html: '<p>The plan I attached last week</p>' });
    await send().click();
    await question().waitFor();
    await answer('Send');
    await composer().waitFor({ state: 'detached' });
    expect(stage.asked).toHaveLength(1);
  });
});
