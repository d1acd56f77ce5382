import type { GrantPower, Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import type { HostNode, Run } from '../host';
import { findAccount, type AccountRow } from '../store/accounts/accounts';
import { findEventMessage, type EventMessage } from '../store/messages/eventMessage';
import { findGrant } from '../store/workflows/grants';

/** An id as a node's configuration or a run may contain it; null for anything else. */
const idIn = (value: unknown): Id | null => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,19}$/.test(text) ? text : null;
};

/** The account, if its owner allows the workflow to do this. Throws `forbidden`. */
export async function allowedAccount(
  ctx: MailContext,
  id: unknown,
  workflowKey: string,
  power: GrantPower,
): Promise<AccountRow> {
  const accountId = idIn(id);
  const account = accountId === null ? null : await findAccount(ctx, accountId);
  const grant = account && (await findGrant(ctx, account.id, workflowKey));
  if (!account || !grant?.allows.includes(power)) throw new MailError('forbidden');
  return account;
}

/** The message that started the workflow, and its account, if the owner allows this. */
export async function allowedMessage(
  ctx: MailContext,
  node: HostNode,
  run: Run,
  power: GrantPower,
): Promise<{ message: EventMessage; account: AccountRow }> {
  const id = idIn(run.getParsedValue('{{$context.email.id}}', node.id));
  const message = id === null ? null : await findEventMessage(ctx, id);
  if (!message) throw new MailError('message-gone');
  return { message, account: await allowedAccount(ctx, message.accountId, run.execution.key, power) };
}
