import { describe, expect, it } from 'vitest';
import { derivedSubject, replyRecipients } from '../../src/client-v2/components/reply';

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
