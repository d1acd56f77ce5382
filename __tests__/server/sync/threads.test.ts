import { describe, expect, it } from 'vitest';
import {
  ancestorHashes,
  baseSubject,
  idHash,
  identityOf,
  threadKeyOf,
} from '../../../src/server/sync/threads';

const headers = (changes: Partial<Parameters<typeof threadKeyOf>[0]> = {}) => ({
  messageId: '<own@x>',
  inReplyTo: null,
  references: [],
  subject: 'Offer',
  participants: ['a@x', 'b@x'],
  ...changes,
});

describe('threads', () => {
  it('are named by their root', () => {
    expect(threadKeyOf(headers())).toBe(idHash('<own@x>'));
    expect(threadKeyOf(headers({ references: ['<root@x>', '<mid@x>'], inReplyTo: '<mid@x>' }))).toBe(
      idHash('<root@x>'),
    );
    expect(threadKeyOf(headers({ inReplyTo: '<mid@x>' }))).toBe(idHash('<mid@x>'));
  });

  it('look at the nearest ancestors and the root', () => {
    const references = Array.from({ length: 50 }, (_, index) => `<${index}@x>`);
    const hashes = ancestorHashes(headers({ references, inReplyTo: '<49@x>' }));
    expect(hashes[0]).toBe(idHash('<49@x>'));
    expect(hashes).toContain(idHash('<0@x>'));
    expect(hashes.length).toBeLessThan(10);
  });

  it('go by subject only for answers without any reference, among the same people', () => {
    const answer = headers({ subject: 'Re: Quarterly offer', messageId: '<1@x>' });
    const other = headers({
      subject: 'AW: WG:  quarterly OFFER ',
      messageId: '<2@x>',
      participants: ['b@x', 'a@x', 'a@x'],
    });
    expect(threadKeyOf(answer)).toBe(threadKeyOf(other));
    expect(threadKeyOf({ ...other, participants: ['a@x', 'c@x'] })).not.toBe(threadKeyOf(answer));
    // Two mails that each begin something are two threads, whatever their subject.
    const weekly = headers({ subject: 'Weekly report', messageId: '<3@x>' });
    expect(threadKeyOf(weekly)).not.toBe(threadKeyOf({ ...weekly, messageId: '<4@x>' }));
    const short = headers({ subject: 'Re: hi', messageId: '<5@x>' });
    expect(threadKeyOf(short)).not.toBe(threadKeyOf({ ...short, messageId: '<6@x>' }));
  });

  it.each([
    ['Re: Fwd: RE[2]: Hello', 'hello', true],
    ['答复: 转发：报价', '报价', true],
    ['WG: Angebot', 'angebot', false],
    ['Ответ: Привет', 'привет', true],
    ['Regarding: the plan', 'regarding: the plan', false],
    ['Re:', '', true],
  ])('strips %s', (subject, base, answer) => expect(baseSubject(subject)).toEqual({ base, answer }));

  it('tells mails apart that only share their Message-ID', () => {
    const one = { messageId: '<a@x>', date: new Date(0), from: 'A@x', subject: 's' };
    expect(identityOf(one)).toBe(identityOf({ ...one, from: 'a@X' }));
    expect(identityOf(one)).not.toBe(identityOf({ ...one, subject: 't' }));
  });
});
