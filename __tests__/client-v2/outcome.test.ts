import { describe, expect, it } from 'vitest';
import { readOutcome, withoutOutcome } from '../../src/client-v2/outcome';

describe('an outcome in the URL', () => {
  it.each([
    ['?folder=3&mailConnected=7', { accountId: '7', error: null }],
    ['?mailError=consent-declined', { accountId: null, error: 'consent-declined' }],
    ['?a=1&mailConsent=granted', { accountId: null, error: null }],
    ['?mailConsent=granted&mailError=wrong-tenant', { accountId: null, error: 'wrong-tenant' }],
    ['?mailConsent=maybe', null],
    ['?folder=3', null],
  ])('%s is read', (search, outcome) => expect(readOutcome(search)).toEqual(outcome));

  it.each([
    ['?folder=3&mailConnected=7', '?folder=3'],
    ['?a=1&mailConsent=granted', '?a=1'],
    ['?mailError=x', ''],
    ['', ''],
  ])('%s is taken out of it, and nothing else', (search, rest) => expect(withoutOutcome(search)).toBe(rest));
});
