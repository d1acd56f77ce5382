import type { BedMailbox } from '../types';
import { withNewMessageId, withoutBcc, withTrace } from './message';
import type { SmtpOptions } from './server';

export interface DeliverOptions {
  /** The mailbox of an address; none where it lies outside. */
  find(address: string): BedMailbox | undefined;
  rewriteMessageId: boolean;
  onAccepted(): void;
}

/** Puts a submitted mail where it belongs: the recipients' Inboxes, and a read copy in the sender's Sent Items. */
export function deliverer(options: DeliverOptions): SmtpOptions['deliver'] {
  return async ({ owner, recipients, raw }) => {
    const mail = options.rewriteMessageId ? withNewMessageId(raw) : raw;
    await options.find(owner)?.append({ raw: mail, folder: 'Sent Items', flags: ['\\Seen'] });
    const copy = withTrace(withoutBcc(mail), owner);
    for (const recipient of recipients) await options.find(recipient)?.append({ raw: copy });
    options.onAccepted();
  };
}
