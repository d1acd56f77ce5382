import type { DeliveryFate, MessageNotice } from '../../common';
import type { MailContext } from '../context';
import type { BodyDraft } from '../store/messageDraft';
import type { InvitedMail } from '../store/messages/invitations';
import { findByMessageId, findReports, type ReportedMail } from '../store/messages/reports';
import { idHash } from '../store/threads/idHash';
import { withEvents } from './invitations';
import { unsubscribeNotice } from './unsubscribe';

/** The notices for a message's reader: what was found in it, with links, and what reports say about it. */
export async function noticesFor(
  mail: MailContext,
  message: ReportedMail & InvitedMail,
  { notices: found = [], facts = {} }: Pick<BodyDraft, 'notices' | 'facts'>,
): Promise<MessageNotice[]> {
  const linked = await Promise.all(
    found.map((notice) =>
      notice.kind === 'invitation' ? withEvents(mail, message, notice) : withSent(mail, message, notice),
    ),
  );
  const failures = (await findReports(mail, message)).flatMap(({ reportId, recipients }): MessageNotice[] => {
    const failed = recipients.filter(isFailure);
    return failed.length > 0 ? [{ kind: 'bounced', reportId, recipients: failed }] : [];
  });
  const list = await unsubscribeNotice(mail, message.accountId, facts);
  return [...failures, ...linked, ...(list ? [list] : [])];
}

const isFailure = ({ action }: DeliveryFate): boolean => action === 'failed';

async function withSent(
  mail: MailContext,
  message: ReportedMail,
  notice: MessageNotice,
): Promise<MessageNotice> {
  if (notice.kind !== 'delivery' || notice.messageId === null) return notice;
  const sentId = await findByMessageId(mail, message, idHash(notice.messageId));
  return sentId === null ? notice : { ...notice, sentId };
}
