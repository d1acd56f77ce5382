import { describe, expect, it } from 'vitest';
import { addressedIn, derivedSubject, ownAccounts, replyRecipients } from '../../src/common';

const person = (name: string) => ({ name, address: `${name.toLowerCase()}@x.org` });
const [me, ada, bob, list] = ['Me', 'Ada', 'Bob', 'List'].map(person) as [
  ReturnType<typeof person>,
  ReturnType<typeof person>,
  ReturnType<typeof person>,
  ReturnType<typeof person>,
];
const own = ['ME@x.org'];
const mail = (part: object) => ({ from: [ada], to: [me], cc: [], replyTo: [], ...part });

describe('replyRecipients', () => {
  it('answers the author', () => {
    expect(replyRecipients(mail({ cc: [bob] }), 'reply', own)).toEqual({ to: [ada], cc: [] });
  });
  it('honours Reply-To', () => {
    expect(replyRecipients(mail({ replyTo: [list] }), 'reply', own).to).toEqual([list]);
  });
  it('answers all without oneself, and nobody twice', () => {
    const all = replyRecipients(mail({ to: [me, bob, ada], cc: [list, me, bob] }), 'replyAll', own);
    expect(all).toEqual({ to: [ada], cc: [bob, list] });
  });
  it('answers an own mail to those it went to', () => {
    const sent = mail({ from: [me], to: [ada], cc: [bob] });
    expect(replyRecipients(sent, 'reply', own)).toEqual({ to: [ada], cc: [] });
    expect(replyRecipients(sent, 'replyAll', own)).toEqual({ to: [ada], cc: [bob] });
  });
  it('answers oneself where there is nobody else', () => {
    expect(replyRecipients(mail({ from: [me], to: [me] }), 'replyAll', own)).toEqual({ to: [me], cc: [] });
  });
});

describe('replyRecipients to what real mail holds', () => {
  const bruno = { name: 'Bruno Berger', address: 'bruno@example.com' };
  const carla = { name: 'Carla Conti', address: 'carla@example.com' };
  const anna = { name: '', address: 'anna@example.com' };
  const received = (part: object) => ({ from: [bruno], to: [anna], cc: [carla], replyTo: [], ...part });

  it.each([
    ['a word', [{ name: 'no-reply', address: '' }]],
    ['a word as address', [{ name: '', address: 'no-reply' }]],
    ['nothing in brackets', [{ name: '', address: '' }]],
    ['an empty group', []],
    ['a name alone', [{ name: 'Service Desk', address: '' }]],
    ['a broken address', [{ name: '', address: 'x@' }]],
  ])('goes to From where Reply-To holds %s', (_case, replyTo) => {
    expect(replyRecipients(received({ replyTo }), 'reply', ['anna@example.com'])).toEqual({
      to: [bruno],
      cc: [],
    });
    expect(replyRecipients(received({ replyTo }), 'replyAll', ['anna@example.com'])).toEqual({
      to: [bruno],
      cc: [carla],
    });
  });
  it('takes the usable part of Reply-To', () => {
    const list = { name: 'List', address: 'list@example.com' };
    const replyTo = [{ name: 'no-reply', address: '' }, list];
    expect(replyRecipients(received({ replyTo }), 'reply', []).to).toEqual([list]);
  });
  it('never answers a Bcc, and nobody without an address', () => {
    const hidden = { name: 'Dora', address: 'dora@example.net' };
    const all = replyRecipients(
      received({ bcc: [hidden], to: [anna, { name: 'Team', address: '' }] }),
      'replyAll',
      ['anna@example.com'],
    );
    expect(all).toEqual({ to: [bruno], cc: [carla] });
  });
  it('knows own addresses with a tag and in capitals, but not others’ tags', () => {
    const tagged = { name: '', address: 'anna+fair@example.com' };
    const loud = { name: 'A', address: 'ANNA@Example.com' };
    const other = { name: '', address: 'bob+fair@example.com' };
    expect(
      replyRecipients(received({ to: [tagged, loud, other] }), 'replyAll', ['anna@example.com']),
    ).toEqual({
      to: [bruno],
      cc: [other, carla],
    });
    // Whoever has an address with a tag does not own the one without.
    expect(replyRecipients(received({}), 'replyAll', ['anna+fair@example.com']).cc).toEqual([anna, carla]);
  });
  it('leaves an alias among the recipients until it is known as an own address', () => {
    const mail = {
      from: [{ name: '', address: 'c@example.com' }],
      to: [{ name: '', address: 'b@example.com' }],
    };
    const message = { ...mail, cc: [], replyTo: [] };
    expect(replyRecipients(message, 'replyAll', ['d@example.com'])).toEqual({ to: mail.from, cc: mail.to });
    expect(replyRecipients(message, 'replyAll', ['d@example.com', 'b@example.com'])).toEqual({
      to: mail.from,
      cc: [],
    });
  });
  it('sends no name along that is an address', () => {
    const dora = { name: 'dora@example.net', address: 'carla@example.com' };
    expect(replyRecipients(received({ cc: [dora] }), 'replyAll', ['anna@example.com']).cc).toEqual([
      { name: '', address: 'carla@example.com' },
    ]);
  });
});

describe('derivedSubject', () => {
  it.each([
    ['Offer', 'reply', 'Re: Offer'],
    ['Re: Offer', 'reply', 'Re: Offer'],
    ['RE: Offer', 'replyAll', 'RE: Offer'],
    ['AW: Angebot', 'reply', 'AW: Angebot'],
    ['Antwort: Angebot', 'reply', 'Antwort: Angebot'],
    ['Re[2]: Offer', 'reply', 'Re[2]: Offer'],
    ['回复：报价', 'reply', '回复：报价'],
    ['答复: 报价', 'reply', '答复: 报价'],
    ['Fwd: Offer', 'reply', 'Re: Fwd: Offer'],
    ['Re: Offer', 'forward', 'Fwd: Re: Offer'],
    ['WG: Angebot', 'forward', 'WG: Angebot'],
    ['FW: Offer', 'forward', 'FW: Offer'],
    ['转发：报价', 'forward', '转发：报价'],
    ['Report: figures', 'reply', 'Re: Report: figures'],
    ['  ', 'reply', 'Re:'],
  ] as const)('%j as %s is %j', (subject, kind, expected) =>
    expect(derivedSubject(subject, kind)).toBe(expected),
  );
});

describe('the address that an answer is sent from', () => {
  const candidates = ['info@x.org', 'me@x.org'].map((address) => ({ address }));

  it('is the one that the original names, in To before Cc, and exactly before without its tag', () => {
    expect(addressedIn(mail({ cc: [{ name: '', address: 'INFO@x.org' }] }), candidates)?.address).toBe(
      'me@x.org',
    );
    const tagged = [{ name: '', address: 'info+fair@x.org' }];
    expect(addressedIn(mail({ to: tagged }), candidates)?.address).toBe('info@x.org');
    expect(addressedIn(mail({ to: [...tagged, me] }), candidates)?.address).toBe('me@x.org');
    expect(addressedIn(mail({ to: [bob] }), candidates)).toBeUndefined();
  });

  it('makes a shared mailbox somebody else, unless it is the shared one’s', () => {
    const accounts = [{ id: 1, parentId: null }, { id: 2, parentId: 1 }, { id: 3 }];
    expect(ownAccounts(accounts, 1).map(({ id }) => id)).toEqual([1, 3]);
    expect(ownAccounts(accounts, '2').map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});
