import { QueryTypes } from 'sequelize';
import type { MailContext } from '../../../context';
import { causeText } from '../../../errors';
import { unrestricted } from '../rowSecurity';
import { ourTables } from './ourTables';
import { dialectOf, tablesIn, type Dialect } from './tablesIn';
import { tokensOf } from './tokens';

/** The contents of the database, as far as people's SQL is concerned. All names are in lower case. */
export interface Relations {
  /** Tables and views that are neither ours nor read any of ours. */
  known: ReadonlySet<string>;
  ours: ReadonlySet<string>;
  /** Views, and tables that show others, which read ours directly or through others. */
  reading: ReadonlySet<string>;
  /** `ours` and `reading` together: names that the host's statements may not use. */
  guarded: ReadonlySet<string>;
  /** Schemas that a name may be qualified with. */
  schemas: ReadonlySet<string>;
  readAt: number;
}

interface Row {
  schema: string;
  name: string;
  /** A view's query; null for a table. */
  definition: string | null;
}

const CATALOG: Record<Dialect, string> = {
  postgres: `SELECT n.nspname AS schema, c.relname AS name,
      CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END AS definition
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'`,
  mysql: `SELECT t.TABLE_SCHEMA AS \`schema\`, t.TABLE_NAME AS name, v.VIEW_DEFINITION AS definition
    FROM information_schema.TABLES t LEFT JOIN information_schema.VIEWS v
      ON v.TABLE_SCHEMA = t.TABLE_SCHEMA AND v.TABLE_NAME = t.TABLE_NAME
    WHERE t.TABLE_SCHEMA = DATABASE()`,
  sqlite: `SELECT 'main' AS schema, name,
      CASE WHEN type = 'view' OR sql LIKE 'CREATE VIRTUAL%' THEN sql END AS definition
    FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
};

/** Milliseconds for which a reading is used; code that changes collections has it read again. */
const FRESH = 60_000;

/** Reads the database's catalog on demand. */
export class Catalog {
  latest?: Relations;
  private reading?: Promise<Relations>;
  readonly dialect: Dialect;

  constructor(private readonly ctx: MailContext) {
    this.dialect = dialectOf(ctx.app.db.sequelize.getDialect());
  }

  /** The relations, at most `age` milliseconds old. */
  async relations(age = FRESH): Promise<Relations> {
    if (this.latest && Date.now() - this.latest.readAt < age) return this.latest;
    this.reading ??= unrestricted(() => this.read()).finally(() => (this.reading = undefined));
    return (this.latest = await this.reading);
  }

  /**
   * Our tables and what reads them, for the host's statements. Uses the latest answer without waiting for a newer one,
   * because a caller that holds a connection would keep it from the one that reads the catalog. `anew` waits for a new
   * one, because views may have been added or changed.
   */
  async guarded(anew = false): Promise<ReadonlySet<string>> {
    const fresh = this.relations(anew ? 0 : FRESH).catch((error: unknown) => {
      this.ctx.log.warn('mail: the database’s views could not be read', { cause: causeText(error) });
      return undefined;
    });
    const { guarded } = (anew ? undefined : this.latest) ?? (await fresh) ?? { guarded: ourTables(this.ctx) };
    return guarded;
  }

  private async read(): Promise<Relations> {
    const readAt = Date.now();
    const { sequelize } = this.ctx.app.db;
    const rows = await sequelize.query<Row & object>(CATALOG[this.dialect], { type: QueryTypes.SELECT });
    const ours = ourTables(this.ctx);
    const reading = this.readers(rows, ours);
    const names = rows.map(({ name }) => name.toLowerCase());
    return {
      known: new Set(names.filter((name) => !ours.has(name) && !reading.has(name))),
      ours,
      reading,
      guarded: new Set([...ours, ...reading]),
      schemas: new Set(rows.map(({ schema }) => schema.toLowerCase())),
      readAt,
    };
  }

  /** Views that read `ours`, and views that read those. */
  private readers(rows: Row[], ours: ReadonlySet<string>): Set<string> {
    const views = rows.filter((row) => row.definition !== null);
    const reading = new Set<string>();
    for (let before = -1; before < reading.size;) {
      before = reading.size;
      const tables = new Set([...ours, ...reading]);
      for (const { name, definition } of views) {
        const view = name.toLowerCase();
        // MySQL hides a view's query from users who may not see it, so it could be anything.
        const unknown = definition === '';
        if (!ours.has(view) && (unknown || this.names(definition ?? '', tables))) reading.add(view);
      }
    }
    return reading;
  }

  private names(definition: string, tables: ReadonlySet<string>): boolean {
    if (tablesIn(definition, tables, this.dialect).size > 0) return true;
    // SQLite accepts a string where a name is required, and a virtual table has names as arguments.
    if (this.dialect !== 'sqlite') return false;
    const tokens = tokensOf(definition, { backslashes: false, doubleQuotedStrings: false });
    return tokens.some(({ kind, text }) => kind !== 'comment' && tables.has(text.toLowerCase()));
  }
}
