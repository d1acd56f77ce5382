import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import type { ComposeInput, Id, UnsubscribeNotice } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import type { MessageFacts } from '../messageFacts';
import { escapeHtml } from '../mime/text';
import { digestOf, enqueueSend, findSend } from '../outbox';
import { publicPost } from '../publicPost';
import { listIdentities } from '../store/accounts/identities';
import { noteUnsubscribed } from '../store/messages/bodies';
import { fetchBody } from '../sync/bodies/body';
import { ownRow } from './access';
import { change, type ActionTable } from './action';
import { callerOf } from './caller';
import { readCompose, sendKey } from './composeInput';
import { rowId } from './parameters';
import { trustedAuthentication } from './trustedAuthentication';
import { presentOffset } from './zone';

/** The body of a one-click request (RFC 8058 §3.1). */
const ONE_CLICK = 'List-Unsubscribe=One-Click';

interface Listed {
  id: Id;
  accountId: Id;
  to: Array<{ address: string }> | null;
  cc: Array<{ address: string }> | null;
}

/** How a message's mailing list can be left; null if it doesn't say. */
export async function unsubscribeNotice(
  mail: MailContext,
  accountId: Id,
  facts: MessageFacts,
): Promise<UnsubscribeNotice | null> {
  const { unsubscribe, unsubscribed: done = false } = facts;
  if (!unsubscribe) return null;
  const { url, oneClick, mail: letter } = unsubscribe;
  const kind = 'unsubscribe' as const;
  if (url !== undefined && oneClick) {
    // Only the signer of the message can have put this URL there (RFC 8058 §4).
    const dkim = (await trustedAuthentication(mail, accountId, facts))?.dkim;
    if (dkim === 'pass') return { kind, way: 'request', target: new URL(url).host, done };
  }
  if (letter) return { kind, way: 'mail', target: letter.address, done };
  return url === undefined ? null : { kind, way: 'page', target: new URL(url).host, url, done };
}

export const unsubscribeActions: ActionTable = {
  /** Leaves a message's mailing list in the way that its notice names. A page can only be opened by the reader. */
  'mailMessages:unsubscribe': change(
    { values: z.object({ id: rowId, key: sendKey }) },
    async (mail, http, { values }) => {
      const message = await ownRow<Listed>(mail, http, 'mailMessages', values.id);
      const { facts = {} } = await fetchBody(mail, message.id);
      const { unsubscribe } = facts;
      const notice = await unsubscribeNotice(mail, message.accountId, facts);
      if (notice?.way === 'request' && unsubscribe?.url !== undefined)
        await publicPost(unsubscribe.url, ONE_CLICK);
      else if (notice?.way === 'mail' && unsubscribe?.mail)
        await write(mail, http, message, unsubscribe.mail, values);
      else throw new MailError('invalid-input', { params: { field: 'id' } });
      await noteUnsubscribed(mail, message.id);
      http.body = {};
    },
  ),
};

/** Sends the request from the address that the list knows. */
async function write(
  mail: MailContext,
  http: Context,
  { accountId, to, cc }: Listed,
  letter: NonNullable<NonNullable<MessageFacts['unsubscribe']>['mail']>,
  values: { key: string },
): Promise<void> {
  const userId = callerOf(http);
  const request = { key: values.key, digest: digestOf(values) };
  if (await findSend(mail, userId, request)) return;
  const identities = await listIdentities(mail, accountId);
  const addressed = [...(to ?? []), ...(cc ?? [])].map(({ address }) => address.toLowerCase());
  const known = identities.find(({ address }) => addressed.includes(address.toLowerCase()));
  const input: ComposeInput = {
    ...{ accountId, identityId: known?.id, to: [{ name: '', address: letter.address }], cc: [], bcc: [] },
    ...{ subject: letter.subject, html: `<p>${escapeHtml(letter.text || letter.subject)}</p>` },
    ...{ uploadIds: [], attachmentIds: [] },
  };
  await enqueueSend(mail, userId, await readCompose(mail, http, input), presentOffset(http), request);
}
