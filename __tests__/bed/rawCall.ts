import { readFileSync } from 'node:fs';
import { request } from 'node:https';

/** A raw call to the stand-in, where MSAL would not make one. */
export function rawCall(
  caFile: string,
  url: string,
  form?: Record<string, string>,
  headers: Record<string, string> = {},
) {
  return new Promise<{ status: number; location: string; cookie: string; body: string; retryAfter?: string }>(
    (resolve, reject) => {
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const outgoing = request(
        url,
        {
          ca: readFileSync(caFile),
          agent: false,
          method: form ? 'POST' : 'GET',
          headers: { ...(form ? type : {}), ...headers },
        },
        (response) => {
          let body = '';
          response.on('data', (chunk: Buffer) => (body += chunk.toString()));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              location: response.headers.location ?? '',
              cookie: response.headers['set-cookie']?.join('; ') ?? '',
              retryAfter: response.headers['retry-after'],
              body,
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(form ? new URLSearchParams(form).toString() : undefined);
    },
  );
}
