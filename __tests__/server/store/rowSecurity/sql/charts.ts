import type { testDialect } from '../../../databases';

type Database = ReturnType<typeof testDialect>;

/** What only one of the databases spells like this. */
const DATES: Record<Database, string[]> = {
  sqlite: [
    `SELECT strftime('%Y-%m', "createdAt") AS month, count(*) AS n FROM "users" GROUP BY month ORDER BY month`,
    `SELECT date("createdAt", '-1 month') AS day, sum("id") AS total FROM "users" GROUP BY 1`,
    `SELECT julianday('now') - julianday("createdAt") AS age FROM "users" WHERE "createdAt" > date('now', '-30 days')`,
    `SELECT CAST("id" AS REAL) / 3 AS third, CAST("id" AS TEXT) || '-' || "name" AS label FROM "customers"`,
    `SELECT group_concat("name", ', ') AS names FROM "customers"`,
  ],
  postgres: [
    `SELECT date_trunc('month', "createdAt") AS month, count(*) AS n FROM "users" GROUP BY 1 ORDER BY 1`,
    `SELECT to_char("createdAt", 'YYYY-MM') AS day, sum("id")::int AS total FROM "users" GROUP BY 1`,
    `SELECT now() - "createdAt" AS age FROM public."users" WHERE "createdAt" > now() - INTERVAL '30 days'`,
    `SELECT "id"::numeric / 3 AS third, "id"::text || '-' || "name" AS label FROM "customers"`,
    `SELECT string_agg("name", ', ') AS names, count(*) FILTER (WHERE "id" > 1) AS n FROM "customers"`,
    `SELECT EXTRACT(YEAR FROM "createdAt") AS y FROM "users" WHERE "createdAt" < now() + INTERVAL '1 year'`,
  ],
  mariadb: [
    "SELECT DATE_FORMAT(`createdAt`, '%Y-%m') AS month, COUNT(*) AS n FROM `users` GROUP BY month ORDER BY month",
    'SELECT DATE(`createdAt`) AS day, SUM(`id`) AS total FROM `users` GROUP BY DATE(`createdAt`)',
    'SELECT DATEDIFF(NOW(), `createdAt`) AS age FROM `users` WHERE `createdAt` > DATE_SUB(NOW(), INTERVAL 30 DAY)',
    "SELECT CAST(`id` AS DECIMAL(10, 2)) / 3 AS third, CONCAT(CAST(`id` AS CHAR), '-', `name`) AS label FROM `customers`",
    "SELECT GROUP_CONCAT(`name` SEPARATOR ', ') AS names FROM `customers`",
    "SELECT YEAR(`createdAt`) AS y, IF(`id` > 1, 'many', 'one') AS kind FROM `users`",
  ],
};

/** Queries as administrators write them into charts, on the collections that the world of access has. */
export function charts(database: Database): string[] {
  const plain = [
    'SELECT COUNT(*) AS n FROM "customers"',
    'SELECT * FROM "customers" LIMIT 10',
    'SELECT "id", "name" FROM "customers" ORDER BY "id" DESC LIMIT 1 OFFSET 1',
    'SELECT c."name", COUNT(u."id") AS people FROM "customers" c LEFT JOIN "users" u ON u."id" = c."id" GROUP BY c."name"',
    'SELECT c."name", u."nickname" FROM "customers" AS c INNER JOIN "users" AS u ON c."id" = u."id" WHERE u."id" IS NOT NULL',
    'SELECT MIN("id") AS least, MAX("id") AS most, AVG("id") AS mean, SUM("id") AS total FROM "customers"',
    `SELECT CASE WHEN "id" < 2 THEN 'first' WHEN "id" < 3 THEN 'second' ELSE 'later' END AS kind, COUNT(*) AS n FROM "customers" GROUP BY 1`,
    'SELECT DISTINCT "name" FROM "customers" WHERE "email" IS NOT NULL',
    `SELECT "name" FROM "customers" WHERE "name" LIKE 'of %' AND ("id" > 0 OR "id" IN (1, 2))`,
    'SELECT "name", COUNT(*) AS n FROM "customers" GROUP BY "name" HAVING COUNT(*) > 0 ORDER BY n DESC, "name" ASC',
    `SELECT COALESCE("name", 'none') AS name, NULLIF("id", 0) AS id FROM "customers"`,
    'SELECT ROUND(100.0 * COUNT(*) / (SELECT COUNT(*) FROM "customers"), 1) AS percent FROM "customers"',
    'WITH totals AS (SELECT "name", COUNT(*) AS n FROM "customers" GROUP BY "name") SELECT * FROM totals WHERE n >= 1',
    'SELECT "name", ROW_NUMBER() OVER (ORDER BY "id") AS place, SUM("id") OVER (PARTITION BY "name" ORDER BY "id") AS total FROM "customers"',
    `SELECT 'customers' AS kind, COUNT(*) AS n FROM "customers" UNION ALL SELECT 'users', COUNT(*) FROM "users"`,
    'SELECT t."name" FROM (SELECT "name" FROM "customers" WHERE "id" BETWEEN 1 AND 100) t',
    'SELECT "name" FROM "customers" c WHERE EXISTS (SELECT 1 FROM "users" u WHERE u."id" = c."id")',
    'SELECT UPPER("name") AS name, LENGTH("name") AS length, SUBSTR("name", 1, 2) AS start FROM "customers"',
    'SELECT COUNT(DISTINCT "email") AS n FROM "users" WHERE "createdAt" <= CURRENT_TIMESTAMP',
    'SELECT ABS("id" - 10) AS distance, "id" * 2 + 1 AS odd, "id" % 2 AS rest FROM "customers" ORDER BY 1;',
    'SELECT r."title", COUNT(*) AS n FROM "rolesUsers" ru JOIN "roles" r ON r."name" = ru."roleName" GROUP BY r."title"',
  ];
  const quoted = database === 'mariadb' ? plain.map((sql) => sql.replaceAll('"', '`')) : plain;
  return [...quoted, ...DATES[database]];
}
