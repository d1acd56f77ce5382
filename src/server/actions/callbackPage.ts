import type { Context } from '@nocobase/actions';
import { withoutWrapping } from '../host';
import { translated } from './translated';

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A plain page with one sentence and a link to the app, for a browser that has no page to return to. */
export function answerPage(http: Context, sentence: string, status = 200): void {
  const home = escaped(process.env.APP_PUBLIC_PATH || '/');
  plainPage(
    http,
    sentence,
    `<p><a href="${home}">${escaped(translated(http, 'Back to the app'))}</a></p>`,
    status,
  );
}

/** A plain page with one sentence and a button that posts to the same address; with one sentence alone if it's null. */
export function answerQuestion(
  http: Context,
  sentence: string,
  button: string | null,
  { status = 200, params = {} }: { status?: number; params?: Record<string, string> } = {},
): void {
  const form = `<form method="post"><button>${escaped(translated(http, button ?? ''))}</button></form>`;
  plainPage(http, sentence, button === null ? '' : form, status, params);
}

function plainPage(
  http: Context,
  sentence: string,
  rest: string,
  status: number,
  params: Record<string, string> = {},
): void {
  const t = (key: string) => escaped(translated(http, key, params));
  withoutWrapping(http);
  http.status = status;
  http.type = 'html';
  http.set({
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  });
  http.body = `<!doctype html>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${t('Email manager')}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:15vh auto;padding:0 1.5em;color-scheme:light dark}button{font:inherit;padding:.4em 1.2em}</style>
<p>${t(sentence)}</p>
${rest}
`;
}

/** Tells a browser that it got here, whatever the origin of the settings page; the answer contains nothing else. */
export function answerProbe(http: Context): void {
  withoutWrapping(http);
  http.set({ 'Cache-Control': 'no-store', 'Access-Control-Allow-Origin': '*' });
  http.body = { probe: 'mail' };
}
