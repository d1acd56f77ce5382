import type { CampaignInput, CampaignView, UploadView } from '../../../../common';
import { MailApiError } from '../../../api-error';
import { Observable } from '../../composer/drafts/observable';
import { SaveTimer, type Timers } from '../../composer/drafts/save-timer';

/** What is written, with its files as they're shown. */
export type Written = Omit<CampaignInput, 'uploadIds'> & { files: UploadView[] };

/** What changes, or what follows from what is written by now. */
export type Edit = Partial<Written> | ((written: Written) => Partial<Written>);

/**
 * Whether what is written is stored; `error` says why the last attempt failed. After `failed`, there will be another by
 * itself; after `refused`, only when something changes.
 */
export interface Saving {
  written: Written;
  state: 'saved' | 'saving' | 'failed' | 'refused';
  error?: unknown;
}

/** What a stored bulk email says. */
export const writtenIn = (view: CampaignView): Written => {
  const { accountId, identityId, subject, html, language, unsubscribe, files } = view;
  return { accountId, identityId, subject, html, language, unsubscribe, files };
};

/** Whether the server has answered that it won't store this. */
const isRefusal = (error: unknown): boolean =>
  error instanceof MailApiError && error.status !== undefined && error.status < 500;

/** Stores what is written a moment after each change, one version after another, until it's there. */
export class CampaignSaver extends Observable<Saving> {
  private stored: Written;
  private running: Promise<boolean> | null = null;
  private readonly timer: SaveTimer;

  constructor(
    first: Written,
    private readonly save: (input: CampaignInput) => Promise<CampaignView>,
    timers: Timers,
  ) {
    super({ written: first, state: 'saved' }, () => false);
    this.stored = first;
    this.timer = new SaveTimer(timers, () => void this.store());
  }

  edit(part: Edit): void {
    const { written, ...rest } = this.get();
    const changed = { ...written, ...(typeof part === 'function' ? part(written) : part) };
    this.publish({ ...rest, written: changed, state: rest.state === 'failed' ? 'failed' : 'saving' });
    this.timer.plan();
  }

  /** Stores everything now. Resolves to whether that worked. */
  async flush(): Promise<boolean> {
    this.timer.stop();
    while (this.get().written !== this.stored) if (!(await this.store())) return false;
    return true;
  }

  private store(): Promise<boolean> {
    this.running ??= this.request().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async request(): Promise<boolean> {
    const { written: sent } = this.get();
    this.publish({ written: sent, state: 'saving' });
    const { files, ...input } = sent;
    try {
      const view = await this.save({ ...input, uploadIds: files.map(({ id }) => id) });
      this.timer.succeeded();
      this.take(sent, view);
      return true;
    } catch (error) {
      const { written } = this.get();
      if (isRefusal(error)) this.publish({ written, state: 'refused', error });
      else {
        this.timer.failed();
        this.publish({ written, state: 'failed', error });
        this.timer.plan();
      }
      return false;
    }
  }

  /** The server has copies of the files from now on; the next version must name those. */
  private take(sent: Written, { files }: CampaignView): void {
    const { written } = this.get();
    const copies = new Map(sent.files.map(({ id }, index) => [String(id), files[index]]));
    const copied = written.files.map((file) => copies.get(String(file.id)) ?? file);
    const isAll = written === sent;
    const next = { ...written, files: copied };
    if (isAll) this.stored = next;
    this.publish({ written: next, state: isAll ? 'saved' : 'saving' });
    if (!isAll) this.timer.plan();
  }
}
