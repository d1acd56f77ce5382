import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReaderStage } from '../../browser/reader-stage';

const stage = new ReaderStage();
beforeAll(() => stage.start());
afterAll(() => stage.stop());

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `Person ${index}`,
    address: `p${index}@example.com`,
  }));

describe.each([1024, 390, 320])('the head of a message, %i pixels wide', (width) => {
  beforeAll(() => stage.page.setViewportSize({ width, height: 800 }));

  it('always shows the address of its sender', async () => {
    await stage.show({});
    const address = stage.page.getByTestId('mail-sender-address');
    expect(await address.isVisible()).toBe(true);
    expect(await address.textContent()).toBe('<anna@example.com>');
    const box = await address.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 9999)).toBeLessThanOrEqual(width);
  });

  it('shows three lines of a long subject, and all of it when asked to', async () => {
    await stage.show({ subject: 'A subject that never ends '.repeat(30) });
    const subject = stage.page.getByTestId('mail-subject');
    const lines = () =>
      subject.evaluate((each) =>
        Math.round(each.clientHeight / parseFloat(getComputedStyle(each).lineHeight)),
      );
    expect(await lines()).toBe(3);
    await stage.page.getByRole('button', { name: 'Show more' }).click();
    expect(await lines()).toBeGreaterThan(4);
    await stage.page.getByRole('button', { name: 'Show less' }).click();
    expect(await lines()).toBe(3);
  });

  it('does not offer to unfold a short one', async () => {
    await stage.show({ subject: 'Short' });
    expect(await stage.page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  });

  it('names a few of sixty recipients, counts the others, and unfolds to all of them', async () => {
    await stage.show({ to: people(50), cc: people(10) });
    const button = stage.page.getByRole('button', { name: 'To Person 0' });
    expect(await button.textContent()).toMatch(/^To Person 0, .*Person 6\+53$/);
    expect(await stage.page.getByText('+53').isVisible()).toBe(true);
    const height = (await button.boundingBox())?.height ?? 999;
    expect(height).toBeLessThan(60);
    await button.click();
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    expect(await stage.page.locator('dl .person').count()).toBe(61);
    expect(await stage.page.locator('dl').evaluate((each) => each.scrollWidth <= each.clientWidth)).toBe(
      true,
    );
    await button.click();
    expect(await stage.page.locator('dl').count()).toBe(0);
  });

  it('names all of eight', async () => {
    await stage.show({ to: people(8) });
    expect(await stage.page.getByRole('button', { name: 'To Person 0' }).textContent()).toMatch(/Person 7$/);
  });
});

it('says so when there are no recipients, and when there is no subject', async () => {
  await stage.show({ to: [], subject: '' });
  expect(await stage.page.getByText('Undisclosed recipients').isVisible()).toBe(true);
  expect(await stage.page.getByText('(no subject)').isVisible()).toBe(true);
});
