import { beforeEach, expect, it } from 'vitest';
import type { CampaignInput, CampaignView } from '../../../../src/common';
import { MailApiError } from '../../../../src/client-v2/api-error';
import {
  CampaignSaver,
  type Written,
} from '../../../../src/client-v2/components/campaigns/write/campaign-saver';
import { fileOf } from '../../browser/template-server';

const FIRST: Written = {
  ...{ accountId: '1', identityId: null, subject: '', html: '', language: '', unsubscribe: true, files: [] },
};

/** A clock that goes only when it's told to. */
const clock = {
  time: 0,
  due: [] as Array<{ at: number; work: () => void }>,
  set(work: () => void, delay: number) {
    const entry = { at: clock.time + delay, work };
    clock.due.push(entry);
    return entry;
  },
  clear(entry: unknown) {
    clock.due = clock.due.filter((each) => each !== entry);
  },
  now: () => clock.time,
  async pass(milliseconds: number) {
    clock.time += milliseconds;
    const now = clock.due.filter(({ at }) => at <= clock.time);
    clock.due = clock.due.filter((each) => !now.includes(each));
    now.forEach(({ work }) => work());
    await settled();
  },
};
/** Everything that follows from an answer has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

let asked: CampaignInput[];
let answer: (input: CampaignInput) => Promise<CampaignView>;
let saver: CampaignSaver;
const stored = ({ uploadIds, ...input }: CampaignInput) =>
  Promise.resolve({ ...input, files: uploadIds.map((id) => fileOf(`copy of ${id}`)) } as CampaignView);
const state = () => saver.get().state;

beforeEach(() => {
  [clock.time, clock.due, asked, answer] = [0, [], [], stored];
  saver = new CampaignSaver(
    FIRST,
    (input) => {
      asked.push(input);
      return answer(input);
    },
    clock,
  );
});

it('stores what is written within a second, once', async () => {
  saver.edit({ subject: 'A' });
  saver.edit({ subject: 'AB' });
  expect(state()).toBe('saving');
  await clock.pass(1_000);
  expect(asked).toMatchObject([{ subject: 'AB' }]);
  expect(state()).toBe('saved');
  await saver.flush();
  expect(asked).toHaveLength(1);
});

it('names the server’s copies of files from then on, even of those added meanwhile', async () => {
  let release = () => undefined as void;
  const held = new Promise<void>((resolve) => (release = resolve));
  answer = async (input) => {
    await held;
    return stored(input);
  };
  saver.edit({ files: [fileOf('1')] });
  await clock.pass(1_000);
  saver.edit(({ files }) => ({ subject: 'Typed meanwhile', files: [...files, fileOf('2')] }));
  release();
  await settled();
  expect(state()).toBe('saving');
  await clock.pass(1_500);
  expect(asked.map(({ uploadIds }) => uploadIds)).toEqual([['1'], ['copy of 1', '2']]);
  expect(state()).toBe('saved');
});

it('tries again after a failure, whatever happens to the page', async () => {
  answer = () => Promise.reject(new MailApiError('offline', ''));
  saver.edit({ subject: 'A' });
  expect(await saver.flush()).toBe(false);
  expect(state()).toBe('failed');
  answer = stored;
  await clock.pass(60_000);
  expect(state()).toBe('saved');
  expect(asked).toHaveLength(2);
});

it('doesn’t repeat what was refused until something changes', async () => {
  answer = () => Promise.reject(new MailApiError('text-too-long', '', 400));
  saver.edit({ subject: 'A' });
  expect(await saver.flush()).toBe(false);
  expect(state()).toBe('refused');
  await clock.pass(600_000);
  expect(asked).toHaveLength(1);
  answer = stored;
  saver.edit({ subject: 'B' });
  await clock.pass(1_000);
  expect(state()).toBe('saved');
});
