import { MailError } from '../errors';
import type { MailContext } from '../context';
import { JOB, type Instruction } from '../host';
import { enqueueFlag, enqueueMoveToRole, enqueueRemove } from '../outbox';
import { unrestricted } from '../store/rowSecurity/rowSecurity';
import { allowedMessage } from './allowed';
import { failed } from './failure';

const ROLES = ['inbox', 'archive', 'junk'] as const;

/** "Update email": marks or moves the message that started the workflow; here at once, on the server with the next turn. */
export const updateNode = (ctx: MailContext): Instruction => ({
  run: (node, _previous, run) =>
    unrestricted(async () => {
      const { seen, flagged, moveTo, ignoreFail } = node.config;
      try {
        const { message, account } = await allowedMessage(ctx, node, run, 'update');
        const flags = {
          ...(typeof seen === 'boolean' ? { seen } : {}),
          ...(typeof flagged === 'boolean' ? { flagged } : {}),
        };
        if (Object.keys(flags).length > 0) await enqueueFlag(ctx, account.userId, [message.id], flags);
        const role = ROLES.find((one) => one === moveTo);
        if (role) await enqueueMoveToRole(ctx, account.userId, [message.id], role);
        else if (moveTo === 'trash') await enqueueRemove(ctx, account.userId, [message.id]);
        else if (moveTo) throw new MailError('invalid-input', { params: { field: 'moveTo' } });
        return { status: JOB.done, result: { id: String(message.id) } };
      } catch (error) {
        return failed(ctx, error, ignoreFail === true);
      }
    }),
});
