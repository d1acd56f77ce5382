import { ImapFlow } from 'imapflow';
import type { Id } from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { table } from '../../../src/server/store/db/rows';
import type { LocalMicrosoft } from '../../bed/types';

const FLAGS = ['\\Answered', '\\Flagged', '\\Seen'];

/** A mail as a line: folder, UID, subject, flags. */
const lineOf = (folder: string, uid: unknown, subject: string, flags: readonly string[]): string =>
  [folder, String(uid), subject, ...FLAGS.filter((flag) => flags.includes(flag))].join(' | ');

/** Every mail of a mailbox as the server has it, seen by a client of its own. */
export async function onServer(bed: LocalMicrosoft, address: string): Promise<string[]> {
  if (!bed.direct) throw new Error('this bed has no direct access');
  const client = new ImapFlow({
    ...{ host: '127.0.0.1', port: bed.direct.imapPort, secure: false, doSTARTTLS: false, logger: false },
    auth: { user: address, pass: bed.direct.password, loginMethod: 'LOGIN' },
  });
  await client.connect();
  const lines: string[] = [];
  for (const { path, flags } of await client.list()) {
    if (flags.has('\\Noselect') || flags.has('\\NonExistent')) continue;
    const { exists } = await client.mailboxOpen(path, { readOnly: true });
    if (exists === 0) continue;
    for await (const mail of client.fetch('1:*', { uid: true, flags: true, envelope: true }))
      lines.push(lineOf(path, mail.uid, mail.envelope?.subject ?? '', [...(mail.flags ?? [])]));
  }
  await client.logout();
  return lines.sort();
}

/** Every mail of an account as it is shown. */
export async function inDatabase(ctx: MailContext, accountId: Id): Promise<string[]> {
  const folders = await table(ctx, 'mailFolders').findAll({ where: { accountId } });
  const paths = new Map(folders.map((row) => [String(row.get('id')), String(row.get('path'))]));
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { accountId, vanishedAt: null },
    attributes: ['folderId', 'uid', 'subject', 'answered', 'flagged', 'seen'],
  });
  return rows
    .map((row) => {
      const flags = FLAGS.filter((flag) => row.get(flag.slice(1).toLowerCase()));
      const path = paths.get(String(row.get('folderId'))) ?? '?';
      return lineOf(path, row.get('uid'), String(row.get('subject')), flags);
    })
    .sort();
}

export interface ListDifference {
  /** On the server and not shown. */
  missing: string[];
  /** Shown and not on the server, or shown twice. */
  surplus: string[];
}

/** What two lists differ in; each line counts as often as it occurs. */
export function difference(server: readonly string[], database: readonly string[]): ListDifference {
  return { missing: without(server, database), surplus: without(database, server) };
}

function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
