/** The local Microsoft in a separate process, as a remote server would be. Its parent tells it what to do. */
import { rmSync } from 'node:fs';
import { startBed } from '../../../__tests__/bed/index.ts';
import type { BedOptions, BedUser } from '../../../__tests__/bed/types.ts';

export type Request =
  | { id: number; ask: 'counters' }
  | { id: number; ask: 'addUsers'; users: BedUser[] }
  | { id: number; ask: 'stop' };

export interface Reply {
  id: number;
  answer?: unknown;
  error?: string;
}

const options = JSON.parse(process.env.BENCH_BED ?? '{}') as BedOptions;
const bed = await startBed(options);

async function stop(): Promise<void> {
  await bed.stop();
  // Contains links to the corpus, which stays, and the mailboxes of this run.
  if (options.mailDirectory) rmSync(options.mailDirectory, { recursive: true, force: true });
}

async function answer(request: Request): Promise<unknown> {
  switch (request.ask) {
    case 'counters':
      return bed.counters;
    case 'addUsers':
      for (const user of request.users) await bed.addUser(user);
      return null;
    case 'stop':
      await stop();
      return null;
  }
}

const send = (reply: Reply): void => void process.send?.(reply);

process.on('message', (request: Request) => {
  answer(request).then(
    (found) => send({ id: request.id, answer: found }),
    (error: unknown) => send({ id: request.id, error: String(error) }),
  );
});
// The parent is gone, for whatever reason.
process.on('disconnect', () => void stop().finally(() => process.exit()));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const { authority, tenantId, clientId, clientSecret, imap, smtp, caFile, direct } = bed;
send({ id: 0, answer: { authority, tenantId, clientId, clientSecret, imap, smtp, caFile, direct } });
