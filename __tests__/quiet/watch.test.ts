import { describe, expect, it } from 'vitest';
import { expectErrors, note, printed, settle, take } from './watch';

const line = (message: string, extra: object = {}) =>
  `${JSON.stringify({ level: 'error', message, extra })}\n`;

describe('a watched log', () => {
  it('is silent about what is no error, and about requests that the host refused', () => {
    take(`${JSON.stringify({ level: 'warn', message: 'odd' })}\n`);
    take('plain text with "level":"error" in it\n');
    take(line('No permissions', { method: 'error-handler', err: 'ForbiddenError: No permissions' }));
    expect(settle()).toEqual([]);
    expect(printed()).toContain('plain text');
  });

  it('refuses an error that nobody expects, once', () => {
    take(line('mail: a send failed'));
    expect(settle()).toEqual([expect.stringContaining('mail: a send failed')]);
    expect(settle()).toEqual([]);
  });

  it('takes an expected error, and refuses an expectation that nothing meets', () => {
    expectErrors(/a send failed/, /never logged/);
    take(line('mail: a send failed'));
    expect(settle()).toEqual([expect.stringContaining('/never logged/')]);
  });

  it('counts a warning of the process', () => {
    note('MaxListenersExceededWarning: 11 afterStart listeners');
    expect(settle()).toHaveLength(1);
  });

  it('shows what was printed since the last look', () => {
    take('one\n');
    expect(printed()).toContain('one\n');
    expect(printed()).toBe('');
  });
});
