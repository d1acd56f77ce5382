import { DatabaseError } from 'sequelize';
import { expect, it } from 'vitest';
import { causeText, MailError } from '../../src/server/errors';

it('what the database said is in the log, without its statement', () => {
  const said = Object.assign(new Error('database or disk is full'), { sql: 'INSERT INTO mails: a secret' });
  // Sequelize gives the stack of where it was asked.
  const error = new DatabaseError(said, { stack: 'Error: \n    at update (model.js:1:2)' });
  expect(causeText(error)).toBe('database or disk is full Error: \n    at update (model.js:1:2)');
});

it('what the stack says already is not said twice', () => {
  const error = new TypeError('x is not a function');
  expect(causeText(error)).toBe(error.stack);
  const refused = new MailError('server-unreachable', { cause: new Error('connect ECONNREFUSED') });
  expect(causeText(refused)).toBe('connect ECONNREFUSED');
});
