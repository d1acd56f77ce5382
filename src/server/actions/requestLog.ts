import type { MailContext } from '../context';
import { hideQuery, hideValues, use } from '../host';
import { isOurs } from './paths';

const CALLBACK = /\/mailAccounts:callback$/;

/**
 * Keeps sensitive data out of the host's request log. The host logs the URL and values of every request, which here
 * include client secrets, the text of messages and authorization codes. `ownActions`: `resource:verb` of each of ours.
 */
export function registerRequestLog(ctx: MailContext, ownActions: readonly string[]): void {
  const resources = new Set(ownActions.map((name) => name.split(':')[0]));
  use(ctx, 'address', async (http, next) => {
    if (CALLBACK.test(http.path)) hideQuery(http);
    await next();
  });
  use(ctx, 'values', async (http, next) => {
    try {
      await next();
    } finally {
      hideValues(http, (resource) => isOurs(resource) || resources.has(resource));
    }
  });
}
