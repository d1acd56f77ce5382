import { expect, it } from 'vitest';
import {
  labelName,
  labelNamed,
  labelState,
  matchingLabels,
} from '../../../src/client-v2/components/labels/label-choices';
import { nextColour } from '../../../src/client-v2/components/labels/label-colours';
import { applyToRows } from '../../../src/client-v2/row-changes';
import { LABEL_COLORS, LONGEST_LABEL_NAME, type LabelView } from '../../../src/common';
import { row } from './rows';

const label = (id: number, name: string, color: LabelView['color'] = 'blue') => ({ id, name, color });
const labels = [label(1, 'Homework'), label(2, 'Work'), label(3, 'Worldwide')];

it('are found by part of a name, first those that begin with it', () => {
  expect(matchingLabels(labels, ' wo').map(({ name }) => name)).toEqual(['Work', 'Worldwide', 'Homework']);
  expect(matchingLabels(labels, 'x')).toEqual([]);
  expect(matchingLabels(labels, '')).toEqual(labels);
});

it('are on all, some or none of several messages, whether ids are numbers or texts', () => {
  expect(labelState(labels[1], [[1, 2], ['2']])).toBe('all');
  expect(labelState(labels[1], [[2], [1]])).toBe('some');
  expect(labelState(labels[1], [[], [1]])).toBe('none');
  expect(labelState(labels[1], [])).toBe('none');
});

it('have names without quotation marks and needless spaces, each once', () => {
  expect(labelName('  Big   "customers" ')).toBe('Big customers');
  expect(labelName('x'.repeat(200))).toHaveLength(LONGEST_LABEL_NAME);
  expect(labelNamed(labels, 'WORK')).toBe(labels[1]);
  expect(labelNamed(labels, 'Wor')).toBeUndefined();
});

it('get another color each, until all are taken', () => {
  const made: LabelView[] = [];
  for (let id = 0; id < LABEL_COLORS.length - 1; id++) made.push(label(id, `${id}`, nextColour(made)));
  expect(new Set(made.map(({ color }) => color)).size).toBe(LABEL_COLORS.length - 1);
  expect(nextColour(made)).toBe(made[0].color);
});

it('change in a list before the server has answered', () => {
  const rows = [row(1, { labels: [7, 8] }), row(2), row(3, { labels: [7] })];
  const change = { ids: new Set(['1', '2']), labels: { add: [9], remove: ['7'] } };
  expect(applyToRows(rows, [change]).map(({ labels: on }) => on)).toEqual([[8, 9], [9], [7]]);
  // What is on it already is not there twice.
  const again = { ids: new Set(['3']), labels: { add: ['7'], remove: [] } };
  expect(applyToRows(rows, [again])[2].labels).toEqual(['7']);
});
