import type { Context } from '@nocobase/actions';
import type { MailContext } from '../context';
import { restrictTo } from '../store/rowSecurity/rowSecurity';
import { viewerOf } from './access';

/**
 * Reads the host's records for the caller: associations, and SQL that a person wrote, may lead into mail, where the
 * caller sees only their own.
 */
export const asCaller = <T>(mail: MailContext, http: Context, work: () => Promise<T>): Promise<T> =>
  restrictTo(mail, viewerOf(mail, http), async (limits) => {
    try {
      return await work();
    } finally {
      limits.over = true;
    }
  });
