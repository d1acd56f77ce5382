import type { Id } from '../../common';
import type { Session } from '../accounts/session';
import type { MailContext } from '../context';
import { pushHint } from '../push';
import { wake } from '../store/accounts';
import { deleteBlobs, insertPieces, type BlobPiece } from '../store/blobs';
import type { OperationRow } from '../store/operations';
import { writeClaimed, type ClaimedWrite } from '../store/sendClaims';
import { postponeSends, takeSendSlots, type Postponement, type Slot } from '../store/sendSlots';
import { grouped } from './grouped';
import { Lines } from './lines';
import { sentAccounts } from './lookup';
import type { SendOperation, SendProgress } from './payload';
import { Recent } from './recent';
import { Soon } from './soon';

/** The claim went to somebody else: whatever this process was about to do must not be done. */
export class ClaimLost extends Error {}

export type SendValues = Partial<Omit<SendOperation, 'id' | 'createdAt' | 'attempts'>>;

export interface RoundOptions {
  signal: AbortSignal;
  /** Asks for another round, at once or after so many milliseconds. */
  again(this: void, wait?: number): void;
}

/** Milliseconds. In a long round the copies in Sent are fetched now and then; at its end at once. */
const WAKE = 10_000;
const HINT = 200;
const DROP = 500;

/** What the mails of one round share: connections, what they remember, and statements made for several at once. */
export class Desk {
  readonly lines: Lines;
  readonly recent: Recent;
  /** Set once the rest of the queue has to wait. */
  pause: Postponement | null = null;
  /** Set once something failed that no mail is to blame for. */
  broken = false;
  /** Stores a piece of a composed mail. */
  readonly keepPiece: (piece: BlobPiece) => Promise<void>;
  /** Says to the owner's browsers that something has changed. */
  readonly changed: Soon;
  private readonly dropped: string[] = [];
  private readonly drops: Soon;
  /** The next turn finds the copy in Sent; otherwise it would show only when the folders are due. */
  readonly sent: Soon;
  private readonly write: (write: ClaimedWrite) => Promise<boolean>;
  private readonly takeSlot: (wish: { operation: SendOperation; session: Session }) => Promise<Slot>;

  readonly signal: AbortSignal;
  readonly again: RoundOptions['again'];

  constructor(
    readonly ctx: MailContext,
    readonly accountId: Id,
    userId: Id,
    { signal, again }: RoundOptions,
  ) {
    this.signal = signal;
    this.again = again;
    this.lines = new Lines(ctx, accountId);
    this.recent = new Recent(ctx, accountId);
    this.changed = new Soon(HINT, () =>
      pushHint(ctx, userId, { accountId, folderIds: [], what: ['operations'] }),
    );
    this.sent = new Soon(WAKE, async () => {
      for (const id of await sentAccounts(ctx, accountId)) await wake(ctx, id);
    });
    this.write = grouped((writes) => writeClaimed(ctx, writes));
    this.keepPiece = grouped(async (pieces) => {
      await insertPieces(ctx, pieces);
      return [];
    }, 8);
    this.drops = new Soon(DROP, () => deleteBlobs(ctx, this.dropped.splice(0)));
    this.takeSlot = grouped((wishes) => {
      // All of one account, and so of one who signs in.
      const { senderId, sendLimits } = wishes[0]?.session ?? ({} as Session);
      return takeSendSlots(
        ctx,
        wishes.map(({ operation }) => operation),
        senderId,
        sendLimits,
      );
    });
  }

  /** A composed mail that nobody names any more; one that stays, should this process end, goes with the next sweep. */
  dropBlob(blobId: string): void {
    this.dropped.push(blobId);
    this.drops.ask();
  }

  /** The round is over: what was put off is done now. */
  async close(): Promise<void> {
    this.lines.close();
    await this.drops.flush();
    await this.sent.flush();
    await this.changed.flush();
  }

  /** Nothing more is begun. */
  get isOver(): boolean {
    return this.pause !== null || this.broken || this.signal.aborted;
  }

  /** A step's result is written before the next step begins; a later attempt skips what is written. */
  async save(operation: SendOperation, values: SendValues): Promise<SendOperation> {
    if (!(await this.write({ operation: asRow(operation), values: asRow(values) }))) throw new ClaimLost();
    return { ...operation, ...values };
  }

  /** {@link takeSendSlots} for one mail, which is `sending` if it was granted. */
  slot(operation: SendOperation, session: Session): Promise<Slot> {
    return this.takeSlot({ operation, session });
  }

  /** Ends the claim. What has not begun to go waits like everything behind it, or for whoever comes next. */
  async giveBack(operation: SendOperation): Promise<void> {
    const { until = null, reason = null } = this.pause ?? {};
    const waiting: SendValues = { state: 'pending', reason, nextAttemptAt: until };
    await this.save(operation, operation.state === 'running' ? waiting : { nextAttemptAt: null });
  }

  /** What is behind in the queue has to wait, for the same reason. */
  async postpone(postponement: Postponement): Promise<void> {
    this.pause = postponement;
    await postponeSends(this.ctx, this.accountId, postponement);
  }
}

/** A send is stored as the same row as any operation. */
const asRow = <T extends { payload?: unknown; progress?: SendProgress }>(values: T) =>
  values as unknown as OperationRow;
