import { at, dialog, fail, found, hold, listed, menuOf, readFirst, readInbox, shown } from '../acts.mts';
import type { Scene, Shot } from '../camera.mts';

const CONVERSATION = found('subject:"bakery"');
const NEWSLETTER = found('from:news@gauge-weekly.example.org');
const FILES = found('subject:"Trade fair: plan"');
const invitation = (scene: Scene) => readInbox(scene, 'Invitation: Trade fair');

async function readInvitation(scene: Scene): Promise<void> {
  await invitation(scene);
  await at(scene, 'mail-invitation').waitFor();
}

async function expand(scene: Scene): Promise<void> {
  await readFirst(scene);
  await scene.page.getByRole('button', { name: scene.t('Expand all') }).click();
  await scene.page.locator('[data-testid="mail-frame"], [data-testid="mail-text"]').nth(1).waitFor();
}

/** Messages of all kinds, open. */
export const READER_SHOTS: Shot[] = [
  { name: 'conversation', path: CONVERSATION, act: readFirst },
  { name: 'conversation-all-dark-de', path: CONVERSATION, theme: 'dark', language: 'de-DE', act: expand },
  { name: 'conversation-zh-390', path: CONVERSATION, language: 'zh-CN', width: 390, act: readFirst },
  {
    ...{ name: 'conversation-classic-de-1024', path: CONVERSATION },
    ...{ client: 'admin', language: 'de-DE', width: 1024, act: readFirst },
  },
  { name: 'html', path: NEWSLETTER, act: readFirst },
  { name: 'html-dark', path: NEWSLETTER, theme: 'dark', act: readFirst },
  {
    name: 'html-dark-zh-390',
    path: NEWSLETTER,
    theme: 'dark',
    language: 'zh-CN',
    width: 390,
    act: readFirst,
  },
  { name: 'invitation', act: readInvitation },
  { name: 'invitation-dark-de', theme: 'dark', language: 'de-DE', act: readInvitation },
  { name: 'invitation-zh-390', language: 'zh-CN', width: 390, act: readInvitation },
  { name: 'attachments', path: FILES, act: readFirst },
  {
    name: 'attachments-dark-de-390',
    path: found('has:attachment spare parts'),
    theme: 'dark',
    language: 'de-DE',
    width: 390,
    act: readFirst,
  },
  {
    ...{ name: 'attachment-preview', path: found('subject:"Invoice F-5518" has:attachment') },
    act: async (scene) => {
      await readFirst(scene);
      await scene.page
        .getByRole('button', { name: /^Preview / })
        .first()
        .click();
      await dialog(scene);
    },
  },
  { name: 'notices', path: found('subject:"Undelivered Mail"'), act: readFirst },
  {
    name: 'junk-dark-de',
    path: found('subject:"bank details"'),
    theme: 'dark',
    language: 'de-DE',
    act: readFirst,
  },
  { name: 'right-to-left-390', path: found('from:amal@almithal.example.net'), width: 390, act: readFirst },
  {
    name: 'right-to-left-dark',
    path: found('from:amal@almithal.example.net'),
    theme: 'dark',
    act: readFirst,
  },
  {
    ...{ name: 'person-dark-de', path: CONVERSATION, theme: 'dark', language: 'de-DE' },
    act: async (scene) => {
      await readFirst(scene);
      await at(scene, 'mail-person').click();
      await at(scene, 'mail-person-card').waitFor();
    },
  },
  {
    ...{ name: 'message-menu-zh', path: NEWSLETTER, language: 'zh-CN' },
    act: async (scene) => {
      await readFirst(scene);
      await at(scene, 'mail-reader')
        .getByRole('button', { name: scene.t('More'), exact: true })
        .first()
        .click();
      await menuOf(scene).waitFor();
    },
  },
  {
    ...{ name: 'message-window', path: CONVERSATION, width: 1024 },
    act: async (scene) => {
      await listed(scene);
      const [window] = await Promise.all([
        scene.page.context().waitForEvent('page'),
        at(scene, 'mail-row').dblclick(),
      ]);
      const url = window.url();
      await window.close();
      await scene.page.goto(url);
      await shown(scene);
    },
  },
  {
    name: 'message-loading',
    before: (scene) => hold(scene, 'mailMessages:body'),
    act: async (scene) => {
      await listed(scene);
      await at(scene, 'mail-row').click();
      await at(scene, 'mail-subject').waitFor();
    },
  },
  {
    ...{ name: 'message-error-dark-de', theme: 'dark', language: 'de-DE' },
    before: (scene) => fail(scene, 'mailMessages:body'),
    act: async (scene) => {
      await listed(scene);
      await at(scene, 'mail-row').click();
      await at(scene, 'mail-reader').getByText(scene.t('Try again')).first().waitFor();
    },
  },
];
