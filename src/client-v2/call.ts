import { toMailApiError } from './api-error';

/** What one call needs of the host's API client (axios underneath). */
export interface RequestConfig {
  url: string;
  method?: 'get' | 'post';
  params?: Record<string, unknown>;
  data?: unknown;
  responseType?: 'json' | 'blob';
  signal?: AbortSignal;
  onUploadProgress?: (event: Progress) => void;
  onDownloadProgress?: (event: Progress) => void;
  /** Keep the host from showing its own notification: the caller says what went wrong, where it went wrong. */
  skipNotify?: boolean;
}

interface Progress {
  loaded: number;
  total?: number;
}

export type Requester = (config: RequestConfig) => Promise<{ data: unknown }>;

/** The host's wrapping of an answer. */
export interface Envelope {
  data?: unknown;
  meta?: unknown;
}

/** Calls that fail with a MailApiError alone. */
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
