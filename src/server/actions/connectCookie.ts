import type { Context } from '@nocobase/actions';
import { CONNECT_TIME, type ConnectStart } from '../accounts/connect';

const NAME = 'mail_connect';

/**
 * Binds a sign-in to this browser by a cookie. `Lax`, since the sign-in page sends the browser back from another site;
 * only for the callback's path; `Secure` whenever the browser uses https, even behind a proxy that terminates TLS
 * (Koa's own cookies refuse `Secure` there).
 */
export function rememberBrowser(http: Context, path: string, start: ConnectStart): void {
  const attributes = [`Path=${path}`, `Max-Age=${CONNECT_TIME / 1000}`, 'HttpOnly', 'SameSite=Lax'];
  if (start.secure) attributes.push('Secure');
  http.append('Set-Cookie', [`${NAME}=${start.browser}`, ...attributes].join('; '));
}

/** Deletes the cookie of {@link rememberBrowser}. */
export function forgetBrowser(http: Context, path: string): void {
  http.append('Set-Cookie', `${NAME}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Lax`);
}

/** The cookie's value; '' if there is none. */
export function readBrowser(http: Context): string {
  return http.cookies.get(NAME, { signed: false }) ?? '';
}
