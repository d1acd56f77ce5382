import type { MailContext } from '../../context';
import { beforePersonSql, beforeSqlCollections } from '../../host';
import { rowSecurityOf, type Fence } from './fence';
import { restrictReads } from './restrictReads';
import { guardStatements } from './restrictStatements';
import { Proof } from './sql/proof';
import { Catalog } from './sql/relations';

/** Puts row security in front of this app's database, once. */
export function registerRowSecurity(ctx: MailContext): Fence {
  const { db } = ctx.app;
  const there = rowSecurityOf(db);
  if (there.fence) return there.fence;
  const catalog = new Catalog(ctx);
  const proof = new Proof(ctx, catalog);
  there.fence = { catalog, proof };
  restrictReads(ctx, proof);
  guardStatements(ctx, catalog);
  // The places, other than workflows, where the host runs SQL that a person wrote.
  beforePersonSql(db, (sql) => proof.demand(sql));
  beforeSqlCollections(db, (of, sql) => rowSecurityOf(of).fence?.proof.demandNow(sql));
  return there.fence;
}
