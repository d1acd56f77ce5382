import { at, dialog, fail, found, hold, listed, menuOf } from '../acts.mts';
import type { Scene, Shot } from '../camera.mts';

const OFFLINE =
  'You are offline. What is on the screen stays; changes are not possible until the connection is back.';

const row = ({ page }: Scene, index: number) => page.getByTestId('mail-row').nth(index);

async function choose(scene: Scene): Promise<void> {
  await listed(scene);
  for (const index of [1, 2, 4]) await row(scene, index).click({ modifiers: ['Control'] });
  await at(scene, 'mail-bulk-count').waitFor();
}

async function type(scene: Scene, text: string): Promise<void> {
  await listed(scene);
  await at(scene, 'mail-search').click();
  await scene.page.keyboard.type(text);
  await at(scene, 'mail-search-suggestions').waitFor();
}

async function viewMenu(scene: Scene): Promise<void> {
  await listed(scene);
  await at(scene, 'mail-view').click();
  await menuOf(scene).waitFor();
}

/** The list of messages in all its states, and searching. */
export const LIST_SHOTS: Shot[] = [
  { name: 'list', act: listed },
  { name: 'list-classic-dark', client: 'admin', theme: 'dark', act: listed },
  { name: 'list-compact-theme-de-1024', theme: 'compact', language: 'de-DE', width: 1024, act: listed },
  { name: 'list-zh-390', language: 'zh-CN', width: 390, act: listed },
  { name: 'list-dark-de-390', theme: 'dark', language: 'de-DE', width: 390, act: listed },
  {
    ...{ name: 'list-folders-390', width: 390 },
    act: async (scene) => {
      await listed(scene);
      await at(scene, 'mail-menu').click();
      await at(scene, 'mail-folder-inbox').waitFor();
    },
  },
  { name: 'list-view', act: viewMenu },
  { name: 'list-view-dark-de', theme: 'dark', language: 'de-DE', act: viewMenu },
  { name: 'list-chosen', act: choose },
  { name: 'list-chosen-dark-de-390', theme: 'dark', language: 'de-DE', width: 390, act: choose },
  {
    ...{ name: 'list-chosen-all-zh', language: 'zh-CN' },
    act: async (scene) => {
      await listed(scene);
      await row(scene, 0).click();
      await at(scene, 'mail-list').press('Control+a');
      await at(scene, 'mail-everything').waitFor();
    },
  },
  {
    ...{ name: 'list-row-menu-dark', theme: 'dark' },
    act: async (scene) => {
      await listed(scene);
      await row(scene, 2).click({ button: 'right' });
      await menuOf(scene).waitFor();
    },
  },
  {
    name: 'list-hover',
    act: async (scene) => {
      await listed(scene);
      await row(scene, 1).hover();
      await at(scene, 'mail-row-actions').waitFor();
    },
  },
  {
    name: 'folder-menu',
    act: async (scene) => {
      await listed(scene);
      await at(scene, 'mail-folder-inbox').click({ button: 'right' });
      await menuOf(scene).waitFor();
    },
  },
  {
    ...{ name: 'list-empty-de', language: 'de-DE' },
    act: async (scene) => {
      await listed(scene);
      await scene.page.getByTestId('mail-folder-trash').last().click();
      await at(scene, 'mail-list-empty').waitFor();
    },
  },
  {
    name: 'list-loading',
    before: (scene) => hold(scene, 'mailMessages:page'),
    act: (scene) => at(scene, 'mail-list-loading').waitFor(),
  },
  {
    ...{ name: 'list-error-dark-zh', theme: 'dark', language: 'zh-CN' },
    before: (scene) => fail(scene, 'mailMessages:page'),
    act: (scene) => scene.page.getByText(scene.t('The mails could not be loaded')).waitFor(),
  },
  {
    name: 'offline',
    act: async (scene) => {
      await listed(scene);
      await scene.page.context().setOffline(true);
      await scene.page.getByText(scene.t(OFFLINE)).waitFor();
    },
  },
  { name: 'search-suggestions', act: (scene) => type(scene, 'fr') },
  {
    name: 'search-suggestions-dark-zh',
    theme: 'dark',
    language: 'zh-CN',
    act: (scene) => type(scene, 'dana'),
  },
  { name: 'search-suggestions-de-390', language: 'de-DE', width: 390, act: (scene) => type(scene, 'ha') },
  { name: 'search-found', path: found('barometers'), act: listed },
  { name: 'search-found-dark-390', theme: 'dark', width: 390, path: found('barometers'), act: listed },
  {
    ...{ name: 'search-nothing-de', language: 'de-DE', path: found('xylophone label:red') },
    act: (scene) => at(scene, 'mail-list-empty').waitFor(),
  },
  {
    ...{ name: 'search-help-dark-de', theme: 'dark', language: 'de-DE' },
    act: async (scene) => {
      await listed(scene);
      await at(scene, 'mail-search-help').click();
      await at(scene, 'mail-search-operators').waitFor();
    },
  },
  {
    ...{ name: 'shortcuts-de', language: 'de-DE' },
    act: async (scene) => {
      await listed(scene);
      await scene.page.keyboard.press('?');
      await dialog(scene);
    },
  },
];
