import { QueryTypes, Sequelize } from 'sequelize';

type Columns = Record<string, [type: string, values: unknown[]]>;

/** The bench's own connection to a database. */
export class Sql {
  private readonly sequelize: Sequelize;

  constructor(url: URL) {
    this.sequelize = new Sequelize(url.href, { logging: false, pool: { max: 1, idle: 3_600_000 } });
  }

  async run(sql: string): Promise<void> {
    await this.sequelize.query(sql);
  }

  async rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.sequelize.query<Row>(sql, { bind: values, type: QueryTypes.SELECT });
  }

  /** Inserts many rows, column by column, with one parameter each. */
  async insert(table: string, columns: Columns): Promise<void> {
    const names = Object.keys(columns);
    const quoted = names.map((name) => `"${name}"`).join(', ');
    const arrays = names.map((name, index) => `$${index + 1}::${columns[name]?.[0]}[]`).join(', ');
    await this.sequelize.query(`INSERT INTO "${table}" (${quoted}) SELECT * FROM unnest(${arrays})`, {
      bind: names.map((name) => columns[name]?.[1]),
    });
  }

  async close(): Promise<void> {
    await this.sequelize.close();
  }
}
