import { Op } from 'sequelize';
import type { AccountState, HealthView } from '../../../common';
import type { MailContext } from '../../context';
import { databaseTime } from '../db/clock';
import { UNFINISHED } from '../outbox/operations';
import { columnOf, rowsAs, table } from '../db/rows';

/** Accounts by state, with the last sync of the one that has waited longest. */
export interface StateFigures {
  state: AccountState;
  accounts: number;
  /** Last sync of the account that has waited longest; if it was never synced, when it was connected. */
  oldest: Date;
  /** How many of them were synced, or started, after `since`. */
  recent: number;
}

/** Figures over all accounts, from one statement that reads only their rows. */
export async function accountFigures(ctx: MailContext, since: Date): Promise<StateFigures[]> {
  const rows = await table(ctx, 'mailAccounts').findAll({
    attributes: ['state', 'lastSyncAt', 'stateSince', 'createdAt'],
  });
  const figures = new Map<AccountState, StateFigures>();
  for (const row of rows) {
    const state = row.get('state') as AccountState;
    const synced = dateOf(row.get('lastSyncAt')) ?? dateOf(row.get('createdAt')) ?? new Date();
    // A first sync, or one after a long pause, started when its state did.
    const begun = dateOf(row.get('stateSince')) ?? synced;
    const entry = figures.get(state) ?? { state, accounts: 0, oldest: synced, recent: 0 };
    entry.accounts++;
    if (synced < entry.oldest) entry.oldest = synced;
    if (synced >= since || begun >= since) entry.recent++;
    figures.set(state, entry);
  }
  return [...figures.values()];
}

const dateOf = (value: unknown): Date | null => (value ? new Date(value as Date) : null);

/** Unfinished operations of all accounts: how many, and when the oldest was created. */
export async function queueFigures(ctx: MailContext): Promise<{ length: number; since: Date | null }> {
  const operations = table(ctx, 'mailOperations');
  const where = { state: { [Op.in]: UNFINISHED } };
  const [length, oldest] = await Promise.all([
    operations.count({ where }),
    operations.findOne({ where, attributes: ['createdAt'], order: [['id', 'ASC']] }),
  ]);
  return { length, since: oldest && dateOf(oldest.get('createdAt')) };
}

/** Sends that ended after `since`. Finished ones are kept for a day, failed ones until their user discards them. */
export async function sendFigures(ctx: MailContext, since: Date): Promise<HealthView['sends']> {
  const count = (state: string[]) =>
    table(ctx, 'mailOperations').count({
      where: { kind: 'send', state: { [Op.in]: state }, updatedAt: { [Op.gte]: since } },
    });
  const [sent, failed] = await Promise.all([count(['done', 'sent']), count(['failed'])]);
  return { sent, failed };
}

/** Nodes that serve accounts, with the number of accounts of each. */
export async function nodeFigures(ctx: MailContext): Promise<Record<string, number>> {
  const rows = rowsAs<{ node: string | null; accounts: string | number }>(
    await table(ctx, 'mailLeases').findAll({
      where: { until: { [Op.gt]: databaseTime(ctx) } },
      attributes: [
        'node',
        [
          ctx.app.db.sequelize.fn(
            'COUNT',
            ctx.app.db.sequelize.col(columnOf(ctx, 'mailLeases', 'accountId')),
          ),
          'accounts',
        ],
      ],
      group: ['node'],
      raw: true,
    }),
  );
  return Object.fromEntries(rows.map(({ node, accounts }) => [node ?? '', Number(accounts)]));
}
