import { describe, expect, it } from 'vitest';
import { BEN, useScene, type Person, type Scene } from '../scene';

const JUERGEN = { name: 'Jürgen', address: 'jürgen.groß@elsewhere.example' };

describe('an address with letters beyond ASCII', () => {
  let scene: Scene;
  let anna: Person;
  let ben: Person;
  useScene((started) => {
    scene = started;
    ({ anna, ben } = started);
  });

  it('gets the message, and everybody reads it as it was typed', async () => {
    // Typed as letters with marks of their own.
    const typed = { ...JUERGEN, address: JUERGEN.address.normalize('NFD') };
    const { id } = await anna.send({ to: [typed], cc: [BEN], subject: 'international', html: 'x' });
    await anna.sends();
    expect(await anna.operation(id)).toMatchObject({ state: 'done', reason: null });
    await ben.turn();
    const { id: received } = await ben.message('international');
    const query = { filterByTk: String(received), appends: 'addresses' };
    const { data } = await ben.caller.get<{ to: object[]; cc: object[] }>('mailMessages:get', { query });
    expect(data).toMatchObject({ to: [JUERGEN], cc: [{ address: BEN.address }] });
  });

  it('is refused in its own words where the server can’t, before anything is sent', async () => {
    scene.bed.smtpFault({ kind: 'offers', international: false });
    const before = scene.bed.counters.accepted;
    const { id } = await anna.send({ to: [BEN, JUERGEN], subject: 'refused', html: 'x' });
    await anna.sends();
    expect(await anna.operation(id)).toMatchObject({
      ...{ state: 'failed', reason: 'address-not-supported', params: { address: JUERGEN.address } },
    });
    // The account itself is well, and others get their messages.
    const other = await anna.send({ to: [BEN], subject: 'fine', html: 'x' });
    await anna.sends();
    expect(await anna.operation(other.id)).toMatchObject({ state: 'done', reason: null });
    expect(scene.bed.counters.accepted).toBe(before + 1);
  });

  it.each(['a b@x.example', 'a\u200bb@x.example', 'a\u202eb@x.example', '\u00e9'.repeat(33) + '@x.example'])(
    'is none with what can’t be seen or is too long: %j',
    async (address) => {
      const body = anna.compose({ to: [{ name: '', address }], subject: 'x', html: 'x' });
      const answer = await anna.caller.post('mailMessages:send', { body });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ code: 'invalid-input' }] } });
    },
  );

  it('is none for replies, because not everybody could write to it', async () => {
    const body = anna.compose({ to: [BEN], subject: 'x', html: 'x', replyTo: [JUERGEN] });
    const answer = await anna.caller.post('mailMessages:send', { body });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ code: 'invalid-input' }] } });
  });
});
