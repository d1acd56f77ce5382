import type { INetworkModule, NetworkRequestOptions } from '@azure/msal-node';
import { isUntrusted, MailError } from '../../errors';
import type { OAuthFailure } from './errors';

/**
 * Milliseconds. MSAL sets no timeout on its token requests, and a hanging one would hold the account's lock forever.
 */
const TIMEOUT = 15_000;

/** MSAL's NetworkResponse type, which it doesn't export. */
interface Answer<T> {
  status: number;
  headers: Record<string, string>;
  body: T;
}

/**
 * MSAL's network access for one call. It remembers why a request failed, since MSAL wraps or swallows the reason:
 * `fault` if the service couldn't answer at all, `refusal` if it answered with an error.
 */
export class Network implements INetworkModule {
  fault?: MailError;
  refusal?: OAuthFailure;

  constructor(private readonly timeout = TIMEOUT) {}

  sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<Answer<T>> {
    return this.request<T>(url, 'GET', options);
  }

  sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<Answer<T>> {
    return this.request<T>(url, 'POST', options);
  }

  private async request<T>(
    url: string,
    method: 'GET' | 'POST',
    options?: NetworkRequestOptions,
  ): Promise<Answer<T>> {
    try {
      const response = await fetch(url, {
        method,
        headers: options?.headers,
        body: method === 'POST' ? (options?.body ?? '') : undefined,
        signal: AbortSignal.timeout(this.timeout),
        // A token endpoint never redirects; following a redirect would hand the secret to another host.
        redirect: 'error',
      });
      const text = await response.text();
      refuseOutage(response, text);
      const body: unknown = JSON.parse(text);
      this.refusal = failureOf(body) ?? this.refusal;
      return { status: response.status, headers: Object.fromEntries(response.headers), body: body as T };
    } catch (error) {
      this.fault = asFault(error);
      throw this.fault;
    }
  }
}

/** 429 and 5xx say nothing about the credential, whatever the body claims. */
function refuseOutage(response: Response, text: string): void {
  const { status } = response;
  if (status !== 429 && status < 500) return;
  throw new MailError(status === 429 ? 'throttled' : 'server-unavailable', {
    cause: new Error(`sign-in service answered ${status}: ${text.slice(0, 200)}`),
    retryAfter: retryAfter(response.headers.get('retry-after')),
  });
}

/** Retry-After (RFC 9110 §10.2.3) in milliseconds. */
export function retryAfter(value: string | null, now = Date.now()): number | undefined {
  if (!value) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Why a request to the sign-in service got no usable answer. */
export function asFault(error: unknown): MailError {
  if (error instanceof MailError) return error;
  // Not JSON, so it is a proxy's error page and not the service.
  if (error instanceof SyntaxError) return new MailError('server-unavailable', { cause: error });
  // fetch wraps the socket's error in its own.
  const { code = '' } = ((error as Error).cause ?? {}) as { code?: string };
  return new MailError(isUntrusted(code) ? 'server-untrusted' : 'server-unreachable', { cause: error });
}

function failureOf(body: unknown): OAuthFailure | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const {
    error,
    suberror,
    error_codes: codes,
    correlation_id: correlationId,
  } = body as Record<string, unknown>;
  if (error === undefined) return undefined;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    error: text(error) ?? '',
    suberror: text(suberror),
    codes: Array.isArray(codes) ? codes.map(Number) : [],
    correlationId: text(correlationId),
  };
}
