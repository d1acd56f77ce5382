import type { AccountState, Id } from '../../common';
import type { MailContext } from '../context';
import { table } from './rows';

/** An account as far as it decides whether a node should serve it now. */
export interface ServiceRow {
  id: Id;
  state: AccountState;
  stateSince: Date | null;
  retryAt: Date | null;
  wakeAt: Date | null;
}

export async function listServiceRows(ctx: MailContext): Promise<ServiceRow[]> {
  const rows = await table(ctx, 'mailAccounts').findAll({
    attributes: ['id', 'state', 'stateSince', 'retryAt', 'wakeAt'],
    order: [['id', 'ASC']],
  });
  return rows.map((row) => row.get({ plain: true }) as unknown as ServiceRow);
}

/** How often in a row it went wrong: the back-off goes by it, on whichever node comes next. */
export async function saveFailures(ctx: MailContext, accountId: Id, failures: number): Promise<void> {
  await table(ctx, 'mailAccounts').update({ failures }, { where: { id: accountId }, silent: true });
}
