import type { MailContext } from '../../../context';
import { MailError } from '../../../errors';
import { restrictionOf } from '../rowSecurity';
import { grammarOf } from './grammar';
import type { Refusal } from './refusal';
import type { Catalog } from './relations';
import type { Relations } from './relations';
import { spellingOf } from './spelling';

/** How many judgements of people's SQL are remembered, because a chart asks again and again. */
const REMEMBERED = 500;

/** Whether the operator lets people's SQL run as the host would run it. */
export const allowsRawSql = (): boolean => process.env.MAIL_RAW_SQL === 'allow';

/**
 * Proves that SQL written by a person reads nothing of ours. Everything that can't be proven is refused, because a list
 * of what is forbidden would always leak.
 */
export class Proof {
  private readonly judged = new Map<string, Refusal | undefined>();
  private judgedBy?: Relations;

  constructor(
    private readonly ctx: MailContext,
    private readonly catalog: Catalog,
  ) {}

  /** Throws `sql-refused` if a restriction applies and the text can't be proven. */
  async demand(sql: string, { writes = false } = {}): Promise<void> {
    if (!this.isDemanded()) return;
    let refusal = this.judge(sql, await this.catalog.relations(), writes);
    // The table may have been created since.
    if (refusal?.why === 'table') refusal = this.judge(sql, await this.catalog.relations(1000), writes);
    this.refuse(refusal);
  }

  /** Like {@link demand}, for callers that can't wait: judges by what is known about the database right now. */
  demandNow(sql: string): void {
    if (!this.isDemanded()) return;
    const { latest } = this.catalog;
    this.refuse(latest ? this.judge(sql, latest, false) : { why: 'table', name: '' });
  }

  private isDemanded(): boolean {
    return restrictionOf(this.ctx) !== undefined && !allowsRawSql();
  }

  private judge(sql: string, relations: Relations, writes: boolean): Refusal | undefined {
    if (this.judgedBy !== relations || this.judged.size >= REMEMBERED) this.judged.clear();
    this.judgedBy = relations;
    const key = `${String(writes)} ${sql}`;
    if (this.judged.has(key)) return this.judged.get(key);
    const { ours, reading, known, schemas } = relations;
    const ground = { dialect: this.catalog.dialect, ours, schemas, writes };
    const refusal =
      spellingOf(sql, ground) ??
      grammarOf(sql, ground, (table) =>
        reading.has(table) ? 'mail' : known.has(table) ? 'known' : 'unknown',
      );
    this.judged.set(key, refusal);
    return refusal;
  }

  private refuse(refusal: Refusal | undefined): void {
    if (!refusal) return;
    const { why, name } = refusal;
    throw new MailError('sql-refused', { params: { context: why, name } });
  }
}
