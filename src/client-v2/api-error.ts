import { CONFIRM_PERMANENT, ERROR_CODES, type ErrorCode } from '../common';

/** Adds to the server's codes: the request never got there, or the page itself cancelled it. */
export type ApiErrorCode = ErrorCode | 'offline' | 'aborted';

/**
 * A failed call: the error's code and its sentence, which is in the caller's language if it came from the
 * server.
 */
export class MailApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    message: string,
    readonly status?: number,
    /** The input that was refused, if the error is about one. */
    readonly field?: string,
  ) {
    super(message);
    this.name = 'MailApiError';
  }
}

/** Whether the server did nothing, because it would delete permanently and nobody has said a clear yes. */
export const needsConfirmation = (error: unknown): boolean =>
  error instanceof MailApiError && error.code === CONFIRM_PERMANENT;

/** Whether the person who made a change undid it before it was sent. That needs no message. */
export const isTakenBack = (error: unknown): boolean =>
  error instanceof MailApiError && error.code === 'aborted';

interface FailedRequest {
  code?: string;
  message?: string;
  response?: { status?: number; data?: unknown };
}

/** Converts any failure of the host's API client to a {@link MailApiError}. */
export async function toMailApiError(error: unknown): Promise<MailApiError> {
  if (error instanceof MailApiError) return error;
  const { code, response } = (typeof error === 'object' && error !== null ? error : {}) as FailedRequest;
  if (code === 'ERR_CANCELED') return new MailApiError('aborted', '');
  if (!response) return new MailApiError('offline', '');
  const first = firstError(await readBody(response.data));
  return new MailApiError(codeOf(first.code, response.status), first.message, response.status, first.field);
}

/** A response requested as a file is a Blob even if it is an error. */
async function readBody(data: unknown): Promise<unknown> {
  if (!(data instanceof Blob)) return data;
  try {
    return JSON.parse(await data.text());
  } catch {
    return null;
  }
}

function firstError(body: unknown): { code: string; message: string; field?: string } {
  const { errors } = (typeof body === 'object' && body !== null ? body : {}) as {
    errors?: Array<{ code?: unknown; message?: unknown; field?: unknown }>;
  };
  const first = Array.isArray(errors) ? errors[0] : undefined;
  return {
    code: typeof first?.code === 'string' ? first.code : '',
    message: typeof first?.message === 'string' ? first.message : '',
    field: typeof first?.field === 'string' ? first.field : undefined,
  };
}

function codeOf(code: string, status?: number): ApiErrorCode {
  const known = ERROR_CODES.find((candidate) => candidate === code);
  if (known) return known;
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  return status === 502 || status === 503 || status === 504 ? 'offline' : 'internal';
}
