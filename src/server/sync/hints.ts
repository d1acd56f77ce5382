import type { ChangeHint, Id } from '../../common';
import type { MailContext } from '../context';
import { pushHint } from '../push';

/** Milliseconds. A browser that reloads its list once a second is live enough, and loading history changes a lot. */
const PAUSE = 1000;

/** Collects changes and tells the browsers: immediately after a quiet second, then at most once a second. */
export class Hints {
  private readonly folders = new Set<Id>();
  private readonly what = new Set<ChangeHint['what'][number]>();
  private toldAt = 0;

  constructor(
    private readonly ctx: MailContext,
    private readonly account: { id: Id; userId: Id },
  ) {}

  /** Records a committed change. */
  add(what: ChangeHint['what'], folderIds: readonly Id[] = []): void {
    for (const one of what) this.what.add(one);
    for (const id of folderIds) this.folders.add(id);
    if (Date.now() - this.toldAt >= PAUSE) this.flush();
  }

  /** Sends what was recorded. */
  flush(): void {
    if (this.what.size === 0) return;
    const hint: ChangeHint = {
      accountId: this.account.id,
      folderIds: [...this.folders],
      what: [...this.what],
    };
    this.folders.clear();
    this.what.clear();
    this.toldAt = Date.now();
    pushHint(this.ctx, this.account.userId, hint);
  }
}
