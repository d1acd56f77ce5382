import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import { connect, fetchPart, withFolder, type Mailbox } from '../imap';
import { login } from './session';
import { Pool } from './pool';

/**
 * A connection of one's own. A refused access token is believed only after a new one was refused too:
 * Microsoft's expire after about an hour and are revoked for many harmless reasons.
 */
export async function openMailbox(ctx: MailContext, accountId: Id): Promise<Mailbox> {
  const session = await login(ctx, accountId);
  try {
    return await connect(session.imap, session.login);
  } catch (error) {
    if (asMailError(error).code !== 'token-rejected') throw error;
  }
  const renewed = await login(ctx, accountId, { force: true });
  return connect(renewed.imap, renewed.login);
}

const pools = new WeakMap<object, Pool>();

function poolOf(ctx: MailContext): Pool {
  let pool = pools.get(ctx.app);
  if (!pool) pools.set(ctx.app, (pool = new Pool((accountId) => openMailbox(ctx, accountId))));
  return pool;
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
          const stream = fetchPart(folder, place.uid, place.part, place.encoding);
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
