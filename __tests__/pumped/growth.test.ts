import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { CALENDAR } from './calendar';
import { CLIENT } from './client';
import { isSuperLinear } from './growth';
import { HEADERS } from './headers';
import { HTML } from './html';
import { SERVER } from './server';

const root = path.resolve(import.meta.dirname, '../..');
const ROOMS = [...SERVER, ...CALENDAR, ...HEADERS, ...HTML, ...CLIENT];

it.each(['src/server/mime', 'src/common/query'])('knows all of %s', (folder) => {
  const files = readdirSync(path.join(root, folder))
    .filter((file) => /^(?!.*\.d\.ts$).*\.ts$/.test(file) && !['types.ts', 'partNode.ts'].includes(file))
    .map((file) => `${folder}/${file}`);
  expect(ROOMS.map(({ file }) => file)).toEqual(expect.arrayContaining(files));
});

const passes = (times: number) => {
  let sum = 0;
  for (let at = 0; at < times; at++) sum += Math.sqrt(at);
  return sum;
};

it('finds what grows with the square', async () => {
  expect(
    await isSuperLinear(
      (text) => passes(text.length ** 2 / 4),
      (length) => 'a'.repeat(length),
    ),
  ).toBe(true);
  const pattern = /=[\s=]*[^\s=]/;
  expect(
    await isSuperLinear(
      (text) => pattern.test(text),
      (length) => '='.repeat(length),
    ),
  ).toBe(true);
});

it('lets pass what is slow, and grows with its input', async () => {
  expect(
    await isSuperLinear(
      (text) => passes(text.length * 5000),
      (length) => 'a'.repeat(length),
    ),
  ).toBe(false);
});
