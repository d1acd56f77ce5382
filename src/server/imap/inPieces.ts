import { asMailError, type MailError } from '../errors';
import { commandChunks } from './chunks';
import { sequenceSet } from './fetch';
import { searchUids } from './searchUids';
import type { OpenFolder } from './withFolder';

/** Refused pieces after which the rest is taken to be refused too: it is the folder, not a mail. */
const PATIENCE = 24;

/**
 * Runs a command on mails, as few commands as possible. A set that the server answers with NO is tried again
 * in halves, so that one mail it has something against does not hold up the others; what is gone meanwhile
 * needs no command. Returns the refused UIDs with their reason. Throws what is not about single mails: the
 * connection, the folder, throttling.
 */
export async function inPieces(
  folder: OpenFolder,
  uids: readonly number[],
  command: (uids: number[]) => Promise<void>,
): Promise<Map<number, MailError>> {
  const refused = new Map<number, MailError>();
  let patience = PATIENCE;
  const attempt = async (piece: number[], checked: boolean): Promise<void> => {
    if (piece.length === 0) return;
    let error: MailError;
    try {
      return await command(piece);
    } catch (cause) {
      error = asMailError(cause);
    }
    // NO and BAD without a reason that we know: see toMailError.
    if (!folder.mailbox.usable || error.code !== 'server-unavailable') throw error;
    if (!checked) {
      const there = await searchUids(folder, { uid: sequenceSet(piece) });
      if (there.length < piece.length) return attempt(there, true);
    }
    if (piece.length === 1 || --patience <= 0) {
      for (const uid of piece) refused.set(uid, error);
      return;
    }
    const middle = Math.ceil(piece.length / 2);
    await attempt(piece.slice(0, middle), true);
    await attempt(piece.slice(middle), true);
  };
  for (const chunk of commandChunks(uids)) await attempt(chunk, false);
  return refused;
}
