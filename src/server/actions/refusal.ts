import type { Context } from '@nocobase/actions';
import type { ErrorCode } from '../../common';
import type { MailContext } from '../context';
import { ERROR_RULES } from '../errors';
import { outdatedTables, withoutWrapping } from '../host';
import { sentence } from './errors';
import { isOurs } from './paths';

/** Stays available, because it reports why no mail is served and reads no mail. */
const OPEN = 'mailHealth:check';

/** Whether a request is about mail, through one of our actions or one of the host's. */
export function isAboutMail(http: Context, ownActions: readonly string[]): boolean {
  const { resourceName, actionName } = http.action;
  const name = `${resourceName}:${actionName}`;
  return name !== OPEN && (ownActions.includes(name) || isOurs(resourceName.split('.')[0] ?? ''));
}

/**
 * Answers that no mail is served. It doesn't throw, because the host's error handler may be the part that is missing.
 */
export function refuse(ctx: MailContext, http: Context): void {
  const code: ErrorCode = outdatedTables(ctx).length > 0 ? 'upgrade-needed' : 'host-unsupported';
  withoutWrapping(http);
  http.status = ERROR_RULES[code].status;
  http.body = { errors: [{ code, message: sentence(http, `error.${code}`) }] };
}
