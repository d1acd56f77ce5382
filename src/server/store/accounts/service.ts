import type { AccountState, Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';

/** The parts of an account that decide whether a node should serve it now. */
export interface ServiceRow {
  id: Id;
  state: AccountState;
  stateSince: Date | null;
  retryAt: Date | null;
  wakeAt: Date | null;
}

/** All accounts, by id, with the fields that decide whether a node serves them. */
export async function listServiceRows(ctx: MailContext): Promise<ServiceRow[]> {
  const rows = await table(ctx, 'mailAccounts').findAll({
    attributes: ['id', 'state', 'stateSince', 'retryAt', 'wakeAt'],
    order: [['id', 'ASC']],
  });
  return rowsAs<ServiceRow>(rows);
}

/** Stores how many failures there have been in a row. The back-off depends on it, on whichever node comes next. */
export async function saveFailures(ctx: MailContext, accountId: Id, failures: number): Promise<void> {
  await table(ctx, 'mailAccounts').update({ failures }, { where: { id: accountId }, silent: true });
}
