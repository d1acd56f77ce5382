export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  /** The parsed JSON, or the text. */
  body: T;
  /** `data` of the host's wrapping. */
  data: T;
}

/** An answer's status, and the code of its error if it has one. */
export function codeOf({ status, body }: Answer): [status: number, code: string | undefined] {
  return [status, (body as { errors?: Array<{ code?: string }> }).errors?.[0]?.code];
}

export interface CallOptions {
  query?: Record<string, unknown>;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Somebody who talks to the app over HTTP, as a browser would: with a token and a cookie jar. */
export class Caller {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly url: string,
    readonly token?: string,
    readonly userId?: number,
  ) {}

  static async signIn(url: string, email: string, password: string): Promise<Caller> {
    const caller = new Caller(url);
    const { status, data, body } = await caller.post<{ token: string; user: { id: number } }>('auth:signIn', {
      body: { account: email, password },
      headers: { 'X-Authenticator': 'basic' },
    });
    if (status !== 200) throw new Error(`sign-in of ${email} failed: ${JSON.stringify(body)}`);
    return new Caller(url, data.token, data.user.id);
  }

  get<T = unknown>(action: string, options?: CallOptions): Promise<Answer<T>> {
    return this.call('GET', action, options);
  }

  post<T = unknown>(action: string, options?: CallOptions): Promise<Answer<T>> {
    return this.call('POST', action, options);
  }

  /** The raw response; `action` is a path below `/api/` or an absolute URL. Redirects are not followed. */
  async fetch(method: string, action: string, options: CallOptions = {}): Promise<Response> {
    const target = new URL(action.includes('://') ? action : `${this.url}/api/${action}`);
    for (const [key, value] of Object.entries(options.query ?? {})) {
      target.searchParams.set(key, typeof value === 'string' ? value : JSON.stringify(value));
    }
    const form = options.body instanceof FormData;
    const response = await fetch(target, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.token ? { Authorization: `Bearer ${this.token}`, 'X-Authenticator': 'basic' } : {}),
        ...(this.cookies.size
          ? { Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
          : {}),
        ...(options.body !== undefined && !form ? { 'Content-Type': 'application/json' } : {}),
        ...options.headers,
      },
      body:
        options.body === undefined
          ? undefined
          : form
            ? (options.body as FormData)
            : JSON.stringify(options.body),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const cut = pair.indexOf('=');
      this.cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    return response;
  }

  private async call<T>(method: string, action: string, options?: CallOptions): Promise<Answer<T>> {
    const response = await this.fetch(method, action, options);
    const text = await response.text();
    let body: unknown = text;
    try {
      body = JSON.parse(text);
    } catch {
      // Not JSON: a redirect, a page or a file; the text itself is the body.
    }
    const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
    return { status: response.status, headers: response.headers, body: body as T, data: data as T };
  }
}
