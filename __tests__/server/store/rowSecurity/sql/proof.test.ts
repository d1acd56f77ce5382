import { describe, expect, it } from 'vitest';
import { grammarOf } from '../../../../../src/server/store/rowSecurity/sql/grammar';
import { spellingOf } from '../../../../../src/server/store/rowSecurity/sql/spelling';
import type { Dialect } from '../../../../../src/server/store/rowSecurity/sql/tablesIn';
import { GRAMMAR_ONLY, PLAIN, READING, SPELLING_ONLY, WRITES } from './statements';

const DIALECTS: Dialect[] = ['sqlite', 'postgres', 'mysql'];
const OURS = new Set(['mailmessages', 'mailtokens', 'mailaddresses', 'mailevents']);
const KNOWN = new Set(['t', 'u', 'customers', 'orders']);
const lookUp = (table: string) => (KNOWN.has(table) ? 'known' : table === 'mailview' ? 'mail' : 'unknown');

const ground = (dialect: Dialect, writes = false) => ({
  dialect,
  ours: OURS,
  schemas: new Set(['public']),
  writes,
});
const refusals = (sql: string, dialect: Dialect, writes = false) => ({
  spelling: spellingOf(sql, ground(dialect, writes)),
  grammar: grammarOf(sql, ground(dialect, writes), lookUp),
});

describe.each(DIALECTS)('SQL of a person’s, %s', (dialect) => {
  it.each([...PLAIN.all, ...PLAIN[dialect]])('runs: %s', (sql) => {
    expect(refusals(sql, dialect)).toEqual({ spelling: undefined, grammar: undefined });
  });

  it.each(READING)('is refused: %s', (sql) => {
    const { spelling, grammar } = refusals(sql, dialect);
    expect(spelling ?? grammar).toBeDefined();
  });

  it.each(SPELLING_ONLY)('is refused by its spelling alone: %s', (sql) => {
    expect(refusals(sql, dialect).spelling).toBeDefined();
  });

  it.each(GRAMMAR_ONLY)('is refused by its grammar alone: %s', (sql) => {
    expect(refusals(sql, dialect).grammar).toBeDefined();
  });

  it.each(WRITES)('changes rows in a workflow alone: %s', (sql) => {
    expect(refusals(sql, dialect, true)).toEqual({ spelling: undefined, grammar: undefined });
    const { spelling, grammar } = refusals(sql, dialect);
    expect(spelling ?? grammar).toBeDefined();
  });

  it('tells why, and about what', () => {
    const why = (sql: string) => {
      const { spelling, grammar } = refusals(sql, dialect);
      return spelling ?? grammar;
    };
    expect(why('SELECT * FROM mailMessages')).toEqual({ why: 'mail', name: 'mailmessages' });
    expect(why('SELECT * FROM mailView')).toEqual({ why: 'mail', name: 'mailView' });
    expect(why('SELECT * FROM nowhere')).toEqual({ why: 'table', name: 'nowhere' });
    expect(why('SELECT pg_sleep(1)')).toEqual({ why: 'function', name: 'pg_sleep' });
    expect(why('SELECT 1 -- x')).toEqual({ why: 'spelling', name: '--' });
    expect(why('SELECT 1; SELECT 2')).toEqual({ why: 'statement', name: ';' });
    expect(why(`SELECT ${'1+'.repeat(6000)}1`)).toEqual({ why: 'length', name: '' });
    expect(why(`SELECT ${'('.repeat(60)}1${')'.repeat(60)}`)).toEqual({ why: 'length', name: '' });
  });
});
