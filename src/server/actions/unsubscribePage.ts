import type { Context } from '@nocobase/actions';
import { perApp } from '../appState';
import { readUnsubscribeToken } from '../campaigns/unsubscribeToken';
import { pushHint } from '../push';
import { findCampaign } from '../store/campaigns/campaigns';
import { findRecipientOf, updateRecipients } from '../store/campaigns/recipients';
import { suppress } from '../store/campaigns/suppressions';
import { presentDate } from '../store/db/clock';
import type { MailContext } from '../context';
import { page, type ActionTable } from './action';
import { answerUnsubscriber } from './callbackPage';
import { loose } from './parameters';

/** Requests per minute from one address: more than a person makes, and than a mail provider makes for its users. */
const MOST = 120;
const MINUTE = 60_000;
/** Addresses whose requests are counted at a time. */
const MOST_COUNTED = 10_000;

const counters = perApp('unsubscribeRequests', () => ({ since: 0, requests: new Map<string, number>() }));

export const unsubscribePageActions: ActionTable = {
  /**
   * Public: the link in a bulk email. A browser gets a page with a button, because programs that only look at links
   * follow them too; the button, and the mail program's own (RFC 8058), post.
   */
  'mailCampaigns:unsubscribe': page({ token: loose }, async (mail, http, { token }) => {
    if (isTooMuch(mail, http)) return answerUnsubscriber(http, 'unsubscribe.later', { status: 429 });
    const who = readUnsubscribeToken(mail, token);
    if (!who) return answerUnsubscriber(http, 'unsubscribe.unknown', { status: 400 });
    const { address } = who;
    if (http.method !== 'POST')
      return answerUnsubscriber(http, 'unsubscribe.question', { asks: true, address });
    await suppress(mail, [address], 'unsubscribed');
    await note(mail, who.recipientId);
    answerUnsubscriber(http, 'unsubscribe.done', { address });
  }),
};

/** Shows the writer that somebody has unsubscribed, if the bulk email is still here. */
async function note(mail: MailContext, recipientId: string): Promise<void> {
  const recipient = await findRecipientOf(mail, recipientId);
  const campaign = recipient && (await findCampaign(mail, recipient.campaignId));
  if (!campaign) return;
  const unsubscribedAt = await presentDate(mail);
  await updateRecipients(mail, { id: recipient.id, unsubscribedAt: null }, { unsubscribedAt });
  const { userId, accountId } = campaign;
  pushHint(mail, userId, { accountId, folderIds: [], what: ['campaigns'] });
}

function isTooMuch(mail: MailContext, http: Context): boolean {
  const counter = counters(mail);
  const now = Date.now();
  if (now - counter.since > MINUTE || counter.requests.size > MOST_COUNTED) {
    counter.since = now;
    counter.requests.clear();
  }
  const ip = String(http.ip);
  const count = (counter.requests.get(ip) ?? 0) + 1;
  counter.requests.set(ip, count);
  return count > MOST;
}
