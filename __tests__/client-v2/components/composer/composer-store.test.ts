import { afterEach, expect, it } from 'vitest';
import {
  closeComposer,
  composerStore,
  followSend,
  restoreComposer,
  setWindowMode,
  setWindowTitle,
  unfollowSend,
} from '../../../../src/client-v2/components/composer/composer-store';
import type { OperationView } from '../../../../src/common';

const open = (...keys: string[]) => keys.forEach((key) => restoreComposer(key, {}));
const windows = () => composerStore.get().windows.map(({ key, mode }) => `${key} ${mode}`);
const sending = () => composerStore.get().sending.map(({ id, state }) => `${id} ${state}`);

afterEach(() => {
  for (const { key } of composerStore.get().windows) closeComposer(key);
});

it('one window is written in at a time', () => {
  open('a', 'b', 'a');
  expect(windows()).toEqual(['a minimised', 'b docked']);
  setWindowMode('a', 'expanded');
  expect(windows()).toEqual(['a expanded', 'b minimised']);
  setWindowMode('a', 'minimised');
  expect(windows()).toEqual(['a minimised', 'b minimised']);
  closeComposer('a');
  expect(windows()).toEqual(['b minimised']);
});

it('minimising a window leaves the others as they are, and brings none to the front', () => {
  open('a', 'b');
  const { opened } = composerStore.get();
  setWindowMode('a', 'minimised');
  expect(windows()).toEqual(['a minimised', 'b docked']);
  expect(composerStore.get().opened).toBe(opened);
  setWindowMode('a', 'docked');
  expect(composerStore.get().opened).toBe(opened + 1);
});

it('a title is that of its window', () => {
  open('a', 'b');
  setWindowTitle('b', 'Offer');
  expect(composerStore.get().windows.map(({ title }) => title)).toEqual([undefined, 'Offer']);
});

it('a send is followed once, as it is now, until its outcome is known', () => {
  const send = (id: string | number, state: string) => ({ id, state }) as unknown as OperationView;
  followSend(send('1', 'pending'));
  followSend(send('2', 'pending'));
  followSend(send('1', 'running'));
  expect(sending()).toEqual(['2 pending', '1 running']);
  unfollowSend(1);
  expect(sending()).toEqual(['2 pending']);
  unfollowSend('2');
  expect(sending()).toEqual([]);
});

it('whoever listens is told of every change, and of none afterwards', () => {
  let told = 0;
  const stop = composerStore.subscribe(() => told++);
  open('a');
  setWindowTitle('a', 'x');
  stop();
  closeComposer('a');
  expect(told).toBe(2);
});
