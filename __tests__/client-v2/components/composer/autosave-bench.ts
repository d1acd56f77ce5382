import {
  initialDraft,
  toComposeInput,
  type Draft,
} from '../../../../src/client-v2/components/composer/draft';
import { Autosave } from '../../../../src/client-v2/components/composer/drafts/autosave';
import type {
  DraftOrigin,
  KeptDraft,
} from '../../../../src/client-v2/components/composer/drafts/draft-state';
import type { DraftSave, DraftSaved, DraftView } from '../../../../src/common';

/** A clock that moves only when it's told to. */
class Clock {
  private time = 0;
  private due: Array<{ at: number; work(): void }> = [];
  set = (work: () => void, delay: number) => {
    const timer = { at: this.time + delay, work };
    this.due.push(timer);
    return timer;
  };
  clear = (timer: unknown) => void (this.due = this.due.filter((each) => each !== timer));
  now = () => this.time;

  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (;;) {
      await settled();
      const next = this.due.sort((one, other) => one.at - other.at).find(({ at }) => at <= end);
      if (!next) break;
      this.clear(next);
      this.time = next.at;
      next.work();
    }
    this.time = end;
    await settled();
  }
}

/** Everything that is already decided has been carried out. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

export const empty: Draft = { ...initialDraft({ accountId: '1' }, []), key: 'k'.repeat(32) };
export const write = (html: string, part: Partial<Draft> = {}): Draft => ({
  ...empty,
  html: `<p>${html}</p>`,
  ...part,
});

/** A composer's autosave with a server, a storage and a clock in the test's hands. */
export class AutosaveBench {
  clock = new Clock();
  saves: DraftSave[] = [];
  /** Requests without an answer so far. */
  open: Array<{ answer(answer: DraftSaved): void; fail(): void }> = [];
  /** What this browser keeps. */
  kept = new Map<string, KeptDraft>();
  canKeep = true;
  private version = 0;
  /** Answers at once if set. */
  atOnce: ((request: DraftSave) => DraftSaved) | null = () => ({
    ...{ outcome: 'saved', id: '7', version: (this.version += 1) },
  });

  start = (origin?: DraftOrigin): Autosave =>
    new Autosave(
      {
        save: (request) => {
          this.saves.push(request);
          if (this.atOnce) return Promise.resolve(this.atOnce(request));
          return new Promise((resolve, reject) =>
            this.open.push({ answer: resolve, fail: () => reject(new Error('lost')) }),
          );
        },
        keep: (draft) => {
          if (this.canKeep) this.kept.set(draft.key, draft);
          return Promise.resolve(this.canKeep);
        },
        forget: (key) => {
          this.kept.delete(key);
          return Promise.resolve();
        },
        toInput: (draft) => {
          if (draft.accountId === null) return null;
          const { key: _key, ...input } = toComposeInput(draft, null);
          return input;
        },
        timers: this.clock,
      },
      origin,
    );

  /** The requests in short. */
  sent = (): string[] => this.saves.map(({ base, turn, draft }) => `${turn} on ${base}: ${draft.html}`);

  /** A version that somebody else has stored. */
  other = (version: number): DraftView => ({
    ...{ id: '7', key: String(empty.key), version, uploads: [], imported: false, updatedAt: '' },
    draft: this.saves[0]?.draft ?? ({} as DraftView['draft']),
  });
}
