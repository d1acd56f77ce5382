import type { ErrorCode } from '../../common';
import { asMailError } from '../errors';
import type { Endpoint, Login } from '../providers/provider';
import { checkSender } from '../smtp/checkSender';

/** The server says that the address isn't this user's, or isn't an address at all. */
const REFUSED = new Set<ErrorCode>(['send-as-denied', 'sender-rejected', 'recipient-rejected']);

/**
 * The mailbox's SMTP address, which is used for sending and recognized as the user's own. In many tenants it differs
 * from the name that people sign in with, so this asks the submission server which one it accepts as MAIL FROM. If the
 * server can't tell (SMTP AUTH is disabled, or it is down) or refuses all of them, the most likely one is used: the
 * user can then enter the right one among the identities.
 *
 * `known`: the account's existing address, perhaps entered by its owner; `addresses`: what the sign-in service says,
 * most likely first, at least one.
 */
export async function findOwnAddress(
  endpoint: Endpoint,
  login: Login,
  known: string | null,
  addresses: readonly string[],
): Promise<string> {
  const candidates = [...new Set([...(known && !addresses.includes(known) ? [known] : []), ...addresses])];
  // The usual case costs nothing: sign-in name and address are the same.
  if (candidates.length > 1) {
    for (const from of candidates) {
      try {
        await checkSender({ endpoint, login, from, to: from });
        return from;
      } catch (error) {
        if (!REFUSED.has(asMailError(error).code)) break;
      }
    }
  }
  return String(candidates[0]);
}
