import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caution, InvitationNotice } from '../../../../src/common';
import { ReaderStage } from '../../browser/reader-stage';

const stage = new ReaderStage();
beforeAll(() => stage.start());
afterAll(() => stage.stop());

/** Texts whose contrast with what is behind them is below 4.5:1 (WCAG 2.2, 1.4.3), with the contrast. */
const faint = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    type Colour = [number, number, number, number];
    const read = (text: string): Colour => {
      const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
      return [r, g, b, a];
    };
    const over = ([r, g, b, a]: Colour, below: Colour): Colour => [
      ...([r, g, b].map((value, index) => value * a + (below[index] ?? 0) * (1 - a)) as [
        number,
        number,
        number,
      ]),
      1,
    ];
    const behind = (element: Element | null): Colour =>
      element
        ? over(read(getComputedStyle(element).backgroundColor), behind(element.parentElement))
        : [255, 255, 255, 1];
    const luminance = (colour: Colour) => {
      const [r = 0, g = 0, b = 0] = colour.slice(0, 3).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      const text = texts.currentNode.nodeValue?.trim();
      if (
        !text ||
        !element?.checkVisibility() ||
        element.closest('script, style, [aria-hidden=true], [disabled]')
      )
        continue;
      const ground = behind(element);
      const pair = [luminance(over(read(getComputedStyle(element).color), ground)), luminance(ground)];
      const contrast = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
      if (contrast < 4.5) found.push(`${text.slice(0, 40)} ${contrast.toFixed(2)}`);
    }
    return found;
  });

/** Pictures that a screen reader announces and that have no name of ours. */
const nameless = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[role=img], img, svg')]
      .filter((each) => !each.closest('[aria-hidden=true]') && each.getAttribute('alt') === null)
      .filter((each) => !each.parentElement?.closest('[role=img]'))
      .filter((each) => !/^[A-Z]/.test(each.getAttribute('aria-label') ?? ''))
      .map((each) => each.outerHTML.slice(0, 100)),
  );

const people = Array.from({ length: 20 }, (_, index) => ({
  name: `Person ${index}`,
  address: `p${index}@x.org`,
}));
const file = { contentType: 'application/pdf', size: 1, contentId: null, inline: false };
const attachments = Array.from({ length: 9 }, (_, index) => ({
  ...file,
  id: index,
  filename: index === 0 ? 'f.pdf.exe' : `f${index}.pdf`,
}));
const recipients = [
  { address: 'x@x.org', action: 'failed' as const, status: '5.1.1', diagnostic: 'No such user' },
];
const INVITATION: InvitationNotice = {
  ...{ kind: 'invitation', method: 'request', uid: 'u', sequence: 1, stamp: '', recurrenceId: '' },
  ...{ title: 'Plan', place: 'Room 1', link: 'https://x.org/', comment: '', attendeeCount: 1 },
  recurrence: { every: 'week', interval: 2, days: [], nth: 0, until: null, count: null },
  start: { local: '2026-03-01T09:00', instant: '2026-03-01T14:00:00.000Z', zone: 'America/New_York' },
  end: null,
  organizer: { name: 'Kim Lee', address: 'kim@x.org', state: 'waiting' },
  attendees: [{ name: 'Me', address: 'me@x.org', state: 'waiting' }],
  ...{ invited: 'me@x.org', answer: { answer: 'tentative', state: 'failed' } },
};
const cautions: Caution[] = [
  { reason: 'look-alike', value: 'x.org', like: 'y.org' },
  { reason: 'first-message', value: 'x@x.org' },
];
const notices = [
  { kind: 'signed' as const },
  { kind: 'encrypted' as const },
  { kind: 'pgp-signed' as const },
  { kind: 'importance' as const, level: 'high' as const },
  { kind: 'unsubscribe' as const, way: 'mail' as const, target: 'x@x.org', done: false },
  INVITATION,
  { ...INVITATION, method: 'cancel' as const },
  { kind: 'delivery' as const, recipients, messageId: null, subject: 'Hello', sentId: '1' },
];

describe.each([
  ['light', false],
  ['dark', true],
])('what is around a message, in a %s theme', (_name, dark) => {
  it('can be read by everybody', async () => {
    await stage.show(
      { subject: 'A subject that never ends '.repeat(30), to: people, flagged: true },
      { attachments, notices, cautions, dark },
    );
    expect(await faint(stage.page)).toEqual([]);
    expect(await nameless(stage.page)).toEqual([]);
    await stage.page.getByRole('button', { name: 'Person 0' }).click();
    await stage.page.locator('dl').waitFor();
    expect(await faint(stage.page)).toEqual([]);
  });

  it('can be heard in its menu too', async () => {
    await stage.page.getByRole('button', { name: 'More', exact: true }).click();
    await stage.page.getByRole('menuitem', { name: 'Print' }).waitFor();
    expect(await nameless(stage.page)).toEqual([]);
    await stage.page.keyboard.press('Escape');
  });
});
