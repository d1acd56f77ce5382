import type { Id, MailAddress, MessageView, OperationView } from '../../common';

/** What a composer starts with. All of it can be changed by the writer. */
export interface ComposerInit {
  accountId?: Id;
  to?: MailAddress[];
  cc?: MailAddress[];
  bcc?: MailAddress[];
  subject?: string;
  /** The editor's HTML, as the editor itself wrote it. */
  html?: string;
  /** Plain text to start with, e.g. from a `mailto:` link. */
  text?: string;
  /** The mail that is answered or forwarded; recipients and subject are derived from it. */
  source?: { message: MessageView; kind: 'reply' | 'replyAll' | 'forward' };
  /** A send that failed or is unclear, to be changed and sent again. */
  operation?: OperationView;
}
