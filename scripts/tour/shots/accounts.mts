import { accountMenu, at, fail, listed, menu } from '../acts.mts';
import type { Scene, Shot } from '../camera.mts';

const settings = (scene: Scene) => at(scene, 'mail-settings').waitFor();
const table = (scene: Scene) => at(scene, 'mail-admin').getByText('kim.demo').first().waitFor();
const [MICROSOFT, ACCOUNTS] = ['settings/email-manager', 'settings/email-manager/accounts'];
const welcome = { person: 'second', act: (scene: Scene) => at(scene, 'mail-welcome').waitFor() } as const;
const banner = (scene: Scene) => at(scene, 'mail-account-banner').waitFor();

/** Connecting mailboxes, what administrators see, and the dialogs of an account. */
export const ACCOUNT_SHOTS: Shot[] = [
  { name: 'welcome', ...welcome },
  { name: 'welcome-dark-de-390', ...welcome, theme: 'dark', language: 'de-DE', width: 390 },
  { name: 'settings', person: 'root', path: MICROSOFT, act: settings },
  {
    ...{ name: 'settings-classic-dark-zh', person: 'root', path: MICROSOFT, act: settings },
    ...{ client: 'admin', theme: 'dark', language: 'zh-CN', width: 1024 },
  },
  {
    ...{ name: 'settings-de-390', person: 'root', path: MICROSOFT, act: settings },
    ...{ language: 'de-DE', width: 390 },
  },
  { name: 'accounts', person: 'root', path: ACCOUNTS, act: table },
  {
    ...{ name: 'accounts-classic-dark-de-1024', person: 'root', path: ACCOUNTS, act: table },
    ...{ client: 'admin', theme: 'dark', language: 'de-DE', width: 1024 },
  },
  {
    ...{ name: 'accounts-zh-390', person: 'root', path: ACCOUNTS, language: 'zh-CN', width: 390 },
    act: (scene) => at(scene, 'mail-admin-card').waitFor(),
  },
  {
    ...{ name: 'accounts-events', person: 'root', path: ACCOUNTS },
    act: async (scene) => {
      await table(scene);
      await at(scene, 'mail-admin-menu').click();
      await menu(scene, 'Events');
      await at(scene, 'mail-admin-events').waitFor();
    },
  },
  { name: 'sign-in-again', person: 'root', act: banner },
  {
    name: 'sign-in-again-dark-de-390',
    person: 'root',
    theme: 'dark',
    language: 'de-DE',
    width: 390,
    act: banner,
  },
  {
    name: 'accounts-unreachable',
    path: 'mail',
    before: (scene) => fail(scene, 'mailAccounts:list'),
    act: (scene) => scene.page.getByText(scene.t('Try again')).waitFor(),
  },
  { name: 'sync-options', act: (scene) => accountMenu(scene, 'Folders and period…') },
  {
    ...{ name: 'sync-options-dark-de-390', theme: 'dark', language: 'de-DE', width: 390 },
    act: async (scene) => {
      await listed(scene);
      await at(scene, 'mail-menu').click();
      await accountMenu(scene, 'Folders and period…');
    },
  },
  { name: 'identities', act: (scene) => accountMenu(scene, 'Identities and signatures…') },
  {
    ...{ name: 'shared-mailbox-zh-dark', theme: 'dark', language: 'zh-CN' },
    act: (scene) => accountMenu(scene, 'Add a shared mailbox…'),
  },
];
