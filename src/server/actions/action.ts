import type { Context } from '@nocobase/actions';
import type { MailContext } from '../context';

/** An HTTP action: reads `http.action.params`, sets `http.body` (the host wraps it in `data`). */
export type Handler = (mail: MailContext, http: Context) => Promise<void>;

/** `resource:verb` → handler. */
export type ActionTable = Record<string, Handler>;
