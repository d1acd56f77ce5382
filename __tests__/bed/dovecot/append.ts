import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { canonical } from '../message';
import { internalDate } from '../npm/dates';
import { encodeName } from '../npm/utf7';
import type { BedMail } from '../types';

export interface AppendTarget {
  port: number;
  user: string;
  password: string;
}

const quoted = (text: string): string => `"${encodeName(text).replace(/["\\]/g, '\\$&')}"`;

/**
 * Puts mails into their folders and answers with their UIDs, in the order given. One MULTIAPPEND (RFC 3502) a
 * folder with non-synchronising literals (RFC 7888), so that thousands of mails take seconds.
 */
export async function appendAll({ port, user, password }: AppendTarget, mails: BedMail[]): Promise<number[]> {
  const folders = new Map<string, number[]>();
  mails.forEach(({ folder = 'INBOX' }, index) => {
    const indexes = folders.get(folder);
    if (indexes) indexes.push(index);
    else folders.set(folder, [index]);
  });
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  const lost = new Promise<never>((_resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the mail server hung up on the bed')));
  });
  lost.catch(() => undefined);
  const lines = createInterface({ input: socket });
  let waiting: ((line: string) => void) | undefined;
  lines.on('line', (line) => {
    if (line.startsWith('A ')) waiting?.(line);
  });
  /** Sends a command and waits for its tagged answer. */
  const command = (...parts: Array<string | Buffer>): Promise<string> => {
    const answer = new Promise<string>((resolve) => (waiting = resolve));
    socket.cork();
    for (const part of ['A ', ...parts, '\r\n']) socket.write(part);
    socket.uncork();
    return Promise.race([answer, lost]);
  };
  try {
    await command(`LOGIN ${quoted(user)} ${password}`);
    const uids: number[] = [];
    for (const [folder, indexes] of folders) {
      // Answered with NO where it exists, which does no harm.
      if (folder !== 'INBOX') await command(`CREATE ${quoted(folder)}`);
      const parts: Array<string | Buffer> = [`APPEND ${quoted(folder)}`];
      for (const index of indexes) {
        const { raw = '', flags = [], date = new Date() } = mails[index] ?? {};
        const octets = canonical(raw);
        parts.push(` (${flags.join(' ')}) ${internalDate(date)} {${octets.length}+}\r\n`, octets);
      }
      const answer = await command(...parts);
      const found = uidsOf(answer);
      if (found.length !== indexes.length)
        throw new Error(`the bed could not append to ${folder}: ${answer}`);
      indexes.forEach((index, at) => (uids[index] = found[at] ?? 0));
    }
    return uids;
  } finally {
    socket.destroy();
  }
}

/** The UIDs of an APPENDUID response code (RFC 4315 §3), runs unfolded. */
function uidsOf(answer: string): number[] {
  const set = /^A OK \[APPENDUID \d+ ([\d:,]+)\]/.exec(answer)?.[1] ?? '';
  return set
    .split(',')
    .filter(Boolean)
    .flatMap((range) => {
      const [first = 0, last = first] = range.split(':').map(Number);
      return Array.from({ length: last - first + 1 }, (_none, index) => first + index);
    });
}
