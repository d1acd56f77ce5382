import { z } from 'zod';
import type { ComposeInput } from '../../common';
import { MailError } from '../errors';
import { writeReply } from '../mime/calendarReply';
import { escapeHtml } from '../mime/text';
import { digestOf, enqueueSend, findSend, viewOperation } from '../outbox';
import { listIdentities } from '../store/accounts/identities';
import { presentDate } from '../store/db/clock';
import { saveInvitationAnswer, type InvitedMail } from '../store/messages/invitations';
import type { OperationRow } from '../store/outbox/operations';
import { fetchBody } from '../sync/bodies/body';
import { ownRow } from './access';
import { change, type ActionTable } from './action';
import { callerOf } from './caller';
import { readCompose, sendKey } from './composeInput';
import { invitedIdentity } from './invitations';
import { prose, rowId, timeZone } from './parameters';
import { translated } from './translated';
import { presentOffset } from './zone';

const LONGEST_COMMENT = 2000;

const ANSWER = z.object({
  id: rowId,
  key: sendKey,
  answer: z.enum(['accepted', 'tentative', 'declined']),
  comment: prose(LONGEST_COMMENT).nullish(),
  timeZone,
});

const SUBJECTS = {
  accepted: 'Accepted: {{title}}',
  tentative: 'Tentative: {{title}}',
  declined: 'Declined: {{title}}',
} as const;
const SENTENCES = {
  accepted: 'I accept this invitation.',
  tentative: 'I may come, but I can’t promise it yet.',
  declined: 'I have to decline this invitation.',
} as const;

export const invitationActions: ActionTable = {
  /**
   * Answers an invitation to its organizer, from the address that was invited. Repeating the request with the same key
   * sends nothing again.
   */
  'mailMessages:answerInvitation': change({ values: ANSWER }, async (mail, http, { values }) => {
    const userId = callerOf(http);
    const message = await ownRow<InvitedMail>(mail, http, 'mailMessages', values.id);
    const request = { key: values.key, digest: digestOf(values) };
    const known = await findSend(mail, userId, request);
    const operation = known ?? (await enqueue());
    await saveInvitationAnswer(mail, message.id, values.answer, operation.id);
    http.body = viewOperation(operation as unknown as OperationRow);

    async function enqueue() {
      const { id, accountId } = message;
      const found = (await fetchBody(mail, id)).notices?.find(({ kind }) => kind === 'invitation');
      const invitation = found?.kind === 'invitation' && found.method === 'request' ? found : null;
      if (!invitation?.organizer) throw new MailError('invalid-input', { params: { field: 'id' } });
      const identity = invitedIdentity(invitation, await listIdentities(mail, accountId));
      if (!identity) throw new MailError('sender-gone');
      const { title, organizer } = invitation;
      const lines = [translated(http, SENTENCES[values.answer]), ...(values.comment ?? '').split('\n')];
      const input: ComposeInput = {
        ...{ accountId, identityId: identity.id, to: [organizer], cc: [], bcc: [] },
        subject: translated(http, SUBJECTS[values.answer], { title }),
        html: lines.map((line) => (line.trim() === '' ? '' : `<p>${escapeHtml(line)}</p>`)).join(''),
        source: { messageId: id, kind: 'reply', quote: false },
        ...{ uploadIds: [], attachmentIds: [], timeZone: values.timeZone },
      };
      const compose = await readCompose(mail, http, input);
      const calendarReply = writeReply(invitation, values.answer, identity, await presentDate(mail));
      return enqueueSend(mail, userId, { ...compose, calendarReply }, presentOffset(http), request);
    }
  }),
};
