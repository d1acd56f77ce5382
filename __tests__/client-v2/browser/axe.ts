import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** White on the host's own primary colour, and antd's own row by which it measures. */
const HOSTS = ['.ant-btn-primary', '.ant-table-measure-row'];

/** What assistive technology or weak eyes cannot use at a place of the page, as axe-core sees it. */
export async function faultsIn(page: Page, place: string): Promise<string[]> {
  await page.locator(place).first().waitFor();
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    ([include, exclude]) =>
      (window as unknown as { axe: { run(at: object): Promise<AxeResults> } }).axe.run({ include, exclude }),
    [place, HOSTS] as const,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
