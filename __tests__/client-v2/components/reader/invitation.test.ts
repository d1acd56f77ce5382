import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventTimes } from '../../../../src/client-v2/components/reader/invitation/event-times';
import { recurrenceText } from '../../../../src/client-v2/components/reader/invitation/recurrence-text';
import type { InvitationNotice, Recurrence } from '../../../../src/common';
import { context } from '../../browser/flow-engine';
import { ReaderStage } from '../../browser/reader-stage';

const stage = new ReaderStage();
beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => {
  stage.posted = [];
  stage.answers['mailMessages:answerInvitation'] = () => ({ body: '{"data":{"id":"1","state":"pending"}}' });
});

const NOTICE: InvitationNotice = {
  ...{ kind: 'invitation', method: 'request', uid: 'u', sequence: 0, stamp: '', recurrenceId: '' },
  ...{ title: 'Plan', place: 'Room 1', link: null, recurrence: null, comment: '', attendeeCount: 3 },
  start: { local: '2099-03-01T09:00', instant: '2099-03-01T09:00:00.000Z', zone: '' },
  end: { local: '2099-03-01T10:00', instant: '2099-03-01T10:00:00.000Z', zone: '' },
  organizer: { name: 'Kim Lee', address: 'kim@x.org', state: 'waiting' },
  attendees: [
    { name: 'Me', address: 'me@x.org', state: 'waiting' },
    { name: '', address: 'bo@x.org', state: 'accepted' },
    { name: 'Cy', address: 'cy@x.org', state: 'declined' },
  ],
  invited: 'me@x.org',
};
const show = (part: Partial<InvitationNotice> = {}) => stage.show({}, { notices: [{ ...NOTICE, ...part }] });
const card = () => stage.page.getByTestId('mail-invitation');
const button = (name: string | RegExp) => card().getByRole('button', { name, exact: true });
const pressed = (name: string) => button(name).getAttribute('aria-pressed');

describe('an invitation', () => {
  it('says what, where, who and what they answered', async () => {
    await show();
    for (const text of ['Plan', 'Room 1', 'Kim Lee', '3 invited'])
      expect(await card().getByText(text).first().isVisible(), text).toBe(true);
    const people = button(/invited/);
    expect(await people.textContent()).toBe('3 invited: 1 accepted, 1 declined, 1 no answer yet');
    await people.click();
    const texts = await card().getByRole('listitem').allTextContents();
    expect(texts.map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
      ...['Me <me@x.org> (no answer yet)', 'bo@x.org (accepted)', 'Cy <cy@x.org> (declined)'],
    ]);
  });

  it('is answered with a click, and shows what was answered', async () => {
    await show();
    expect(await card().getByText('Your answer goes from me@x.org to kim@x.org.').isVisible()).toBe(true);
    await button('Accept').click();
    await card().getByText('You accepted.').waitFor();
    expect(await pressed('Accept')).toBe('true');
    expect(stage.posted).toMatchObject([
      [
        'mailMessages:answerInvitation',
        { answer: 'accepted', key: expect.stringMatching(/^[\da-f]{32}$/) as string },
      ],
    ]);
    await button('Add a note').click();
    await card().getByRole('textbox').fill('Sorry');
    await button('Decline').click();
    await card().getByText('You declined.').waitFor();
    expect(await pressed('Accept')).toBe('false');
    expect(stage.posted[1]?.[1]).toMatchObject({ answer: 'declined', comment: 'Sorry' });
    expect(await card().getByRole('textbox').count()).toBe(0);
  });

  it('says why an answer did not go, and asks with the same key again', async () => {
    await show();
    stage.answers['mailMessages:answerInvitation'] = () => ({
      ...{ status: 409, body: '{"errors":[{"code":"outbox-full","message":"The outbox is full."}]}' },
    });
    await button('Maybe').click();
    await card().getByText('The outbox is full.').waitFor();
    expect(await pressed('Maybe')).toBe('false');
    stage.answers['mailMessages:answerInvitation'] = () => ({ body: '{"data":{}}' });
    await button('Maybe').click();
    await card().getByText('You said that you may come.').waitFor();
    const [first, second] = stage.posted.map(([, values]) => (values as { key: string }).key);
    expect(first).toBe(second);
  });

  it('shows what was answered before, and where that is stuck', async () => {
    await show({ answer: { answer: 'tentative', state: null } });
    expect(await pressed('Maybe')).toBe('true');
    await show({ answer: { answer: 'accepted', state: 'pending' } });
    expect(await card().getByText('Your answer is on its way.').isVisible()).toBe(true);
    await show({ answer: { answer: 'accepted', state: 'failed' } });
    expect(
      await card()
        .getByText(/could not be sent/)
        .isVisible(),
    ).toBe(true);
  });

  it('is not answered where there is a later one, or where nobody asks', async () => {
    await show({ newer: { id: '7', cancelled: false } });
    expect(await button('Accept').count()).toBe(0);
    const link = card().getByRole('link', { name: 'Show the latest version' });
    expect(await link.getAttribute('href')).toContain('message=7');
    await show({ newer: { id: '8', cancelled: true } });
    await card().getByText('This meeting was cancelled later.').waitFor();
    await show({ method: 'cancel', invited: undefined });
    await card().getByText('Cancelled').waitFor();
    expect(await button('Accept').count()).toBe(0);
  });

  it('that is a reply says who answered what', async () => {
    const anna = { name: 'Anna', address: 'a@x.org', state: 'accepted' as const };
    const part = { method: 'reply' as const, attendees: [anna], attendeeCount: 1, comment: 'Gladly' };
    await show({ ...part, invited: undefined, requestId: '5' });
    expect(await card().getByText('Anna accepted').isVisible()).toBe(true);
    expect(await card().getByText('Gladly').isVisible()).toBe(true);
    expect(await card().getByRole('link', { name: 'Show your invitation' }).count()).toBe(1);
  });

  it('leads to an online meeting in a tab of its own, and says where', async () => {
    await show({ link: 'https://meet.example/a?b', place: 'https://meet.example/a?b' });
    const link = card().getByRole('link', { name: 'Join at meet.example' });
    expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual([
      ...['_blank', 'noopener noreferrer'],
    ]);
    await show({ link: 'https://meet.example/a', method: 'cancel', invited: undefined });
    expect(await card().getByRole('link').count()).toBe(0);
  });
});

