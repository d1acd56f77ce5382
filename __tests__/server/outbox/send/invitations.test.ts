import { expect, it } from 'vitest';
import type { Id, InvitationNotice, MessageBody, OperationView } from '../../../../src/common';
import { table } from '../../../../src/server/store/db/rows';
import { ANNA, BEN, useScene, type Person, type Scene } from '../scene';

let scene: Scene;
useScene((started) => (scene = started));
const EVIL = 'evil@elsewhere.example';

interface Event {
  uid: string;
  sequence?: number;
  method?: string;
  title?: string;
  organizer?: string;
  attendees?: string[];
}

/** A message of a calendar, as Exchange sends it. */
function mail(
  { uid, sequence = 0, method = 'REQUEST', title = 'Plan', ...people }: Event,
  from = BEN.address,
) {
  const { organizer = BEN.address, attendees = [ANNA.address] } = people;
  const calendar = [
    ...['BEGIN:VCALENDAR', `METHOD:${method}`, 'VERSION:2.0', 'BEGIN:VEVENT', `UID:${uid}`],
    ...[`SEQUENCE:${sequence}`, `DTSTAMP:20260101T0${sequence}0000Z`, `SUMMARY:${title}`],
    ...['DTSTART:20260301T090000Z', 'DTEND:20260301T100000Z', `ORGANIZER;CN=Ben:mailto:${organizer}`],
    ...attendees.map((each) => `ATTENDEE;RSVP=TRUE:mailto:${each}`),
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ];
  const type = `Content-Type: text/calendar; charset=utf-8; method=${method}`;
  return [
    ...[
      `From: ${from}`,
      `To: ${ANNA.address}`,
      `Subject: ${title}`,
      `Message-ID: <${uid}-${sequence}-${method}@x>`,
    ],
    ...['MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary=b', ''],
    ...['--b', 'Content-Type: text/plain', '', 'Come.', '--b', type, '', ...calendar, '--b--', ''],
  ].join('\r\n');
}

const give = (raw: string, folder = 'INBOX', to = ANNA.address) =>
  scene.bed.mailbox(to).append({ raw, folder });

async function idsOf(person: Person, subject: string): Promise<Id[]> {
  const where = { accountId: person.accountId, subject };
  const rows = await table(scene.ctx, 'mailMessages').findAll({ where, order: [['uid', 'ASC']] });
  return rows.map((row) => row.get('id') as Id);
}

async function cardOf(person: Person, id: Id | undefined): Promise<InvitationNotice | undefined> {
  const query = { filterByTk: String(id) };
  const { data } = await person.caller.get<MessageBody>('mailMessages:body', { query });
  const found = data.notices?.find(({ kind }) => kind === 'invitation');
  return found?.kind === 'invitation' ? found : undefined;
}

let count = 0;
const newKey = () => `answer-key-${String(++count).padStart(8, '0')}`;
const answer = (person: Person, id: Id | undefined, body: object = {}) =>
  person.caller.post<OperationView>('mailMessages:answerInvitation', {
    body: { id, answer: 'accepted', key: newKey(), ...body },
  });

it('is answered once, to its organizer, from the address that was invited, and the card remembers it', async () => {
  const { anna, ben } = scene;
  await give(mail({ uid: 'one', title: 'Once' }));
  await give(mail({ uid: 'one', title: 'Once' }), 'Sent Items', BEN.address);
  await anna.turn();
  const [id] = await idsOf(anna, 'Once');
  expect(await cardOf(anna, id)).toMatchObject({
    ...{ method: 'request', title: 'Once', invited: ANNA.address },
    attendees: [{ address: ANNA.address, state: 'waiting' }],
  });
  const key = newKey();
  const [first, again] = [await answer(anna, id, { key }), await answer(anna, id, { key })];
  expect([first.status, again.status, again.data.id]).toEqual([200, 200, first.data.id]);
  expect((await answer(anna, id, { key, answer: 'declined' })).body).toMatchObject({
    errors: [{ code: 'already-accepted' }],
  });
  await anna.drain();
  await anna.sends();
  expect((await cardOf(anna, id))?.answer).toEqual({ answer: 'accepted', state: null });
  await anna.turn();
  await ben.turn();
  const [reply, ...others] = await idsOf(ben, 'Accepted: Once');
  expect(others).toEqual([]);
  const [sent] = await idsOf(ben, 'Once');
  expect(await cardOf(ben, reply)).toMatchObject({
    ...{ method: 'reply', title: 'Once', requestId: sent },
    attendees: [{ address: ANNA.address, name: ANNA.name, state: 'accepted' }],
  });
  // Who invited sees who comes, and is asked nothing.
  const own = await cardOf(ben, sent);
  expect(own?.attendees).toMatchObject([{ address: ANNA.address, state: 'accepted' }]);
  expect(own).not.toHaveProperty('invited');
  const row = await table(scene.ctx, 'mailMessages').findOne({ where: { id } });
  expect(row?.get('answered')).toBe(true);
});

