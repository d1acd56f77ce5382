/** How a sign-in ended: the callback puts it into the URL it returns to. */
export interface ConnectResult {
  accountId: string | null;
  /** An error code of `common/errors.ts`. */
  error: string | null;
}

const CONNECTED = 'mailConnected';
const ERROR = 'mailError';

export function connectResult(search: string): ConnectResult | null {
  const params = new URLSearchParams(search);
  if (!params.has(CONNECTED) && !params.has(ERROR)) return null;
  return { accountId: params.get(CONNECTED), error: params.get(ERROR) };
}

/** A query string without a result, with its `?` where anything is left. */
export function withoutResult(search: string): string {
  const params = new URLSearchParams(search);
  params.delete(CONNECTED);
  params.delete(ERROR);
  const rest = params.toString();
  return rest ? `?${rest}` : '';
}
