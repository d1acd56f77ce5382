import { describe, expect, it } from 'vitest';
import type { AccountView, IdentityView, OwnCompanySignature } from '../../../../src/common';
import {
  chooseSender,
  ownAddresses,
  senderLabel,
  sendersOf,
} from '../../../../src/client-v2/components/composer/senders';
import {
  withoutSignature,
  withSignature,
} from '../../../../src/client-v2/components/composer/signature-html';
import { reasonValues } from '../../../../src/client-v2/reason-values';

const account = (id: string, address: string, parentId: string | null = null) =>
  ({ id, address, parentId, displayName: '' }) as AccountView;
const identity = (id: string, accountId: string, address: string, isDefault = false): IdentityView => ({
  ...{ id, accountId, address, isDefault, name: '', signature: '', answerSignature: null },
});
const accounts = [
  account('1', 'me@x.org'),
  account('2', 'desk@x.org', '1'),
  account('3', 'other@y.org'),
  account('4', 'new@y.org'),
];
const identities = [
  identity('11', '1', 'me@x.org'),
  identity('12', '1', 'sales@x.org', true),
  identity('13', '2', 'desk@x.org', true),
  identity('14', '3', 'other@y.org', true),
];
const senders = sendersOf(accounts, identities);
const mail = (to: string[], cc: string[] = [], from = 'ada@z.org') => ({
  from: [{ name: '', address: from }],
  to: to.map((address) => ({ name: '', address })),
  cc: cc.map((address) => ({ name: '', address })),
});

it('signs answers with a signature of their own, if there is one', () => {
  const of = (answerSignature: string | null, isAnswer: boolean) => {
    const signed = { ...identities[0], signature: 'new', answerSignature };
    return sendersOf(accounts, [signed], { isAnswer })[0]?.signature;
  };
  expect([of('short', false), of('short', true)]).toEqual(['new', 'short']);
  expect([of(null, true), of('', true)]).toEqual(['new', '']);
});

it('adds the company’s signature below one’s own, or uses it instead', () => {
  const [first] = identities;
  const signed = { ...first, signature: 'own', answerSignature: 'short' };
  const of = (company: OwnCompanySignature, isAnswer = false, own: IdentityView[] = [signed]) =>
    sendersOf(accounts.slice(0, 1), own, { isAnswer, company })[0]?.signature;
  const below = { html: 'Ltd', answerHtml: null, place: 'below' as const };
  expect([of(below), of(below, true)]).toEqual(['ownLtd', 'shortLtd']);
  expect(of({ ...below, answerHtml: 'L' }, true)).toBe('shortL');
  expect(of({ ...below, answerHtml: '' }, true)).toBe('short');
  const instead = { ...below, place: 'instead' as const };
  expect([of(instead), of(instead, true)]).toEqual(['Ltd', 'Ltd']);
  // Without a text, it replaces nothing.
  expect(of({ ...instead, answerHtml: '' }, true)).toBe('short');
  // An account without an identity has it too.
  expect(of(below, false, [])).toBe('Ltd');
});

describe('chooseSender', () => {
  const chosen = (wish: Parameters<typeof chooseSender>[1]) => chooseSender(senders, wish)?.address;
  it('takes the one that was chosen, wherever it is', () =>
    expect(chosen({ accountId: '1', identityId: '14' })).toBe('other@y.org'));
  it('takes the account’s default one', () => {
    expect(chosen({ accountId: '1' })).toBe('sales@x.org');
    // Removed meanwhile.
    expect(chosen({ accountId: '1', identityId: '99' })).toBe('sales@x.org');
  });
  it('takes the first account’s where none is named, or it is gone', () => {
    expect(chosen({ accountId: null })).toBe('sales@x.org');
    expect(chosen({ accountId: '99' })).toBe('sales@x.org');
  });
  it('answers as the one that the mail was sent to, To before Cc, within the mail’s account', () => {
    const wish = (message: ReturnType<typeof mail>) => ({ accountId: '1', message });
    expect(chosen(wish(mail(['ME@X.org'])))).toBe('me@x.org');
    expect(chosen(wish(mail(['a@z.org', 'me@x.org'], ['sales@x.org'])))).toBe('me@x.org');
    expect(chosen(wish(mail(['a@z.org'], ['me@x.org'])))).toBe('me@x.org');
    expect(chosen(wish(mail(['desk@x.org'])))).toBe('sales@x.org');
    expect(chosen(wish(mail(['list@z.org'])))).toBe('sales@x.org');
    expect(chosen({ accountId: '2', message: mail(['me@x.org']) })).toBe('desk@x.org');
  });
  it('answers as the one that a tag belongs to, and rather as one that is named itself', () => {
    const wish = (message: ReturnType<typeof mail>) => ({ accountId: '1', message });
    expect(chosen(wish(mail(['me+fair@x.org'])))).toBe('me@x.org');
    expect(chosen(wish(mail(['me+fair@x.org'], ['sales@x.org'])))).toBe('sales@x.org');
  });
  it('answers an own mail as the one that wrote it', () =>
    expect(chosen({ accountId: '1', message: mail(['ada@z.org'], [], 'me@x.org') })).toBe('me@x.org'));
  it('knows nobody where there is no account', () => expect(chooseSender([], {})).toBeUndefined());
});

it('lets an account without identities write as itself', () => {
  const last = senders[senders.length - 1];
  expect(last).toMatchObject({ accountId: '4', identityId: null, address: 'new@y.org' });
  expect(senderLabel({ ...last, name: 'Miller, Ann' })).toBe('"Miller, Ann" <new@y.org>');
});

it('counts a shared mailbox as oneself only when one writes as it', () => {
  expect(ownAddresses(senders, accounts, '1')).toEqual([
    'me@x.org',
    'sales@x.org',
    'other@y.org',
    'new@y.org',
  ]);
  expect(ownAddresses(senders, accounts, '2')).toContain('desk@x.org');
});

it('puts the signature below the text and takes it off again', () => {
  const signature = '<p>Me</p><ul><li><p>x</p></li></ul>';
  expect(withSignature('', { signature: '' })).toBe('');
  const html = withSignature('', { signature });
  expect(html).toBe(`<p></p><div data-mail-signature="">${signature}</div>`);
  expect(withoutSignature(html)).toBe('<p></p>');
  expect(withoutSignature(`${html}<p>after</p>`)).toBe('<p></p><p>after</p>');
});

it('fills in who has to be given the right', () => {
  expect(reasonValues(account('2', 'desk@x.org', '1'), accounts)).toEqual({
    address: 'desk@x.org',
    user: 'me@x.org',
  });
  expect(reasonValues(account('1', 'me@x.org'), accounts)).toEqual({ address: 'me@x.org', user: 'me@x.org' });
  expect(reasonValues(account('5', "a'|calc@x.org"), accounts).address).toBe("'a''|calc@x.org'");
});
