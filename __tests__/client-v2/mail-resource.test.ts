import { build } from 'esbuild';
import path from 'node:path';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { MultiRecordResource } from './browser/flow-engine';

type Resource = MultiRecordResource & { refreshQuietly(): Promise<void>; deselect(ids: string[]): void };
let MailResource: new () => Resource;
let resource: Resource;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, '../../src/client-v2/models/MailResource.ts')],
    ...{ bundle: true, write: false, format: 'esm', platform: 'node' },
    alias: {
      '@nocobase/client-v2': path.join(import.meta.dirname, 'browser/client-v2.ts'),
      '@nocobase/flow-engine': path.join(import.meta.dirname, 'browser/flow-engine.ts'),
    },
    plugins: [
      {
        name: 'without-react',
        setup(bundler) {
          bundler.onResolve({ filter: /^react$/ }, () => ({ path: 'react', namespace: 'none' }));
          bundler.onLoad({ filter: /.*/, namespace: 'none' }, () => ({
            contents: 'export const useLayoutEffect = 0, useRef = 0;',
          }));
        },
      },
    ],
  });
  const code = Buffer.from(outputFiles[0]?.text ?? '').toString('base64');
  ({ MailResource } = (await import(`data:text/javascript;base64,${code}`)) as {
    MailResource: new () => Resource;
  });
});
beforeEach(() => {
  resource = new MailResource();
});

const settled = () => new Promise((done) => setImmediate(done));

it('an older quiet answer does not replace a newer one', async () => {
  void resource.refreshQuietly();
  void resource.refreshQuietly();
  resource.asked[1]?.answer('newer');
  await settled();
  resource.asked[0]?.answer('older');
  await settled();
  expect(resource.shown).toBe('newer');
});

it('a quiet answer about the page before does not replace the page that was turned to', async () => {
  void resource.refreshQuietly();
  resource.page = 2;
  void resource.refresh();
  resource.asked[1]?.answer('page 2');
  await settled();
  resource.asked[0]?.answer('page 1');
  await settled();
  expect(resource.shown).toBe('page 2');
  expect(resource.asked).toHaveLength(2);
});

it('news that comes while the host reads is read after it', async () => {
  void resource.refresh();
  void resource.refreshQuietly();
  expect(resource.asked).toHaveLength(1);
  resource.asked[0]?.answer('before the news');
  await settled();
  resource.asked[1]?.answer('with the news');
  await settled();
  expect(resource.shown).toBe('with the news');
});

it('of two reads of the host’s that overtake each other, what is true is read once more', async () => {
  void resource.refresh();
  resource.page = 2;
  void resource.refresh().catch(() => undefined);
  resource.asked[1]?.answer('page 2');
  await settled();
  resource.asked[0]?.answer('page 1');
  await settled();
  expect(resource.asked[2]?.page).toBe(2);
  resource.asked[2]?.answer('page 2 again');
  await settled();
  expect(resource.shown).toBe('page 2 again');
});

it('a failed read leaves what is shown, and the next one goes on', async () => {
  void resource.refreshQuietly();
  resource.asked[0]?.answer('rows');
  await settled();
  const failing = resource.refreshQuietly();
  resource.asked[1]?.fail();
  await expect(failing).rejects.toThrow('lost');
  const failed = resource.refresh();
  resource.asked[2]?.fail();
  await expect(failed).rejects.toThrow('lost');
  expect(resource.shown).toBe('rows');
  void resource.refreshQuietly();
  resource.asked[3]?.answer('more rows');
  await settled();
  expect(resource.shown).toBe('more rows');
});

it('only what is listed stays selected, whoever reads it', async () => {
  const select = (...ids: string[]) => resource.setSelectedRows(ids.map((id) => ({ id })));
  const selected = () => resource.getSelectedRows().map(({ id }) => id);
  select('1', '2', '3');
  void resource.refreshQuietly();
  resource.asked[0]?.answer([{ id: '4' }, { id: '3' }, { id: '2' }]);
  await settled();
  expect(selected()).toEqual(['2', '3']);
  void resource.refresh();
  resource.asked[1]?.answer([{ id: '5' }, { id: '3' }]);
  await settled();
  expect(selected()).toEqual(['3']);
  select('3', '5');
  resource.deselect(['3']);
  expect(selected()).toEqual(['5']);
});