describe('when it is', () => {
  const at = (local: string, instant: string | null = null, zone = '') => ({ local, instant, zone });
  const english = (...times: Parameters<typeof eventTimes> extends [...infer Rest, string] ? Rest : never) =>
    eventTimes(...times, 'en-US');

  it('is a day, or several, the last one included', () => {
    expect(english(at('2026-03-01'), at('2026-03-02'))).toMatchObject({
      ...{ here: 'Sun, March 1, 2026', there: null, month: 'Mar', day: '1' },
    });
    expect(english(at('2026-03-01'), at('2026-03-04')).here.replaceAll('\u2009', ' ')).toBe(
      'Sun, March 1 – Tue, March 3, 2026',
    );
    expect(english(at('2026-03-01'), null).here).toBe('Sun, March 1, 2026');
  });

  it('is told in the zone of the reader, and in its own where clocks differ', () => {
    const before = process.env.TZ;
    process.env.TZ = 'Europe/Berlin';
    try {
      const start = at('2026-07-01T09:00', '2026-07-01T13:00:00Z', 'America/New_York');
      const end = at('2026-07-01T10:00', '2026-07-01T14:00:00Z', 'America/New_York');
      const times = english(start, end);
      expect(times.here).toContain('3:00');
      expect(times.there).toContain('9:00');
      const same = english(at('2026-07-01T15:00', '2026-07-01T13:00:00Z', 'W. Europe Standard Time'), null);
      expect(same.there).toBeNull();
      expect(english(at('2026-07-01T15:00'), null).here).toContain('3:00');
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });
});

it.each<[Partial<Recurrence>, string]>([
  [{}, 'Every week'],
  [{ days: ['MO', 'WE'] }, 'Every week on Monday and Wednesday'],
  [{ every: 'day', interval: 3, count: 5 }, 'Every 3 days, 5 times'],
  [{ every: 'month', days: ['FR'], nth: -1 }, 'Every month on the last Friday'],
  [{ every: 'month', days: ['TU'], nth: 2 }, 'Every month on Tuesday no. 2 of the month'],
  [{ every: 'year', until: '2030-01-01' }, 'Every year until Jan 1, 2030'],
  [{ every: 'other', days: ['MO'] }, 'Repeats'],
])('says how it recurs: %j', (part, text) => {
  const weekly: Recurrence = { every: 'week', interval: 1, days: [], nth: 0, until: null, count: null };
  expect(recurrenceText({ ...weekly, ...part }, 'en-US', context.t)).toBe(text);
});
