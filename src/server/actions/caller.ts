import type { Context } from '@nocobase/actions';
import type { Id } from '../../common';
import { MailError } from '../errors';

/** The signed-in user's id; `forbidden` for nobody. */
export function callerOf(http: Context): Id {
  const { currentUser } = http.state as { currentUser?: { id?: unknown } };
  const id = currentUser?.id;
  if (typeof id !== 'number' && typeof id !== 'string') throw new MailError('forbidden');
  return id;
}
