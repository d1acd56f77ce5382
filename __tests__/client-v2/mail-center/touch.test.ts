import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  gestureOf,
  isFarEnough,
  PULL,
  pulledBy,
} from '../../../src/client-v2/mail-center/list/touch/gestures';
import { MailCenterStage, message } from '../browser/mail-center-stage';

describe('a finger', () => {
  it.each([
    [3, 3, null],
    [-30, 5, 'swipe'],
    [30, 15, 'swipe'],
    [30, 25, 'other'],
    [2, -20, 'other'],
  ])('that moves by %d, %d makes the gesture %s', (x, y, gesture) => expect(gestureOf(x, y)).toBe(gesture));

  it('has to go far, and less far in a narrow row', () => {
    expect([
      isFarEnough(-119, 390),
      isFarEnough(-120, 390),
      isFarEnough(70, 200),
      isFarEnough(69, 200),
    ]).toEqual([...[false, true], ...[true, false]]);
    expect([pulledBy(-5), pulledBy(50), pulledBy(1000)]).toEqual([0, 25, PULL.most]);
  });
});

describe('the list on a phone', () => {
  const stage = new MailCenterStage();
  let touch: CDPSession;
  type Point = [x: number, y: number];
  const send = (type: string, points: readonly Point[]) =>
    touch.send('Input.dispatchTouchEvent', {
      type: type as 'touchStart',
      touchPoints: points.map(([x, y]) => ({ x, y })),
    });
  /** Moves a finger in steps, as a real one does. It stays on the screen. */
  const press = async ([x, y]: Point, [byX, byY]: Point) => {
    await send('touchStart', [[x, y]]);
    for (let step = 1; step <= 10; step++)
      await send('touchMove', [[x + (byX * step) / 10, y + (byY * step) / 10]]);
  };
  const release = () => send('touchEnd', []);
  const middleOf = async (n: number): Promise<Point> => {
    const box = await stage.row(n).boundingBox();
    if (!box) throw new Error('no such row');
    return [195, box.y + box.height / 2];
  };
  const swipe = async (n: number, byX: number, byY = 0) => {
    await press(await middleOf(n), [byX, byY]);
    await release();
  };
  const backdrop = () => stage.page.getByTestId('mail-swipe');
  const listed = () => stage.page.getByTestId('mail-list-pane').locator('.subject').allInnerTexts();
  const scrolled = () => stage.page.getByTestId('mail-list').evaluate(({ scrollTop }) => scrollTop);

  beforeAll(() => stage.start());
  afterAll(() => stage.stop());
  const open = async (width = 390) => {
    await stage.open({ width, height: 600, touch: true });
    touch = await stage.page.context().newCDPSession(stage.page);
  };
  beforeEach(() => open());

  it('archives what is swiped to the left, says so before, and undoes it', async () => {
    await press(await middleOf(2), [-60, 4]);
    await backdrop().getByText('Move to the archive').waitFor();
    expect(await backdrop().evaluate(({ classList }) => classList.contains('far'))).toBe(false);
    await send('touchMove', [[40, (await middleOf(2))[1]]]);
    await expect.poll(() => backdrop().evaluate(({ classList }) => classList.contains('far'))).toBe(true);
    await release();
    await expect.poll(listed).toEqual(['Subject 1', 'Subject 3', 'Subject 4', 'Subject 5']);
    await expect.poll(() => stage.asked).toEqual([['mailMessages:archive', { ids: ['98'] }]]);
    await stage.page.getByTestId('mail-undo').click();
    await expect.poll(listed).toHaveLength(5);
    expect(await stage.reader().count()).toBe(0);
  });

  it('marks what is swiped to the right, and undoes it', async () => {
    const flags = () => stage.asked.map(([, { ids, seen }]) => [ids, seen]);
    await swipe(3, 150);
    await stage.page.getByText('Marked as unread').waitFor();
    await expect.poll(flags).toEqual([[['97'], false]]);
    await backdrop().waitFor({ state: 'detached' });
    await stage.page.getByTestId('mail-undo').click();
    await expect.poll(flags).toEqual([
      [['97'], false],
      [['97'], true],
    ]);
    expect(await stage.reader().count()).toBe(0);
  });

  it('does nothing if the finger turns back', async () => {
    const [x, y] = await middleOf(2);
    await press([x, y], [-150, 0]);
    await send('touchMove', [[x - 10, y]]);
    await release();
    await backdrop().waitFor({ state: 'detached' });
    expect(stage.asked).toEqual([]);
    expect(await stage.reader().count()).toBe(0);
  });

  it('opens what is tapped', async () => {
    await stage.page.touchscreen.tap(...(await middleOf(2)));
    await stage.reader().waitFor();
    expect(stage.asked).toEqual([]);
  });

  it('scrolls, and swipes nothing, when a finger moves up, however crooked', async () => {
    stage.messages = Array.from({ length: 30 }, (_, n) =>
      message(1, { id: String(n + 1), subject: `Mail ${n}`, threadKey: `t${n}` }),
    );
    await stage.hint(['messages'], ['10']);
    await stage.page.getByText('Mail 3', { exact: true }).waitFor();
    await press([300, 500], [-60, -250]);
    expect(await backdrop().count()).toBe(0);
    await send('touchMove', [[40, 250]]);
    await release();
    await expect.poll(scrolled).toBeGreaterThan(50);
    expect(stage.asked).toEqual([]);
    // Not at the top: pulling down only scrolls back.
    await press([300, 200], [0, 120]);
    await release();
    expect(await stage.page.getByTestId('mail-pull').evaluate((pull) => pull.clientHeight)).toBe(0);
    expect(stage.asked).toEqual([]);
  });

  it('checks for new mail when it is pulled down, and only when it is pulled far enough', async () => {
    const height = () => stage.page.getByTestId('mail-pull').evaluate((pull) => pull.clientHeight);
    await press([195, 250], [0, 60]);
    await expect.poll(height).toBeGreaterThan(10);
    await release();
    await expect.poll(height).toBe(0);
    expect(stage.asked).toEqual([]);
    stage.answers['mailAccounts:sync'] = () => ({});
    stage.holds.add('mailAccounts:sync');
    await press([195, 250], [5, 200]);
    await release();
    const [held] = await stage.waiting('mailAccounts:sync', 1);
    await expect.poll(height).toBe(PULL.enough);
    held.answer();
    await stage.page.getByText('Looking for new mail').waitFor();
    await expect.poll(height).toBe(0);
    expect(stage.asked).toEqual([['mailAccounts:sync', {}]]);
    expect(await backdrop().count()).toBe(0);
  });

  it('moves nothing by itself for people who want less motion', async () => {
    await stage.page.emulateMedia({ reducedMotion: 'reduce' });
    await press(await middleOf(2), [-60, 0]);
    await backdrop().waitFor();
    await release();
    expect(await stage.page.locator('.mail-row.returning').count()).toBe(0);
    expect(await backdrop().count()).toBe(0);
    const pulling = stage.page.getByTestId('mail-pull');
    await press([195, 250], [0, 60]);
    await release();
    expect(await pulling.evaluate((pull) => getComputedStyle(pull).transitionDuration)).toBe('0s');
  });

  it('has none of it on a wide page', async () => {
    await open(1200);
    await swipe(2, -200);
    expect(await backdrop().count()).toBe(0);
    expect(await stage.page.getByTestId('mail-pull').count()).toBe(0);
    expect(stage.asked).toEqual([]);
  });
});
