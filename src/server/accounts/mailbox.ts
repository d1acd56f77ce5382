import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { connect, listFolders, withFolder, type Mailbox } from '../imap';
import { findAccount } from '../store/accounts';
import type { Place } from '../slots';
import { withLogin } from './session';
import { partStream } from './partStream';
import { Pool } from './pool';
import { sharedDenial } from './sharedDenial';

/** A connection of one's own. */
export async function openMailbox(ctx: MailContext, accountId: Id, place: Place = {}): Promise<Mailbox> {
  const account = await findAccount(ctx, accountId);
  if (account?.parentId == null) return authenticated(ctx, accountId, place);
  try {
    return await admitted(await authenticated(ctx, accountId, place));
  } catch (error) {
    throw sharedDenial(error, account.address);
  }
}

const authenticated = (ctx: MailContext, accountId: Id, place: Place): Promise<Mailbox> =>
  withLogin(ctx, accountId, 'token-rejected', ({ imap, imapLogin }) => connect(imap, imapLogin, place));

/** Exchange lets everybody in to a shared mailbox, and only then refuses what is asked for. */
async function admitted(mailbox: Mailbox): Promise<Mailbox> {
  try {
    await listFolders(mailbox);
  } catch (error) {
    await mailbox.close();
    throw error;
  }
  return mailbox;
}

const pools = new WeakMap<object, Pool>();

function poolOf(ctx: MailContext): Pool {
  let pool = pools.get(ctx.app);
  if (!pool)
    pools.set(ctx.app, (pool = new Pool((accountId) => openMailbox(ctx, accountId, { urgent: true }))));
  return pool;
}

/** Closes this process's connections to a mailbox that is not to be used any more. */
export async function closeMailbox(ctx: MailContext, accountId: Id): Promise<void> {
  await pools.get(ctx.app)?.closeAccount(accountId);
}

/** Closes the shared connections of this process. */
export async function closeMailboxes(ctx: MailContext): Promise<void> {
  await pools.get(ctx.app)?.close();
}

/**
 * Runs `visit` on a connection shared by what people wait for. It may run twice: a connection that turns out
 * to be dead is replaced by a new one.
 */
export async function withMailbox<T>(
  ctx: MailContext,
  accountId: Id,
  visit: (mailbox: Mailbox) => Promise<T>,
): Promise<T> {
  return poolOf(ctx).use(accountId, visit);
}

/** Where a part lies on the server. */
export interface PartPlace {
  path: string;
  uidValidity: string;
  uid: number;
  part: string;
  encoding: string | null;
}

/**
 * A part of a mail as a stream, read from the server as fast as it is consumed. Connection and folder are
 * held until it has ended or was destroyed. Fails before the first octet where the mail is gone.
 */
export function openPart(ctx: MailContext, accountId: Id, place: PartPlace): Promise<Readable> {
  return new Promise((resolve, reject) => {
    let given = false;
    const visit = (mailbox: Mailbox) =>
      withFolder(
        mailbox,
        place.path,
        async (folder) => {
          const stream = partStream(folder, place.uid, place.part, place.encoding);
          await once(stream, 'readable');
          given = true;
          resolve(stream);
          // The reader sees its own errors; here only the end matters.
          await finished(stream).catch(() => undefined);
        },
        { uidValidity: place.uidValidity },
      );
    withMailbox(ctx, accountId, visit).catch((error: unknown) => {
      if (!given) reject(error instanceof MailError ? error : new MailError('internal', { cause: error }));
    });
  });
}
