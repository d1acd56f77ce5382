import { describe, expect, it } from 'vitest';
import { connectResult, withoutResult } from '../../../src/client-v2/mail-center/connect/connect-result';

describe('the result of a sign-in in the URL', () => {
  it('is read and taken out, and nothing else', () => {
    expect(connectResult('?folder=3&mailConnected=7')).toEqual({ accountId: '7', error: null });
    expect(connectResult('?mailError=consent-declined')).toEqual({
      accountId: null,
      error: 'consent-declined',
    });
    expect(connectResult('?folder=3')).toBeNull();
    expect(withoutResult('?folder=3&mailConnected=7')).toBe('?folder=3');
    expect(withoutResult('?mailError=x')).toBe('');
    expect(withoutResult('')).toBe('');
  });
});
