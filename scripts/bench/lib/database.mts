import { QueryTypes, Sequelize } from 'sequelize';
import type { CollectionName } from '../../../src/common/index.ts';
import type { BootedApp } from '../../../__tests__/server/boot.ts';

/** The bench's own connection to the app's database, to see what is stored without asking the app. */
export class Watcher {
  private readonly sequelize: Sequelize;

  constructor(private readonly booted: BootedApp) {
    const options = booted.database.options as { database: string; username: string; password: string };
    this.sequelize = new Sequelize({ ...options, dialect: 'postgres', logging: false, pool: { max: 1 } });
  }

  /** Returns a number from a table: `select <expression> from <collection> <rest>`. */
  async number(expression: string, collection: CollectionName, rest = ''): Promise<number> {
    const table = this.booted.app.db.getCollection(collection).model.getTableName();
    const quoted = typeof table === 'string' ? `"${table}"` : `"${table.schema}"."${table.tableName}"`;
    const [row] = await this.sequelize.query<{ number: string | number | null }>(
      `select ${expression} as number from ${quoted} ${rest}`,
      { type: QueryTypes.SELECT },
    );
    return Number(row?.number ?? 0);
  }

  /** Writes now what would otherwise be written during the next measurement. */
  async checkpoint(): Promise<void> {
    // Only a superuser may do this. Without it, the figures vary more.
    await this.sequelize.query('checkpoint').catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.sequelize.close();
  }
}
