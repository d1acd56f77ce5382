import { describe, expect, it } from 'vitest';
import {
  adminCommand,
  needsAttention,
  remediesOf,
  remedyOf,
} from '../../src/client-v2/mail-center/folders/account-state';
import type { AccountView } from '../../src/common';

const account = (values: Partial<AccountView>) =>
  ({ state: 'connected', reason: null, address: 'anna@contoso.com', ...values }) as AccountView;

describe('what a person can do about an account', () => {
  it.each([
    [{ state: 'connected' }, []],
    [{ state: 'syncing' }, []],
    [{ state: 'reconnect', reason: 'password-changed' }, ['reconnect']],
    [{ state: 'blocked', reason: 'client-secret-expired' }, ['retry']],
    [{ state: 'blocked', reason: 'user-disabled' }, ['retry']],
    // The administrator has agreed: the old sign-in may do, or not.
    [{ state: 'blocked', reason: 'conditional-access' }, ['retry', 'reconnect']],
    [{ state: 'blocked', reason: 'admin-consent-required' }, ['retry', 'reconnect']],
    [{ state: 'unavailable', reason: 'mailbox-unavailable' }, ['retry']],
    [{ state: 'unreachable', reason: 'server-unreachable' }, ['retry']],
    [{ state: 'throttled', reason: 'throttled' }, ['wait']],
    [{ state: 'receive-only', reason: 'smtp-disabled' }, ['wait']],
    [{ state: 'paused' }, ['wait']],
  ] as const)('%o', (values, remedies) => {
    expect(remediesOf(account(values))).toEqual(remedies);
    expect(needsAttention(account(values))).toBe(remedies.length > 0);
  });

  it('is said first by what is likeliest', () => {
    expect(remedyOf(account({ state: 'blocked', reason: 'conditional-access' }))).toBe('retry');
    expect(remedyOf(account({}))).toBe('none');
  });
});

describe('the line for an administrator', () => {
  const command = (values: Partial<AccountView>) => adminCommand(account(values))?.command;
  const mute = { state: 'receive-only', reason: 'smtp-disabled' } as const;

  it('switches on what is off', () => {
    expect(command(mute)).toBe(
      'Set-CASMailbox -Identity anna@contoso.com -SmtpClientAuthenticationDisabled $false',
    );
    expect(command({ state: 'unavailable', reason: 'mailbox-unavailable' })).toBe(
      'Set-CASMailbox -Identity anna@contoso.com -ImapEnabled $true',
    );
    expect(command({ state: 'receive-only', reason: 'send-as-denied' })).toBeUndefined();
    expect(command({ state: 'unreachable', reason: 'server-unreachable' })).toBeUndefined();
  });

  it.each([
    ["o'neil@contoso.com", "'o''neil@contoso.com'"],
    ['$(rm)@contoso.com', "'$(rm)@contoso.com'"],
    ['a;b@contoso.com', "'a;b@contoso.com'"],
    ['x\u2019;y@contoso.com', "'x\u2019\u2019;y@contoso.com'"],
    ['-Force@contoso.com', "'-Force@contoso.com'"],
    ['anna+crm@contoso.com', 'anna+crm@contoso.com'],
  ])('cannot be made to run anything else by the address %s', (address, word) =>
    expect(command({ ...mute, address })).toContain(` -Identity ${word} -Smtp`),
  );
});
