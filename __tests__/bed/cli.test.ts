import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { PROFILES } from './profiles';
import type { LocalMicrosoft } from './types';

type Coordinates = Pick<LocalMicrosoft, 'profile' | 'authority' | 'caFile' | 'imap' | 'smtp' | 'users'>;

const folder = mkdtempSync(join(tmpdir(), 'bed-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(script: string, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', resolve('__tests__/bed', script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: '' },
  });
  const lines = createInterface({ input: child.stdout });
  const line = new Promise<string>((done) => lines.once('line', done));
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  return { child, line, exited };
}

const listens = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), done(true)));
    socket.once('error', () => done(false));
  });

describe('the certificate', () => {
  it('is made once, whoever comes first, and its key is for the owner alone', async () => {
    const dir = join(folder, 'ca');
    const files = await Promise.all([1, 2, 3].map(() => start('ca.ts', dir).line));
    expect(new Set(files)).toEqual(new Set([join(dir, 'ca.pem')]));
    const certificate = new X509Certificate(readFileSync(join(dir, 'ca.pem')));
    const pair = readFileSync(join(dir, 'pair.pem'), 'utf8');
    expect(certificate.checkPrivateKey(createPrivateKey(pair))).toBe(true);
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(readFileSync(join(dir, 'ca.pem'), 'utf8')).not.toContain('PRIVATE');
    expect(statSync(join(dir, 'pair.pem')).mode & 0o077).toBe(0);
  });
});

describe.each(PROFILES.filter((profile) => profile !== 'full'))('a bed of its own, profile %s', (profile) => {
  it.each(['SIGINT', 'SIGTERM'] as const)('prints its coordinates and stops on %s', async (signal) => {
    const dir = join(folder, 'bed');
    const { child, line, exited } = start(
      'cli.ts',
      '--profile',
      profile,
      '--dir',
      dir,
      '--user',
      'Ada <ada@example.com>',
    );
    const coordinates: Coordinates = JSON.parse(await line) as Coordinates;
    expect(coordinates).toMatchObject({
      profile,
      caFile: join(dir, 'ca.pem'),
      users: [{ name: 'Ada', address: 'ada@example.com' }],
    });
    expect(coordinates.authority).toMatch(/^https:\/\/localhost:\d+$/);
    expect(existsSync(coordinates.caFile)).toBe(true);
    const ports: number[] = [
      coordinates.imap.port,
      coordinates.smtp.port,
      Number(new URL(coordinates.authority).port),
    ];
    expect(await Promise.all(ports.map(listens))).toEqual([true, true, true]);
    child.kill(signal);
    expect(await exited).toBe(0);
    expect(await Promise.all(ports.map(listens))).toEqual([false, false, false]);
  });
});
