import type {
  DraftCopy,
  DraftView,
  Id,
  MailAddress,
  MessageView,
  OperationView,
  RecordRef,
} from '../../../common';
import type { StoredFile } from './attached-file';

/** What a composer starts with. The writer can change all of it. */
export interface ComposerInit {
  accountId?: Id;
  to?: MailAddress[];
  cc?: MailAddress[];
  bcc?: MailAddress[];
  subject?: string;
  /** HTML as the editor itself wrote it. */
  html?: string;
  /** Plain text to start with, e.g. from a `mailto:` link. */
  text?: string;
  /** The message being answered or forwarded. Recipients and subject are derived from it. */
  source?: { message: MessageView; kind: 'reply' | 'replyAll' | 'forward' };
  /** A message that is forwarded as a file, to choose the sender and the signature by. */
  forwarded?: MessageView;
  /** Files on the server to be attached. */
  files?: StoredFile[];
  /** A send that failed or is unclear, to be edited and sent again. */
  operation?: OperationView;
  /** The record that it's written about, for templates and attachments. */
  record?: RecordRef;
  /** Begins with choosing a template. */
  withTemplates?: boolean;
  /** A message to be sent once more, with its signature. */
  copy?: DraftCopy;
  /** A stored draft, to be continued. */
  draft?: DraftView;
}
