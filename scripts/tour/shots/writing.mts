import {
  accountMenu,
  at,
  dialog,
  found,
  listed,
  menu,
  menuOf,
  readFirst,
  typeText,
  write,
} from '../acts.mts';
import type { Scene, Shot } from '../camera.mts';

const TEXT = 'Thank you for the list. We will send the certificates on Thursday.';
const blocks = {
  path: ({ pageUid }: { pageUid: string }) => pageUid,
  act: async (scene: Scene) => {
    await scene.page.locator('.ant-table-row').nth(15).waitFor();
  },
};

async function answer(scene: Scene): Promise<void> {
  await readFirst(scene);
  await at(scene, 'mail-reader')
    .getByRole('button', { name: scene.t('Reply'), exact: true })
    .first()
    .click();
  await typeText(scene, TEXT);
}

async function recipient(scene: Scene): Promise<void> {
  await at(scene, 'mail-composer')
    .locator('input[type=search]:not([readonly])')
    .first()
    .fill('kim@example.com');
  await scene.page.keyboard.press('Enter');
}

async function later(scene: Scene): Promise<void> {
  await write(scene, TEXT);
  await at(scene, 'mail-send-later').click();
  await menuOf(scene).waitFor();
}

/** Closes a message, which stays a draft. */
async function closed(scene: Scene): Promise<void> {
  await write(scene, TEXT);
  await at(scene, 'mail-draft-state').getByText(scene.t('Saved to Drafts')).waitFor();
  await at(scene, 'mail-composer')
    .getByRole('button', { name: scene.t('Close') })
    .click();
  await scene.page.getByText(scene.t('Saved to Drafts')).first().waitFor();
}

async function scheduled(scene: Scene): Promise<void> {
  await write(scene, TEXT);
  await recipient(scene);
  await at(scene, 'mail-composer')
    .getByRole('textbox', { name: scene.t('Subject') })
    .fill('Certificates');
  await at(scene, 'mail-send-later').click();
  await menu(scene, 'Tomorrow morning');
  await at(scene, 'mail-undo-send').waitFor();
}

async function outbox(scene: Scene): Promise<void> {
  await listed(scene);
  if (!(await at(scene, 'mail-outbox').isVisible())) await at(scene, 'mail-menu').click();
  await at(scene, 'mail-outbox').click();
  await at(scene, 'mail-operation').waitFor();
}

/** Chooses a template for an answer whose record is unknown. */
async function pickTemplate(scene: Scene): Promise<void> {
  await readFirst(scene);
  await scene.page.keyboard.press(';');
  await at(scene, 'mail-template-find').waitFor();
  await at(scene, 'mail-template-find').press('ArrowDown');
  await at(scene, 'mail-template-preview').locator('iframe').waitFor();
}

async function templates(scene: Scene): Promise<void> {
  await accountMenu(scene, 'Templates…');
  await at(scene, 'mail-templates').locator('.ant-list-item').first().waitFor();
}

async function editTemplate(scene: Scene): Promise<void> {
  await templates(scene);
  await at(scene, 'mail-templates').locator('.ant-list-item button').first().click();
  await at(scene, 'mail-template-form')
    .getByRole('textbox', { name: scene.t('Text of the template') })
    .waitFor();
}

/** Composers, the outbox, notifications, and emails beside other records. */
export const WRITE_SHOTS: Shot[] = [
  { name: 'compose', act: (scene) => write(scene, TEXT) },
  { name: 'compose-zh-390', language: 'zh-CN', width: 390, act: (scene) => write(scene, TEXT) },
  { name: 'answer-dark-de', path: found('subject:bakery'), theme: 'dark', language: 'de-DE', act: answer },
  { name: 'answer-classic-1024', path: found('subject:bakery'), client: 'admin', width: 1024, act: answer },
  { name: 'send-later', act: later },
  { name: 'send-later-dark-de', theme: 'dark', language: 'de-DE', act: later },
  { name: 'send-later-zh-390', language: 'zh-CN', width: 390, act: later },
  { name: 'scheduled-dark-de', theme: 'dark', language: 'de-DE', act: scheduled },
  { name: 'draft-closed-de-390', language: 'de-DE', width: 390, act: closed },
  {
    ...{ name: 'draft-without-file-dark-de', theme: 'dark', language: 'de-DE' },
    act: async (scene) => {
      await write(scene, 'Den Plan finden Sie im Anhang.');
      await recipient(scene);
      await at(scene, 'mail-composer')
        .getByRole('textbox', { name: scene.t('Subject') })
        .fill('Plan');
      await scene.page.keyboard.press('Control+Enter');
      await dialog(scene);
    },
  },
  {
    ...{ name: 'offline-de-390', language: 'de-DE', width: 390 },
    act: async (scene) => {
      await listed(scene);
      await scene.page.context().setOffline(true);
      await at(scene, 'mail-offline').waitFor();
      await scene.page.keyboard.press('j');
      await scene.page.keyboard.press('s');
      await at(scene, 'mail-offline-undo').waitFor();
    },
  },
  { name: 'template-picker', path: found('subject:bakery'), act: pickTemplate },
  {
    ...{ name: 'template-picker-dark-de', theme: 'dark', language: 'de-DE' },
    ...{ path: found('subject:bakery'), act: pickTemplate },
  },
  {
    ...{ name: 'template-picker-zh-390', language: 'zh-CN', width: 390 },
    ...{ path: found('subject:bakery'), act: pickTemplate },
  },
  { name: 'template-form', act: editTemplate },
  { name: 'template-form-dark-de', theme: 'dark', language: 'de-DE', act: editTemplate },
  {
    ...{ name: 'template-variables-classic-de', client: 'admin', language: 'de-DE' },
    act: async (scene) => {
      await editTemplate(scene);
      await scene.page.getByRole('button', { name: scene.t('Insert variable into the text') }).click();
      const columns = scene.page.locator('.ant-cascader-menu');
      await columns.first().getByText(scene.t('Record'), { exact: true }).click();
      await columns.nth(1).getByText('Customers').click();
      await columns.nth(2).getByText('Company').waitFor();
    },
  },
  { name: 'templates-zh-390', language: 'zh-CN', width: 390, act: templates },
  { name: 'outbox', act: outbox },
  { name: 'outbox-dark-de', theme: 'dark', language: 'de-DE', act: outbox },
  { name: 'outbox-zh-390', language: 'zh-CN', width: 390, act: outbox },
  {
    ...{ name: 'notifications-dark-de', theme: 'dark', language: 'de-DE' },
    act: async (scene) => {
      await listed(scene);
      await at(scene, 'mail-view').click();
      await menu(scene, 'Notifications…');
      await dialog(scene);
    },
  },
  { name: 'blocks', ...blocks },
  { name: 'blocks-classic-dark-de', ...blocks, client: 'admin', theme: 'dark', language: 'de-DE' },
];
