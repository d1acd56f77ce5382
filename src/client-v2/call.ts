import type { Id } from '../common';
import { toMailApiError } from './api-error';

/** The options of a call to the host's API client (axios underneath). */
export interface RequestConfig {
  url: string;
  method?: 'get' | 'post';
  params?: Record<string, unknown>;
  data?: unknown;
  responseType?: 'json' | 'blob';
  signal?: AbortSignal;
  onUploadProgress?: (event: Progress) => void;
  onDownloadProgress?: (event: Progress) => void;
  /** Keeps the host from showing its own notification; the caller reports the error where it happened. */
  skipNotify?: boolean;
}

interface Progress {
  loaded: number;
  total?: number;
}

export type Requester = (config: RequestConfig) => Promise<{ data: unknown }>;

/** How the host wraps an answer. */
export interface Envelope {
  data?: unknown;
  meta?: unknown;
}

/** Creates calls that only ever fail with a MailApiError. */
export const callsOf =
  (request: Requester) =>
  async (config: RequestConfig): Promise<Envelope> => {
    try {
      const { data } = await request({ skipNotify: true, ...config });
      return typeof data === 'object' && data !== null ? data : {};
    } catch (error) {
      throw await toMailApiError(error);
    }
  };

/** Reads with GET; returns the host's `data`, which has the contract's type (common/types.ts). */
export type Get = <T>(url: string, params?: Record<string, unknown>, signal?: AbortSignal) => Promise<T>;
/** Changes something with POST. */
export type Post = <T = unknown>(url: string, data?: unknown, filterByTk?: Id) => Promise<T>;

/** A piece of a long list. */
export interface ListPage<T, Place = string> {
  rows: T[];
  /** Start of the next page; null at the end. */
  next: Place | null;
}

/** Reads a page of a list that says beside it where the next one begins. */
export async function readPage<T>(
  call: (config: RequestConfig) => Promise<Envelope>,
  url: string,
  params: Record<string, unknown>,
): Promise<ListPage<T>> {
  const given = Object.entries(params).filter(([, value]) => value != null && value !== '');
  const answer = await call({ url, method: 'get', params: Object.fromEntries(given) });
  const { next = null } = (answer.meta ?? {}) as { next?: string | null };
  return { rows: answer.data as T[], next };
}
