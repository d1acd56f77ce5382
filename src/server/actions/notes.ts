import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import { LONGEST_NOTE, type Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { pushHint } from '../push';
import { createNote, listNotes, setNoteDeleted, updateNote, type NotedMail } from '../store/notes/notes';
import { ownRow } from './access';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { prose, rowId } from './parameters';

const ROW = { filterByTk: rowId };
const TEXT = { text: prose(LONGEST_NOTE) };

/** The caller's notes on conversations. Nobody else sees them. */
export const noteActions: ActionTable = {
  'mailNotes:list': read({ messageId: rowId }, async (mail, http, { messageId }) => {
    http.set('Cache-Control', 'no-store');
    http.body = await listNotes(mail, await ownRow<NotedMail>(mail, http, 'mailMessages', messageId));
  }),

  'mailNotes:create': change(
    { values: z.object({ messageId: rowId, ...TEXT }) },
    async (mail, http, { values }) => {
      const message = await ownRow<NotedMail>(mail, http, 'mailMessages', values.messageId);
      http.body = await createNote(mail, callerOf(http), message, written(values.text));
      tell(mail, http, message.accountId);
    },
  ),

  'mailNotes:update': change(
    { ...ROW, values: z.object(TEXT) },
    async (mail, http, { filterByTk, values }) => {
      const note = await ownNote(mail, http, filterByTk);
      if (note.deletedAt !== null) throw new MailError('not-found');
      await updateNote(mail, note.id, written(values.text));
      http.body = {};
      tell(mail, http, note.accountId);
    },
  ),

  'mailNotes:destroy': setDeleted(true),
  /** Undoes the action above. */
  'mailNotes:restore': setDeleted(false),
};

interface OwnNote {
  id: Id;
  accountId: Id;
  deletedAt: Date | null;
}

const ownNote = (mail: MailContext, http: Context, id: Id): Promise<OwnNote> =>
  ownRow<OwnNote>(mail, http, 'mailNotes', id);

function setDeleted(deleted: boolean) {
  return change(ROW, async (mail, http, { filterByTk }) => {
    const note = await ownNote(mail, http, filterByTk);
    await setNoteDeleted(mail, note.id, deleted);
    http.body = {};
    tell(mail, http, note.accountId);
  });
}

function written(text: string): string {
  const note = text.trim();
  if (note === '') throw new MailError('invalid-input', { params: { field: 'text', context: 'missing' } });
  return note;
}

/** Its conversation may be in any folder. */
const tell = (mail: MailContext, http: Context, accountId: Id): void =>
  pushHint(mail, callerOf(http), { accountId, folderIds: [], what: ['messages'] });
