import type { BootedApp } from '../../../__tests__/server/boot.ts';

const SHOWN = 25;
const LENGTH = 150;

interface Total {
  count: number;
  milliseconds: number;
}

/**
 * Counts database statements while profiling. Times include the wait until this process handles the result.
 */
export class Statements {
  private totals = new Map<string, Total>();

  constructor({ app }: BootedApp) {
    if (!process.env.BENCH_PROFILE) return;
    // Its types don't say that a connection's options can be changed.
    const { options } = app.db.sequelize as unknown as { options: object };
    Object.assign(options, {
      benchmark: true,
      logging: (sql: string, milliseconds: number) => this.add(sql, milliseconds),
    });
  }

  /** Resets the counts. */
  clear(): void {
    this.totals = new Map();
  }

  /** Prints the statements that took longest. */
  show(): void {
    const sorted = [...this.totals].sort(([, a], [, b]) => b.milliseconds - a.milliseconds);
    const all = sorted.reduce((sum, [, { count }]) => sum + count, 0);
    if (all > 0) console.log(`${all} statements`);
    for (const [shape, { count, milliseconds }] of sorted.slice(0, SHOWN))
      console.log(
        `${String(count).padStart(7)} × ${String(Math.round(milliseconds)).padStart(7)} ms  ${shape}`,
      );
  }

  private add(sql: string, milliseconds: number): void {
    const shape = shapeOf(sql);
    const total = this.totals.get(shape) ?? { count: 0, milliseconds: 0 };
    total.count++;
    total.milliseconds += milliseconds;
    this.totals.set(shape, total);
  }
}

/** Returns the statement without its values. */
function shapeOf(sql: string): string {
  return sql
    .slice(0, 2000)
    .replace(/^Executed? \([^)]*\): /, '')
    .replace(/'(?:[^']|'')*'?/g, '?')
    .replace(/\b\d+\b/g, '?')
    .replace(/\?(?:, ?\?)+/g, '?')
    .replace(/\s+/g, ' ')
    .slice(0, LENGTH);
}
