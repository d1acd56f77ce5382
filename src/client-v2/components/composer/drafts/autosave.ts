import type { DraftSaved, DraftView, Id } from '../../../../common';
import type { Draft } from '../draft';
import { newKey } from '../new-key';
import type { AutosaveParts, CloseOutcome, DraftOrigin, KeptDraft, SaveState, SaveView } from './draft-state';
import { isSameView } from './draft-state';
import { LocalCopy } from './local-copy';
import { Observable } from './observable';
import { patiently, realTimers, SaveTimer, type Timers } from './save-timer';

/** Milliseconds that sending waits for a save in progress. A save that arrives later changes nothing on the server. */
const PATIENCE = 5_000;

/**
 * Saves one composer's draft: on the server soon after each change, one request at a time, and until then in this
 * browser. It doesn't depend on React; `update` tells it what is on screen.
 */
export class Autosave extends Observable<SaveView> {
  private key: string | undefined;
  private base: number;
  private id: Id | undefined;
  private editor: string;
  private turn: number;
  private latest: Draft | null = null;
  /** The input that the server has, as JSON. */
  private stored: string | null = null;
  private dirty: boolean;
  /** Whether this is a different draft, with another key, from the one the composer opened with. */
  private isSeparate = false;
  private running: Promise<void> | null = null;
  /** Unless this is `open`, nothing is saved automatically, and this says why. */
  private phase: 'open' | 'sending' | 'closing' | 'over' = 'open';
  /** When this composer last stored a version. */
  private lastSave: number | null = null;
  private readonly timers: Timers;
  private readonly timer: SaveTimer;
  private readonly copy: LocalCopy;

  constructor(
    private readonly parts: AutosaveParts,
    origin: DraftOrigin = { base: 0 },
  ) {
    const isSaved = origin.base > 0 && !origin.unsaved;
    super({ state: { kind: isSaved ? 'saved' : 'idle' }, id: origin.id, kept: false }, isSameView);
    this.timers = parts.timers ?? realTimers;
    this.timer = new SaveTimer(this.timers, () => this.run());
    this.copy = new LocalCopy(
      parts,
      this.timers,
      () => this.toKeep(),
      () => this.set(this.get().state),
    );
    const { base, id, editor = newKey(), turn = 0, unsaved = false } = origin;
    [this.base, this.id, this.editor, this.turn, this.dirty] = [base, id, editor, turn, unsaved];
  }

  /** Reports what is on screen. `changed` is false as long as the writer has added nothing. */
  update(draft: Draft, changed: boolean): void {
    const { key: before, latest: shown } = this;
    if (this.phase === 'over' || draft === shown) return;
    [this.latest, this.key] = [draft, draft.key];
    if (before !== undefined && before !== draft.key) this.beginAnew(before);
    if (!shown && !this.dirty) {
      // A stored draft opens with the text that the server has.
      if (this.base > 0) this.stored = this.textOf(draft);
      return;
    }
    if (!changed && !this.isBegun && !this.isSeparate) {
      if (!this.dirty) return;
      this.dirty = false;
      this.timer.stop();
      void this.copy.forget(this.key);
      this.set({ kind: 'idle' });
      return;
    }
    this.dirty = true;
    this.copy.soon();
    if (this.isDecided) this.plan();
  }

  /** Whether leaving the page now would lose nothing. */
  get isSafe(): boolean {
    return !this.dirty || this.copy.has(this.latest);
  }

  /** Where a composer that is opened again continues. */
  get origin(): DraftOrigin {
    const { base, id, editor, turn, dirty } = this;
    return { base, id, editor, turn, unsaved: dirty };
  }

  /** Whether the server may have the draft, even if it's empty by now. */
  get isBegun(): boolean {
    return this.base > 0 || this.turn > 0;
  }

  /** Whether a version was stored so recently that news of a change is probably about that version. */
  savedWithin(milliseconds: number): boolean {
    return this.lastSave !== null && this.timers.now() - this.lastSave < milliseconds;
  }

  /** Tries again immediately, because the browser is back online. */
  retry(): void {
    if (this.get().state.kind === 'failed') this.timer.now();
  }

  /** Writes the text to this browser's storage immediately. */
  readonly keepNow = (): Promise<void> => this.copy.now();

  /** Stops saving until `resume`, because the message is being sent. Waits for a save in progress. */
  async pause(): Promise<void> {
    this.phase = 'sending';
    this.timer.stop();
    await patiently(this.running, PATIENCE, this.timers);
    // Whoever finds this text later must know that it may have been sent.
    await this.copy.now();
  }

  resume(): void {
    this.phase = 'open';
    if (this.dirty) this.plan();
  }

  /** Ends saving, because the message was sent or is no longer wanted. */
  finish(): void {
    this.phase = 'over';
    this.dispose();
    void this.copy.forget(this.key);
  }

  /** Stops the timers, because the composer is no longer on screen. `update` starts them again. */
  dispose(): void {
    if (this.phase === 'closing') return;
    this.timer.stop();
    this.copy.stop();
  }

