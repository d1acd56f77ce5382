import { MailApiError } from '../api-error';
import { isOnline } from './connection';

/** Maximum characters kept, about as many bytes: hundreds of ordinary messages, or a few very large ones. */
const MOST = 16_000_000;

/** Whether a request failed only because the browser is offline. */
export const isCutOff = (error: unknown): boolean =>
  error instanceof MailApiError && error.code === 'offline' && !isOnline();

/**
 * The latest answers of the server, in this tab's memory, for use while the browser is offline. The least recently used
 * are dropped first. They are kept as text, so that no code can change them.
 */
export class KeptAnswers {
  private readonly texts = new Map<string, string>();
  private size = 0;

  constructor(private readonly most = MOST) {}

  has(key: string): boolean {
    return this.texts.has(key);
  }

  clear(): void {
    this.texts.clear();
    this.size = 0;
  }

  /** Changes a kept answer, if there is one, because it is no longer true. */
  change<T extends object>(key: string, change: Partial<T>): void {
    const text = this.texts.get(key);
    const answer = text === undefined ? null : (JSON.parse(text) as T | null);
    if (answer) this.keep(key, JSON.stringify({ ...answer, ...change }));
  }

  /** Asks the server. If the browser is offline, returns what it answered last. */
  async latest<T>(key: string, ask: () => Promise<T>): Promise<T> {
    try {
      const answer = await ask();
      this.keep(key, JSON.stringify(answer));
      return answer;
    } catch (error) {
      const text = isCutOff(error) ? this.texts.get(key) : undefined;
      if (text === undefined) throw error;
      this.keep(key, text);
      return JSON.parse(text) as T;
    }
  }

  private keep(key: string, text: string | undefined): void {
    this.size -= this.texts.get(key)?.length ?? 0;
    this.texts.delete(key);
    if (text === undefined) return;
    this.texts.set(key, text);
    this.size += text.length;
    for (const [oldest, { length }] of this.texts) {
      if (this.size <= this.most) return;
      this.texts.delete(oldest);
      this.size -= length;
    }
  }
}
