import { request } from 'node:https';
import type { Certificate } from '../ca';

interface Answer {
  status: number;
  location?: string;
  body: string;
}

function call(certificate: Certificate, url: URL, form?: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        ca: certificate.cert,
        agent: false,
        ...(form ? { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } } : {}),
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (body += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, location: response.headers.location, body }),
        );
        response.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(form ? new URLSearchParams(form).toString() : undefined);
  });
}

/** The sentence that an error page shows. */
const shown = (body: string): string => /data-error>([^<]*)</.exec(body)?.[1] ?? body.slice(0, 200);

/**
 * What a person does in the browser, without one: opens the authorize (or admin consent) URL, picks the account
 * or declines, and is redirected. Answers with the URL of the redirect; throws the text of an error page.
 */
export async function signIn(
  certificate: Certificate,
  url: string,
  address: string,
  choice: 'accept' | 'decline' = 'accept',
): Promise<string> {
  const first = await call(certificate, new URL(url));
  if (first.location) return first.location;
  if (first.status !== 200) throw new Error(shown(first.body));
  const form: Record<string, string> =
    choice === 'decline' ? { decline: '1' } : { account: address, accept: '1' };
  const second = await call(certificate, new URL(url), form);
  if (second.location) return second.location;
  // "Need admin approval" is a page with one link, back to the application.
  const back = /data-action="return" href="([^"]*)"/.exec(second.body)?.[1];
  if (back) return back.replaceAll('&amp;', '&');
  throw new Error(shown(second.body));
}
