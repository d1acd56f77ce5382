import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Id } from '../../common';
import { perApp } from '../appState';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { connect, listFolders, withFolder, type Mailbox, type OpenFolder } from '../imap';
import { findAccount } from '../store/accounts/accounts';
import type { WaitOptions } from '../semaphore';
import { withLogin } from './session';
import { partStream } from './partStream';
import { Pool } from './pool';
import { sharedDenial } from './sharedDenial';

/** Opens a new connection to an account's mailbox; the caller closes it. */
export async function openMailbox(
  ctx: MailContext,
  accountId: Id,
  place: WaitOptions = {},
): Promise<Mailbox> {
  const account = await findAccount(ctx, accountId);
  if (account?.parentId == null) return authenticated(ctx, accountId, place);
  try {
    return await admitted(await authenticated(ctx, accountId, place));
  } catch (error) {
    throw sharedDenial(error, account.address);
  }
}

const authenticated = (ctx: MailContext, accountId: Id, place: WaitOptions): Promise<Mailbox> =>
  withLogin(ctx, accountId, 'token-rejected', ({ imap, imapLogin }) => connect(imap, imapLogin, place));

/** Exchange lets everyone log in to a shared mailbox and only refuses later commands. */
async function admitted(mailbox: Mailbox): Promise<Mailbox> {
  try {
    await listFolders(mailbox);
  } catch (error) {
    await mailbox.close();
    throw error;
  }
  return mailbox;
}

const poolOf = perApp(
  'sharedConnections',
  (ctx) => new Pool((accountId) => openMailbox(ctx, accountId, { urgent: true })),
);

/** Closes this process's connections to a mailbox that must not be used any more. */
export async function closeMailbox(ctx: MailContext, accountId: Id): Promise<void> {
  await poolOf(ctx).closeAccount(accountId);
}

/** Closes this process's shared connections. */
export async function closeMailboxes(ctx: MailContext): Promise<void> {
  await poolOf(ctx).close();
}

/**
 * Runs `visit` on a shared connection, for requests that people are waiting for. It may run twice: a connection that
 * turns out to be dead is replaced.
 */
export async function withMailbox<T>(
  ctx: MailContext,
  accountId: Id,
  visit: (mailbox: Mailbox) => Promise<T>,
): Promise<T> {
  return poolOf(ctx).use(accountId, visit);
}

/** Where a part is on the server. */
export interface PartPlace {
  path: string;
  uidValidity: string;
  uid: number;
  part: string;
  encoding: string | null;
  /** Octets, if known. */
  size?: number;
}

/** A part of a message as a stream: see {@link openStream}. */
export const openPart = (ctx: MailContext, accountId: Id, place: PartPlace): Promise<Readable> =>
  openStream(ctx, accountId, place, (folder) =>
    partStream(folder, place.uid, place.part, place.encoding, place.size),
  );

/**
 * A stream that is read from the server as fast as it is consumed. Connection and folder are held until it has ended or
 * was destroyed. Rejects before the first byte if the message is gone. `begin` creates the stream from a folder that
 * stays open.
 */
export function openStream(
  ctx: MailContext,
  accountId: Id,
  { path, uidValidity }: Pick<PartPlace, 'path' | 'uidValidity'>,
  begin: (folder: OpenFolder) => Readable,
): Promise<Readable> {
  return new Promise((resolve, reject) => {
    let given = false;
    const visit = (mailbox: Mailbox) =>
      withFolder(
        mailbox,
        path,
        async (folder) => {
          const stream = begin(folder);
          await once(stream, 'readable');
          given = true;
          resolve(stream);
          // The reader gets the stream's errors; only its end matters here.
          await finished(stream).catch(() => undefined);
        },
        { uidValidity },
      );
    withMailbox(ctx, accountId, visit).catch((error: unknown) => {
      if (!given) reject(error instanceof MailError ? error : new MailError('internal', { cause: error }));
    });
  });
}
