import { describe, expect, it } from 'vitest';
import { ANNA, BEN } from '../scene';
import { KEY, useWriting } from './writing';

describe('a message being written', () => {
  const w = useWriting();

  describe('continued', () => {
    it('from its copy, with what was written since', async () => {
      const { id } = await w.saved({ close: true });
      await w.anna.turn();
      await w.saved({ base: 1, turn: 2, draft: w.values({ html: 'newer' }) });
      const message = await w.anna.message('Offer', 'drafts');
      expect((await w.open(message.id)).data).toMatchObject({
        id,
        version: 2,
        draft: { html: 'newer' },
        imported: false,
      });
      expect((await w.open(message.id, w.scene.ben)).status).toBe(404);
    });

    it('from another program: text, people, files, what it answers; then it is ours', async () => {
      await w.box().append({
        raw: `From: Ben <${BEN.address}>\r\nTo: ${ANNA.address}\r\nMessage-ID: <asked@x>\r\nSubject: A question\r\n\r\nWell?\r\n`,
      });
      await w.box().append({ raw: FROM_OUTLOOK, folder: 'Drafts', flags: ['\\Draft', '\\Seen'] });
      await w.anna.turn();
      const [question, message] = [
        await w.anna.message('A question'),
        await w.anna.message('RE: A question', 'drafts'),
      ];
      const [{ data: draft }, twice] = await Promise.all([w.open(message.id), w.open(message.id)]);
      expect(twice.data.id).toBe(draft.id);
      expect(draft).toMatchObject({
        ...{ imported: true, version: 1 },
        draft: {
          ...{ subject: 'RE: A question', to: [BEN], cc: [], bcc: [{ address: 'boss@contoso.example' }] },
          source: { messageId: question.id, kind: 'reply', quote: false },
          ...{ importance: 'high', replyTo: [{ name: 'Desk', address: 'desk@contoso.example' }] },
        },
        uploads: [
          { filename: 'logo.png', contentId: 'logo@x' },
          { filename: 'numbers.csv', contentType: 'text/csv', size: 3 },
        ],
      });
      expect(draft.draft.html).toContain('<b>Well</b>');
      expect(draft.draft.html).toContain('cid:logo@x');
      expect(draft.draft.html).not.toContain('script');
      // Opened twice, it is taken over once.
      expect((await w.open(message.id)).data.id).toBe(draft.id);
      // Written on, the original is replaced.
      const changed = { ...draft.draft, html: '<p>Yes</p>' };
      await w.saved({ key: draft.key, base: 1, draft: changed, close: true });
      await w.anna.turn();
      expect(await w.onServer()).toEqual(['RE: A question']);
      const raw = await w.source();
      expect(raw.replaceAll('=\r\n', '')).toContain('>Yes</p>');
      expect(raw).toMatch(/^In-Reply-To: <asked@x>\r$/im);
      expect(raw).toContain('numbers.csv');
      expect(raw).toMatch(/^Importance: High\r$/im);
      expect(raw).toContain('Reply-To: Desk <desk@contoso.example>');
      await w.anna.send({ ...changed, key: draft.key });
      await w.anna.sends();
      await w.rest();
      expect(await w.onServer()).toEqual([]);
      await w.anna.turn();
      expect((await w.anna.message('A question')).answered).toBe(true);
    });

    it('after another program has changed our copy: with its text, as one draft', async () => {
      const { id } = await w.saved({ close: true });
      await w.anna.turn();
      await changedElsewhere('From the phone');
      const { data } = await w.open((await w.anna.message('Offer', 'drafts')).id);
      expect(data).toMatchObject({ id, key: KEY, version: 2 });
      expect(data.draft.html).toContain('From the phone');
      await w.saved({ base: 2, turn: 2, draft: w.values({ html: 'and here' }), close: true });
      await w.anna.turn();
      expect(await w.onServer()).toEqual(['Offer']);
      expect(await w.source()).toContain('and here');
    });

    it('after it was changed in both places: both remain', async () => {
      const { id } = await w.saved({ close: true });
      await w.anna.turn();
      await changedElsewhere('From the phone');
      await w.saved({
        base: 1,
        turn: 2,
        draft: w.values({ subject: 'Here', html: 'and here' }),
        close: true,
      });
      await w.anna.turn();
      expect((await w.onServer()).sort()).toEqual(['Here', 'Offer']);
      await w.anna.turn();
      const { data } = await w.open((await w.anna.message('Offer', 'drafts')).id);
      expect(data.id).not.toBe(id);
      expect(data.draft.html).toContain('From the phone');
      expect((await w.get(id)).draft.html).toBe('and here');
    });

    it('is refused for a message that is no draft, or is just being sent', async () => {
      await w.box().append({ raw: `From: ${BEN.address}\r\nSubject: Received\r\n\r\nx\r\n` });
      await w.saved({ draft: w.values({ to: [BEN] }), close: true });
      await w.anna.turn();
      expect((await w.open((await w.anna.message('Received')).id)).status).toBe(400);
      const { id } = await w.anna.message('Offer', 'drafts');
      await w.anna.send({ key: KEY, to: [BEN], subject: 'Offer', html: 'x' });
      const refused = await w.open(id);
      expect(refused.status).toBe(400);
      expect(JSON.stringify(refused.body)).not.toContain('{{');
    });
  });

  /** As Exchange does it: the same message with the same Message-ID, under another UID. */
  async function changedElsewhere(text: string): Promise<void> {
    const [mail] = await w.box().list('Drafts');
    const raw = (await w.source()).replace(
      /^Content-Type:[^]*/m,
      `Content-Type: text/html\r\n\r\n<p>${text}</p>\r\n`,
    );
    await w.box().append({ raw, folder: 'Drafts', flags: ['\\Draft', '\\Seen'] });
    await w.box().expunge('Drafts', [mail?.uid ?? 0]);
    await w.anna.turn();
    await w.anna.turn();
  }
});

const FROM_OUTLOOK = [
  'From: Anna <anna@contoso.example>',
  'To: Ben Ober <ben@contoso.example>',
  'Bcc: boss@contoso.example',
  'Reply-To: Desk <desk@contoso.example>',
  'Importance: high',
  'Subject: RE: A question',
  'Message-ID: <outlook@x>',
  'In-Reply-To: <asked@x>',
  'References: <asked@x>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=m',
  '',
  '--m',
  'Content-Type: multipart/related; boundary=r',
  '',
  '--r',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p><b>Well</b> then <img src="cid:logo@x"><script>alert(1)</script></p>',
  '--r',
  'Content-Type: image/png; name=logo.png',
  'Content-Disposition: inline; filename=logo.png',
  'Content-ID: <logo@x>',
  'Content-Transfer-Encoding: base64',
  '',
  'iVBORw0KGgo=',
  '--r--',
  '--m',
  'Content-Type: text/csv; name=numbers.csv',
  'Content-Disposition: attachment; filename=numbers.csv',
  '',
  '1,2',
  '--m--',
  '',
].join('\r\n');
