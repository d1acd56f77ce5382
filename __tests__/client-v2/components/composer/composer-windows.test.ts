import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ada, ComposerStage } from '../../browser/composer-stage';

const stage = new ComposerStage();
const dialogs = () => stage.page.getByRole('dialog');

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.reset());

/** The subjects of the composers that can be written in: of one that is put aside nothing but its head is to be seen. */
const subjectsInSight = () =>
  stage.page.getByLabel('Subject', { exact: true }).evaluateAll((fields) =>
    fields
      .filter((field) => {
        const { x, y, width, height } = field.getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2) === field;
      })
      .map((field) => (field as HTMLInputElement).value),
  );

/** Opens so many composers, each with a subject of its own. */
async function open(count: number): Promise<void> {
  for (let index = 1; index <= count; index++) {
    await stage.page.evaluate((init) => window.compose(init), { to: [ada], subject: `Draft ${index}` });
    await stage.page.getByRole('dialog').getByText(`Draft ${index}`, { exact: true }).waitFor();
  }
}

describe.each([1440, 1024, 390])('on a page %i px wide', (width) => {
  it('five composers are all in reach, and none lies outside', async () => {
    await stage.page.setViewportSize({ width, height: 844 });
    await open(5);
    const inside = async () => {
      for (const dialog of await dialogs().all()) {
        const box = await dialog.boundingBox();
        // Those in the menu have none.
        if (!box) continue;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
      }
    };
    await inside();
    if (width === 390) await stage.page.getByRole('button', { name: 'Minimize' }).last().click();
    // Each can be brought to the front, by its head or by the menu.
    for (const index of [1, 2, 3, 4, 5]) {
      const head = dialogs().getByText(`Draft ${index}`, { exact: true });
      if (await head.isVisible()) await head.click();
      else {
        await stage.page.getByTestId('mail-more-composers').click();
        await stage.page.getByRole('menuitem', { name: `Draft ${index}` }).click();
      }
      await expect.poll(subjectsInSight).toEqual([`Draft ${index}`]);
      await inside();
      if (width === 390)
        await stage.page.getByRole('button', { name: 'Minimize' }).locator('visible=true').last().click();
    }
  });
});

it('lies under dialogs that come later and over what it was opened from, and asks above itself', async () => {
  const at = (selector: string) =>
    stage.page.evaluate(
      (name) => Number(getComputedStyle(document.querySelector(name) as Element).zIndex),
      selector,
    );
  const layer = (name: string, zIndex: number) =>
    stage.page.evaluate(
      ([kind, z]) => {
        const element = document.createElement('div');
        element.className = String(kind);
        element.style.cssText = `position:fixed;inset:0;z-index:${z}`;
        document.body.append(element);
      },
      [name, zIndex],
    );
  await layer('ant-modal-wrap opened-from', 1003);
  await open(1);
  const dock = () =>
    stage.page.evaluate(() =>
      Number(getComputedStyle(document.querySelector('[data-testid=mail-composer-dock]') as Element).zIndex),
    );
  await expect.poll(dock).toBe(1004);
  await layer('ant-drawer', 1010);
  await expect.poll(dock).toBe(1011);
  // A menu of the host's.
  expect(await dock()).toBeLessThan(1050);
  await layer('ant-modal-wrap app-stopped', 1000);
  await expect.poll(dock).toBe(999);
  await stage.page.evaluate(() => document.querySelector('.app-stopped')?.remove());
  await expect.poll(dock).toBe(1011);
  await stage.page.getByLabel('Subject', { exact: true }).fill('');
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await stage.page.getByRole('button', { name: 'Keep writing' }).waitFor();
  expect(await at('.ant-modal-wrap:has(.nb-mail-composers)')).toBeGreaterThanOrEqual(await dock());
  await expect.poll(dock).toBe(1011);
  await stage.page.getByRole('button', { name: 'Keep writing' }).click();
});
