/**
 * node scripts/previous-release.mjs <commit>
 *
 * Packs the release at a commit for the test that upgrades from it (`__tests__/e2e/upgrade.test.ts`). Leaves out what
 * that test creates again or doesn't need: the code of bundled libraries (only their manifests are kept) and the
 * clients.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './install/root.mjs';

const TARGET = path.join(ROOT, '__tests__/e2e/previous/release.tar.gz');
const LEFT_OUT = [
  /^dist\/client(-v2)?\//,
  /^dist\/THIRD-PARTY/,
  /^dist\/node_modules\/.*\.js$/,
  /\.d\.ts$/,
  /\.md$/,
];

const commit = process.argv[2];
if (!commit) throw new Error('Which commit? node scripts/previous-release.mjs <commit>');
const folder = mkdtempSync(path.join(tmpdir(), 'previous-release-'));
const run = (program, args, cwd = folder, input = undefined) =>
  execFileSync(program, args, { cwd, input, maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'inherit'] });
try {
  run('tar', ['x'], folder, run('git', ['archive', commit], ROOT));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  run(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/build.mts']);
  const [{ files }] = JSON.parse(run('npm', ['pack', '--json', '--dry-run', '--ignore-scripts']).toString());
  const kept = files
    .map((file) => file.path)
    .filter((file) => !LEFT_OUT.some((pattern) => pattern.test(file)))
    .sort();
  mkdirSync(path.dirname(TARGET), { recursive: true });
  // Makes the archive reproducible, byte for byte.
  const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  const tar = run('tar', ['c', ...same, '--transform', 's,^,package/,', ...kept]);
  execFileSync('sh', ['-c', 'gzip -9 -n > "$0"', TARGET], { input: tar });
  console.log(`${TARGET}: ${kept.length} files of ${commit}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
