import { fork } from 'node:child_process';
import { chmodSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureCa } from '../../../__tests__/bed/ca.ts';
import { signIn } from '../../../__tests__/bed/entra/signin.ts';
import type { BedOptions, BedUser, LocalMicrosoft } from '../../../__tests__/bed/types.ts';
import type { Reply, Request } from './bedProcess.mts';
import type { Corpus } from './corpus.mts';

type Coordinates = Pick<
  LocalMicrosoft,
  'authority' | 'tenantId' | 'clientId' | 'clientSecret' | 'imap' | 'smtp' | 'caFile'
> & { direct: NonNullable<LocalMicrosoft['direct']> };

/** The local Microsoft in a separate process, with Exchange's profile and over TLS. */
export interface Bed extends Coordinates {
  /** Signs in at the authorize URL without a browser and returns the URL it redirects to. */
  authorize(url: string, address: string): Promise<string>;
  /** Opens the corpus under another address as well. It must not be changed through that address. */
  share(corpus: Corpus, address: string): Promise<void>;
  /** Adds users with empty mailboxes. */
  addUsers(addresses: readonly string[]): Promise<void>;
  counters(): Promise<LocalMicrosoft['counters']>;
  stop(): Promise<void>;
}

type Ask = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

/** Starts the local Microsoft in a separate process and waits until it is ready. */
export async function startBedProcess(options: BedOptions = {}): Promise<Bed> {
  const mailDirectory = mkdtempSync(path.join(tmpdir(), 'mail-bench-'));
  // Dovecot reads messages as a different user, who also creates the folders of new mailboxes.
  chmodSync(mailDirectory, 0o777);
  const child = fork(path.join(import.meta.dirname, 'bedProcess.mts'), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, BENCH_BED: JSON.stringify({ profile: 'exchange', mailDirectory, ...options }) },
  });
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  let asked = 0;
  const heard = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  child.on('message', ({ id, answer, error }: Reply) => {
    if (error === undefined) waiting.get(id)?.resolve(answer);
    else waiting.get(id)?.reject(new Error(error));
    waiting.delete(id);
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the bed has ended'));
  });
  const ask = (request: Ask): Promise<unknown> => {
    const id = ++asked;
    const answer = heard(id);
    child.send({ ...request, id });
    return answer;
  };
  const userOf = (address: string): BedUser => ({ name: address.split('@')[0] ?? address, address });
  const coordinates = (await heard(0)) as Coordinates;
  return {
    ...coordinates,
    authorize: (url, address) => signIn(ensureCa(), url, address),
    async share(corpus, address) {
      symlinkSync(corpus.folder, path.join(mailDirectory, address));
      await ask({ ask: 'addUsers', users: [userOf(address)] });
    },
    async addUsers(addresses) {
      await ask({ ask: 'addUsers', users: addresses.map(userOf) });
    },
    counters: async () => (await ask({ ask: 'counters' })) as LocalMicrosoft['counters'],
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await ask({ ask: 'stop' });
      child.disconnect();
      await ended;
    },
  };
}
