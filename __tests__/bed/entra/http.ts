import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request as the pages see it. */
export interface EntraRequest {
  method: string;
  url: URL;
  /** First part of the path. */
  tenant: string;
  /** The rest of the path, without a slash in front. */
  rest: string;
  form: URLSearchParams;
  headers: IncomingMessage['headers'];
}

/** What a page answers with. */
export interface EntraResponse {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

const LIMIT = 1_000_000;

export async function readRequest(message: IncomingMessage, base: string): Promise<EntraRequest> {
  const url = new URL(message.url ?? '/', base);
  const [tenant = '', ...rest] = url.pathname.slice(1).split('/');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const part: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += part.length;
    if (size > LIMIT) throw new Error('request body too large');
    chunks.push(part);
  }
  return {
    method: message.method ?? 'GET',
    url,
    tenant: decodeURIComponent(tenant),
    rest: rest.join('/'),
    form: new URLSearchParams(Buffer.concat(chunks).toString()),
    headers: message.headers,
  };
}

export function send(response: ServerResponse, answer: EntraResponse): void {
  response.writeHead(answer.status, { 'cache-control': 'no-store', ...answer.headers });
  response.end(answer.body ?? '');
}

export const json = (
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): EntraResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
});

export const html = (status: number, body: string): EntraResponse => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body,
});

export const redirect = (location: string, headers: Record<string, string> = {}): EntraResponse => ({
  status: 302,
  headers: { location, ...headers },
});
