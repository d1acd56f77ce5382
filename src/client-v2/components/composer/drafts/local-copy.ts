import type { Draft } from '../draft';
import type { AutosaveParts, KeptDraft } from './draft-state';
import type { Timers } from './save-timer';

/** Milliseconds after a change until the text is written to this browser's storage. */
const DELAY = 300;

/** The copy in this browser's storage, for as long as the server doesn't have the text. */
export class LocalCopy {
  private timer: unknown;
  private draft: Draft | null = null;

  constructor(
    private readonly parts: Pick<AutosaveParts, 'keep' | 'forget'>,
    private readonly timers: Timers,
    /** Returns what has to be kept at the moment; null if there is nothing. */
    private readonly current: () => KeptDraft | null,
    private readonly onChange: () => void,
  ) {}

  /** Whether it contains this text. */
  has(draft: Draft | null): boolean {
    return draft !== null && this.draft === draft;
  }

  soon(): void {
    this.timer ??= this.timers.set(() => void this.now(), DELAY);
  }

  async now(): Promise<void> {
    this.stop();
    const kept = this.current();
    if (!kept) return;
    const done = await this.parts.keep(kept);
    // In the meantime, the server may have stored it, or it may have become another draft.
    if (this.current()?.key !== kept.key) return;
    this.draft = done ? kept.draft : null;
    this.onChange();
  }

  stop(): void {
    this.timers.clear(this.timer);
    this.timer = undefined;
  }

  async forget(key: string | undefined): Promise<void> {
    this.stop();
    this.draft = null;
    if (key !== undefined) await this.parts.forget(key);
  }
}
