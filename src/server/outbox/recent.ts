import type { Id } from '../../common';
import type { MailContext } from '../context';
import { findAccount } from '../store/accounts';
import { listIdentities, pickIdentity, type IdentityRow } from '../store/identities';

/** Milliseconds; an address that was taken from the account is not sent from for longer. */
const FRESH = 2_000;

/** Reads again what is older than {@link FRESH}; those who ask at the same time share one reading. */
class Remembered<T> {
  private last: { value: Promise<T>; at: number } | null = null;

  constructor(private readonly read: () => Promise<T>) {}

  get(): Promise<T> {
    if (this.last && Date.now() - this.last.at < FRESH) return this.last.value;
    const last = { value: this.read(), at: Date.now() };
    this.last = last;
    // A failure is not remembered.
    last.value.catch(() => this.last === last && this.forget());
    return last.value;
  }

  forget(): void {
    this.last = null;
  }
}

/** What is the same for all mails of an account that are sent one after another, remembered for a moment. */
export class Recent {
  readonly account: Remembered<Awaited<ReturnType<typeof findAccount>>>;
  private readonly identities: Remembered<IdentityRow[]>;

  constructor(ctx: MailContext, accountId: Id) {
    this.account = new Remembered(() => findAccount(ctx, accountId));
    this.identities = new Remembered(() => listIdentities(ctx, accountId));
  }

  /** See `findIdentity` in store/identities. */
  async identity(identityId?: Id | null): Promise<IdentityRow | null> {
    return pickIdentity(await this.identities.get(), identityId);
  }
}
