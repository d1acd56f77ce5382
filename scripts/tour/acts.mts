import type { Locator } from 'playwright-core';
import type { Scene } from './camera.mts';

/** What people do in the mail center, as Playwright steps. */
export const at = ({ page }: Scene, testId: string): Locator => page.getByTestId(testId).first();

/** Waits until the list has rows. */
export const listed = (scene: Scene): Promise<void> => at(scene, 'mail-row').waitFor();

/** The mail center with a search in all folders. */
export const found = (text: string): string => `mail?${String(new URLSearchParams({ in: 'all', q: text }))}`;

/** Opens the first message of the list, and waits for its text. */
export async function readFirst(scene: Scene): Promise<void> {
  await at(scene, 'mail-row').click();
  await shown(scene);
}

export async function readInbox(scene: Scene, subject: string): Promise<void> {
  await listed(scene);
  await scene.page.getByTestId('mail-row').filter({ hasText: subject }).first().click();
  await shown(scene);
}

/** Waits until the open message's text is there. */
export const shown = ({ page }: Scene): Promise<void> =>
  page.locator('[data-testid="mail-frame"], [data-testid="mail-text"]').first().waitFor();

/** The open menu. The host has others. */
export const menuOf = ({ page }: Scene): Locator => page.locator('.ant-dropdown:visible [role=menu]').first();

export async function menu(scene: Scene, key: string): Promise<void> {
  // By its name, because the text may share its element with a time or a shortcut.
  await menuOf(scene)
    .getByRole('menuitem', { name: scene.t(key) })
    .first()
    .click();
}

export const dialog = ({ page }: Scene): Promise<void> => page.getByRole('dialog').last().waitFor();

export async function accountMenu(scene: Scene, key: string): Promise<void> {
  await listed(scene);
  if (!(await at(scene, 'mail-account-menu').isVisible())) await at(scene, 'mail-menu').click();
  await at(scene, 'mail-account-menu').click();
  await menu(scene, key);
  await dialog(scene);
}

/** Opens a composer for a new message and writes into it. */
export async function write(scene: Scene, text: string): Promise<void> {
  await listed(scene);
  if (!(await at(scene, 'mail-compose').isVisible())) await scene.page.keyboard.press('c');
  else await at(scene, 'mail-compose').click();
  await typeText(scene, text);
}

export async function typeText(scene: Scene, text: string): Promise<void> {
  const body = at(scene, 'mail-composer').getByRole('textbox', { name: scene.t('Text of the mail') });
  await body.click();
  await scene.page.keyboard.type(text);
}

/** Leaves requests of this action unanswered, or refuses them. */
export async function hold({ page }: Scene, action: string): Promise<void> {
  await page.route(`**/api/${action}*`, () => undefined);
}

export async function fail({ page }: Scene, action: string, status = 500): Promise<void> {
  await page.route(`**/api/${action}*`, (route) =>
    route.fulfill({ status, contentType: 'application/json', body: '{"errors":[{"message":"Error"}]}' }),
  );
}
