import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { trustFile } from '../../__tests__/bed/ca.ts';
import { FOLDERS } from './folders.mts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Lines per sample. */
const WINDOW = 4;
/** Average number of mutants per line of this code. */
const PER_LINE = 0.8;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { mutants: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const name = positionals[0] ?? '';
const folder = FOLDERS[name];
if (!folder) {
  console.error(`npm run mutate -- <folder>, where the folder is one of: ${Object.keys(FOLDERS).join(', ')}`);
  process.exit(1);
}

/** Pseudo-random numbers between 0 and 1 that are the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Returns all sources, or windows of lines drawn from them by the seed that yield about the requested number
 * of mutants.
 */
function ranges(sources: readonly string[]): string[] {
  if (values.mutants === undefined) return [...sources];
  const windows = sources.flatMap((file) => {
    const lines = readFileSync(path.join(ROOT, file), 'utf8').split('\n').length;
    return Array.from({ length: Math.ceil(lines / WINDOW) }, (_, index) => {
      const first = index * WINDOW + 1;
      return `${file}:${first}-${first + WINDOW - 1}`;
    });
  });
  const next = random(Number(values.seed));
  const drawn = windows.map((window) => ({ window, order: next() })).sort((a, b) => a.order - b.order);
  return drawn.slice(0, Math.ceil(Number(values.mutants) / (WINDOW * PER_LINE))).map(({ window }) => window);
}

const sources = folder.sources.flatMap((source) =>
  readdirSync(path.join(ROOT, 'src', source), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => path.posix.join('src', source, file))
    .filter((file) => folder.only?.test(file) ?? true),
);

process.env.MAIL_MUTATE = name;
process.env.MAIL_TEST_DIALECT ??= 'sqlite';
// Tests run as threads of a single process, which reads this on start. Their certificate (`.bed`) is copied
// along.
process.env.NODE_EXTRA_CA_CERTS = trustFile();
const results = await new Stryker({
  mutate: ranges(sources),
  testRunner: 'vitest',
  vitest: { configFile: 'scripts/mutate/vitest.config.mts', related: false },
  plugins: ['@stryker-mutator/vitest-runner'],
  coverageAnalysis: 'perTest',
  // A module is loaded once for all mutants, so a mistake in its top-level code would never take effect and
  // always survive.
  ignoreStatic: true,
  // With two, they would share two cores with the mail server and the database.
  concurrency: 1,
  timeoutMS: 30_000,
  // Texts of logs and errors that no program reads aren't what tests are for.
  mutator: { excludedMutations: ['StringLiteral', 'ObjectLiteral'] },
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, reportTests: false, reportScoreTable: false },
  tempDirName: 'test-results/mutants',
  ignorePatterns: ['/dist', '/build', '.host*', '.bed-*', 'test-results', '/storage', 'docs/images'],
  allowConsoleColors: false,
  allowEmpty: true,
}).runMutationTest();

const count = (...states: string[]) => results.filter(({ status }) => states.includes(status)).length;
const noticed = count('Killed', 'Timeout');
const all = noticed + count('Survived', 'NoCoverage');
console.log(`${name}: ${noticed} of ${all} mistakes noticed (${Math.round((100 * noticed) / (all || 1))} %)`);
