import type { Context } from '@nocobase/actions';
import type { Id } from '../../common';
import { MailError } from '../errors';
import { signedInId } from '../host';

/** The signed-in user's id. Throws `forbidden` if there is none. */
export function callerOf(http: Context): Id {
  const id = signedInId(http);
  if (typeof id !== 'number' && typeof id !== 'string') throw new MailError('forbidden');
  return id;
}