it('takes another answer, with what one has to say, and says while it waits', async () => {
  const { anna, ben } = scene;
  await give(mail({ uid: 'two', title: 'Twice' }));
  await anna.turn();
  const [id] = await idsOf(anna, 'Twice');
  await answer(anna, id);
  scene.bed.smtpFault({ kind: 'reply', at: 'data', code: 451, text: '4.3.0 Later' });
  const comment = 'I am <b>away</b>.\nSorry';
  const { data } = await answer(anna, id, { answer: 'declined', comment });
  await anna.sends();
  const waiting = await cardOf(anna, id);
  scene.bed.clearFaults();
  await anna.letTimePass();
  await anna.sends();
  expect(waiting?.answer).toEqual({ answer: 'declined', state: 'pending' });
  expect((await cardOf(anna, id))?.answer).toEqual({ answer: 'declined', state: null });
  expect(data.subject).toBe('Declined: Twice');
  await ben.turn();
  const [reply] = await idsOf(ben, 'Declined: Twice');
  const query = { filterByTk: String(reply) };
  const { data: body } = await ben.caller.get<MessageBody>('mailMessages:body', { query });
  expect(body.text).toContain('I am <b>away</b>.');
});

it('leads to its update and to its cancellation, if they are its organizer’s', async () => {
  const { anna } = scene;
  await give(mail({ uid: 'three', title: 'Moved' }));
  await give(mail({ uid: 'three', title: 'Moved', sequence: 5, method: 'CANCEL' }, EVIL));
  await give(mail({ uid: 'three', title: 'Moved', sequence: 6, organizer: EVIL }, EVIL));
  await anna.turn();
  const [old] = await idsOf(anna, 'Moved');
  expect(await cardOf(anna, old)).not.toHaveProperty('newer');
  await answer(anna, old);
  await give(mail({ uid: 'three', title: 'Moved', sequence: 1 }));
  await anna.turn();
  const update = (await idsOf(anna, 'Moved'))[3];
  expect((await cardOf(anna, old))?.newer).toEqual({ id: update, cancelled: false });
  // The answer was to the version before.
  expect(await cardOf(anna, update)).not.toHaveProperty('answer');
  await give(mail({ uid: 'three', title: 'Moved', sequence: 2, method: 'CANCEL' }));
  await anna.turn();
  const cancelled = (await idsOf(anna, 'Moved'))[4];
  expect((await cardOf(anna, update))?.newer).toEqual({ id: cancelled, cancelled: true });
  expect((await cardOf(anna, cancelled))?.method).toBe('cancel');
  expect(await cardOf(anna, cancelled)).not.toHaveProperty('newer');
  expect((await answer(anna, cancelled)).status).toBe(400);
});

it('knows what was answered in Outlook, and believes nobody’s answer but their own', async () => {
  const { anna, ben } = scene;
  await give(mail({ uid: 'four', title: 'Elsewhere' }));
  const reply = (from: string) =>
    mail({ uid: 'four', method: 'REPLY', title: 'Re' }, from).replace('RSVP=TRUE', 'PARTSTAT=TENTATIVE');
  await give(reply(ANNA.address), 'Sent Items');
  await anna.turn();
  const [id] = await idsOf(anna, 'Elsewhere');
  expect((await cardOf(anna, id))?.answer).toEqual({ answer: 'tentative', state: null });
  await give(mail({ uid: 'four', title: 'Elsewhere' }), 'Sent Items', BEN.address);
  await give(reply(EVIL), 'INBOX', BEN.address);
  await ben.turn();
  const [own] = await idsOf(ben, 'Elsewhere');
  expect((await cardOf(ben, own))?.attendees).toMatchObject([{ state: 'waiting' }]);
});

it('is nobody’s to answer but its reader’s, by POST, with a key', async () => {
  const { anna, ben, booted } = scene;
  await give(mail({ uid: 'five', title: 'Mine' }));
  await give(['From: x@x.org', 'Subject: No meeting', '', 'x'].join('\r\n'));
  await anna.turn();
  const [id] = await idsOf(anna, 'Mine');
  expect((await answer(ben, id)).status).toBe(404);
  const body = { id, answer: 'accepted', key: newKey() };
  const nobody = await fetch(`${booted.url}/api/mailMessages:answerInvitation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect([401, 403]).toContain(nobody.status);
  expect((await anna.caller.get('mailMessages:answerInvitation', { query: { id: String(id) } })).status).toBe(
    405,
  );
  for (const wrong of [{ answer: 'maybe' }, { key: undefined }, { key: 'short' }, { id: 'x' }])
    expect((await answer(anna, id, wrong)).status, JSON.stringify(wrong)).toBe(400);
  const [plain] = await idsOf(anna, 'No meeting');
  expect((await answer(anna, plain)).status).toBe(400);
  expect(await cardOf(anna, id)).not.toHaveProperty('answer');
});

it('is answered from the default address where a group was invited', async () => {
  const { anna } = scene;
  await give(mail({ uid: 'six', title: 'Group', attendees: ['everybody@contoso.example'] }));
  await anna.turn();
  const [id] = await idsOf(anna, 'Group');
  expect((await cardOf(anna, id))?.invited).toBe(ANNA.address);
  expect((await answer(anna, id)).status).toBe(200);
});
