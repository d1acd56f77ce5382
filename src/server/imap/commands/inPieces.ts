import { asMailError, type MailError } from '../../errors';
import { commandChunks } from './chunks';
import { stillThere } from './searchUids';
import type { OpenFolder } from './withFolder';

/** Refused pieces after which the rest is assumed to be refused too: the problem is the folder, not a message. */
const PATIENCE = 24;

/**
 * Runs a command on messages with as few commands as possible. A set that the server answers with NO is retried in
 * halves, so that one problematic message doesn't hold up the others; messages that are gone by then are skipped.
 * Returns the refused UIDs with their reason. Throws anything that isn't about single messages: the connection, the
 * folder, throttling.
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
    // NO and BAD without a known reason: see toMailError.
    if (!folder.mailbox.usable || error.code !== 'server-unavailable') throw error;
    if (!checked) {
      const there = await stillThere(folder, piece);
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
