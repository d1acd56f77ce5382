import type { Context } from '@nocobase/actions';
import { acceptedLanguages, withoutWrapping } from '../host';
import { translated, translatedIn } from './translated';

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A plain page with one sentence and a link to the app, for a browser that has no page to return to. */
export function answerPage(http: Context, sentence: string, status = 200): void {
  const t = (key: string) => escaped(translated(http, key));
  const home = escaped(process.env.APP_PUBLIC_PATH || '/');
  const link = `<p><a href="${home}">${t('Back to the app')}</a></p>`;
  plainPage(http, status, t('Email manager'), `<p>${t(sentence)}</p>\n${link}`);
}

/**
 * A plain page for somebody who may never have seen the app, in the language of their browser: one sentence and, if
 * `asks`, a button that posts to the same address.
 */
export function answerUnsubscriber(
  http: Context,
  sentence: string,
  { status = 200, asks = false, address = '' }: { status?: number; asks?: boolean; address?: string } = {},
): void {
  const t = (key: string) => escaped(translatedIn(http, acceptedLanguages(http), key, { address }));
  const form = asks ? `<form method="post"><button>${t('Unsubscribe')}</button></form>` : '';
  plainPage(http, status, t('Unsubscribe'), `<p>${t(sentence)}</p>\n${form}`);
}

/** `title` and `content` are HTML. */
function plainPage(http: Context, status: number, title: string, content: string): void {
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
<title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:15vh auto;padding:0 1.5em;color-scheme:light dark}button{font:inherit;padding:.4em 1.2em}</style>
${content}
`;
}

/** Tells a browser that it got here, whatever the origin of the settings page; the answer contains nothing else. */
export function answerProbe(http: Context): void {
  withoutWrapping(http);
  http.set({ 'Cache-Control': 'no-store', 'Access-Control-Allow-Origin': '*' });
  http.body = { probe: 'mail' };
}
