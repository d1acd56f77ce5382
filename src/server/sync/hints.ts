import type { ChangeHint, Id } from '../../common';
import type { MailContext } from '../context';
import { pushHint } from '../push';

/** A browser that reads its list again once a second is live enough; while history loads there is much to tell. */
const PAUSE = 1000;

/** Collects what changed and tells the browsers: at once after a pause, then at most once a second. */
export class Hints {
  private readonly folders = new Set<Id>();
  private readonly what = new Set<ChangeHint['what'][number]>();
  private toldAt = 0;

  constructor(
    private readonly ctx: MailContext,
    private readonly account: { id: Id; userId: Id },
  ) {}

  /** Notes a change that is committed. */
  add(what: ChangeHint['what'], folderIds: readonly Id[] = []): void {
    for (const one of what) this.what.add(one);
    for (const id of folderIds) this.folders.add(id);
    if (Date.now() - this.toldAt >= PAUSE) this.flush();
  }

  /** Tells what was noted. */
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
