import type { Context } from '@nocobase/actions';
import type { MailContext } from '../context';
import { isOurs } from './paths';

const CALLBACK = /\/mailAccounts:callback$/;

/**
 * Keeps out of the host's request log what must not be there: it writes down the address of every request and
 * the values sent with it, which here are client secrets, the text of mails and authorization codes.
 * `ownActions`: `resource:verb` of each of ours.
 */
export function registerRequestLog({ app }: MailContext, ownActions: readonly string[]): void {
  const resources = new Set(ownActions.map((name) => name.split(':')[0]));
  app.use(
    async (http: Context, next: () => Promise<void>) => {
      if (CALLBACK.test(http.path)) {
        (http.state as CallbackState).mailCallback = { ...http.query };
        http.querystring = '';
      }
      await next();
    },
    { tag: 'mail-request-address', before: 'logger' },
  );
  app.use(
    async (http: Context, next: () => Promise<void>) => {
      try {
        await next();
      } finally {
        const action = http.action as Context['action'] | undefined;
        const [resource = ''] = action?.resourceName.split('.') ?? [];
        if (action && (isOurs(resource) || resources.has(resource))) {
          const { toJSON } = action;
          action.toJSON = () => ({ ...toJSON.call(action), params: {} });
        }
      }
    },
    { tag: 'mail-request-values', after: 'logger', before: 'cors' },
  );
}

interface CallbackState {
  mailCallback?: Context['query'];
}

/** The parameters with which the browser came to the callback. */
export const callbackQuery = (http: Context): Context['query'] =>
  (http.state as CallbackState).mailCallback ?? http.query;