  /** Saves for the last time. Text that can't be saved stays in this browser. */
  async close(): Promise<CloseOutcome> {
    this.phase = 'closing';
    this.timer.stop();
    // A request without an answer must not delay what was typed since.
    await this.copy.now();
    await this.running;
    const due = this.dirty || this.lastSave !== null;
    if (due && this.isDecided) await this.request();
    if (this.dirty && !this.isDecided) {
      this.separate();
      await this.request();
    }
    this.phase = 'over';
    if (this.dirty) return 'failed';
    return due ? 'saved' : 'nothing';
  }

  /** Stops saving, and returns the stored draft's id if there is one to discard. */
  async discard(): Promise<Id | undefined> {
    this.phase = 'closing';
    this.timer.stop();
    this.dirty = false;
    void this.copy.forget(this.key);
    await this.running;
    // The first answer was lost, so we ask again for the draft's id.
    if (this.isBegun && this.id === undefined) await this.request();
    this.finish();
    return this.id;
  }

  /** Continues with the text on screen instead of the other version. */
  keepMine(): void {
    const { state } = this.get();
    if (state.kind !== 'conflict') return;
    this.base = state.other.version;
    this.id = state.other.id;
    this.saveAgain();
  }

  /** Checks the stored version, which may be newer than the one on screen. */
  look(other: DraftView): void {
    if (this.isAtRest && other.version > this.base) this.set({ kind: 'conflict', other });
  }

  /** Asks the server what happened to a draft that it no longer shows. */
  ask(): void {
    if (this.isAtRest) this.saveAgain();
  }

  /** Whether the whole text is stored and no request is in progress. */
  get isAtRest(): boolean {
    return this.phase === 'open' && !this.dirty && this.running === null && this.isDecided;
  }

  /** False while the writer has to decide something first. */
  private get isDecided(): boolean {
    return !['conflict', 'sent', 'gone'].includes(this.get().state.kind);
  }

  private saveAgain(): void {
    this.dirty = true;
    this.stored = null;
    this.set({ kind: 'saving' });
    this.timer.now();
  }

  /** Keeps both versions if nobody has chosen between them. */
  private separate(): void {
    if (!this.latest) return;
    const before = this.key;
    this.latest = { ...this.latest, key: newKey() };
    this.key = this.latest.key;
    this.beginAnew(before);
  }

  /** Turns the text into a separate draft, with another key. */
  private beginAnew(before: string | undefined): void {
    this.base = this.turn = 0;
    this.id = undefined;
    this.stored = this.lastSave = null;
    this.editor = newKey();
    this.dirty = this.isSeparate = true;
    this.timer.reset();
    void this.copy.forget(before);
    this.set({ kind: 'saving' });
  }

  private plan(): void {
    if (this.phase !== 'open') return;
    if (this.get().state.kind !== 'failed') this.set({ kind: 'saving' });
    if (!this.running) this.timer.plan();
  }

  private textOf(draft: Draft): string | null {
    const input = this.parts.toInput(draft);
    return input && JSON.stringify(input);
  }

  private toKeep(): KeptDraft | null {
    const { key, base, editor, turn, id, latest: draft } = this;
    if (!draft || key === undefined || !this.dirty || this.phase === 'over') return null;
    const sending = this.phase === 'sending' ? { sending: true } : {};
    return { key, base, editor, turn, id, draft, input: this.parts.toInput(draft), ...sending };
  }

  private run(): void {
    const draft = this.latest;
    if (!draft || !this.dirty || this.running || this.phase !== 'open' || !this.isDecided) return;
    const text = this.textOf(draft);
    if (text === null) this.set({ kind: 'idle' });
    else if (text === this.stored) this.settle(draft);
    else
      this.running = this.request().finally(() => {
        this.running = null;
        if (this.dirty && this.isDecided) this.plan();
      });
  }

  private async request(): Promise<void> {
    const { key, base, editor, latest: draft } = this;
    const input = draft && this.parts.toInput(draft);
    if (!input || key === undefined) return;
    const turn = (this.turn += 1);
    // The turn is stored first, so that no turn is used twice after a reload.
    await this.copy.now();
    const close = this.phase === 'closing' ? { close: true } : {};
    let answer: DraftSaved;
    try {
      answer = await this.parts.save({ key, base, editor, turn, ...close, draft: input });
    } catch (error) {
      if (this.key !== key) return;
      this.timer.failed();
      this.set({ kind: 'failed', error });
      return;
    }
    // In the meantime, it may have become another draft.
    if (this.key !== key) return;
    this.timer.succeeded();
    if (answer.outcome === 'saved') {
      this.id = answer.id;
      this.base = answer.version;
      this.stored = JSON.stringify(input);
      this.lastSave = this.timers.now();
      this.settle(draft);
    } else if (answer.outcome === 'conflict') this.set({ kind: 'conflict', other: answer.draft });
    else this.set({ kind: answer.outcome });
  }

  /** Records that the server has this draft. There may be a newer one on screen. */
  private settle(draft: Draft): void {
    if (this.latest !== draft) {
      this.set({ kind: 'saving' });
      return;
    }
    this.dirty = false;
    void this.copy.forget(this.key);
    this.set({ kind: 'saved' });
  }

  private set(state: SaveState): void {
    this.publish({ state, id: this.id, kept: this.copy.has(this.latest) });
  }
}
