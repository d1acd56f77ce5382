import type { Id } from '../../common';
import { MultiRecordResource } from '../host/models';
import { AnswersInOrder } from '../answers';
import { lowerAddresses } from './address-filter';

const idOf = (row: { id?: unknown }): string => String(row.id);

/** The host's resource for rows, plus what messages need. */
export class MailResource extends MultiRecordResource {
  private readonly quiet = new AnswersInOrder();
  /** Number of the host's own requests that are running. */
  private running = 0;
  /** Whether their answers may be older than what is known. */
  private again = false;

  override addFilterGroup(key: string, filter: unknown): void {
    super.addFilterGroup(key, lowerAddresses(filter));
  }

  /** The host keeps selected rows when others replace them, but an action is only meant for those on screen. */
  override setData(data: unknown): this {
    super.setData(data);
    if (Array.isArray(data)) {
      const listed = new Set(data.map(idOf));
      this.keepSelected((row) => listed.has(idOf(row)));
    }
    return this;
  }

  /** Ends the selection of messages, as of those that were moved. */
  deselect(ids: readonly Id[]): void {
    const gone = new Set(ids.map(String));
    this.keepSelected((row) => !gone.has(idOf(row)));
  }

  private keepSelected(stays: (row: Record<string, unknown>) => boolean): void {
    const rows = this.getSelectedRows();
    const kept = rows.filter(stays);
    if (kept.length < rows.length) this.setSelectedRows(kept);
  }

  /**
   * The host's own refresh. If two overlap, the answer that arrives last stays, so the rows are then loaded
   * again.
   */
  override async refresh(): Promise<void> {
    // An earlier quiet request may be for another page or filter.
    this.quiet.drop();
    this.running += 1;
    if (this.running > 1) this.again = true;
    try {
      await super.refresh();
    } finally {
      this.running -= 1;
      if (this.running === 0 && this.again) {
        this.again = false;
        // If this fails, what is shown stays, and the next change tries again.
        void this.refreshQuietly().catch(() => undefined);
      }
    }
  }

  /** Loads the same rows again without the spinner: news must not take the page away from the reader. */
  async refreshQuietly(): Promise<void> {
    if (this.running > 0) {
      this.again = true;
      return;
    }
    const request = { method: 'get', ...this.getRefreshRequestOptions() };
    await this.quiet.take(
      () => this.runAction('list', request),
      ({ data, meta }) => this.setData(data).setMeta(meta),
    );
  }
}
