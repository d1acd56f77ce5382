import { enqueueFlag } from '../../enqueue/enqueueMessages';
import type { SendOperation } from '../payload';
import type { SendContext } from '../sendContext';

/** Marks the message that this one answers as answered. */
export async function flagOriginal({ ctx }: SendContext, { userId, payload }: SendOperation): Promise<void> {
  const { source } = payload;
  if (!source || source.kind === 'forward') return;
  await enqueueFlag(ctx, userId, [source.messageId], { answered: true });
}
