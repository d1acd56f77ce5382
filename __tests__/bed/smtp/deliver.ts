import type { BedMailbox } from '../types';
import { withNewMessageId, withoutBcc, withTrace } from './message';
import type { SmtpOptions } from './server';

export interface DeliverOptions {
  /** The mailbox of an address; none where it lies outside. */
  find(address: string): BedMailbox | undefined;
  /** Whether this mailbox gets a copy of what others send as it. */
  keepsSentAs(address: string): boolean;
  rewriteMessageId: boolean;
  /** The mail as it was submitted; the server's 250 waits for it. */
  onAccepted(mail: { owner: string; raw: Buffer }): void | Promise<void>;
}

/**
 * Puts a submitted mail where it belongs: the recipients' Inboxes, and a read copy in the Sent Items of who
 * signed in, whatever the From; in those of the From as well only where that mailbox is set up so
 * (https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-user-mailboxes/automatically-save-sent-items-in-delegator-s-mailbox).
 */
export function deliverer(options: DeliverOptions): SmtpOptions['deliver'] {
  return async ({ owner, sender, from, recipients, raw }) => {
    const mail = options.rewriteMessageId ? withNewMessageId(raw) : raw;
    const filed = { raw: mail, folder: 'Sent Items', flags: ['\\Seen'] };
    await options.find(owner)?.append(filed);
    if (from !== owner && options.keepsSentAs(from)) await options.find(from)?.append(filed);
    const copy = withTrace(withoutBcc(mail), sender);
    for (const recipient of recipients) await options.find(recipient)?.append({ raw: copy });
    await options.onAccepted({ owner, raw });
  };
}
