import type { Id } from './types';

/** The type of our trigger, as NocoBase stores it with a workflow. */
export const EMAIL_TRIGGER = 'email-event';
/** The types of our nodes. */
export const SEND_NODE = 'email-send';
export const REPLY_NODE = 'email-reply';
export const UPDATE_NODE = 'email-update';

/**
 * What a mailbox's owner may allow a workflow: to learn about messages, to send as the mailbox's owner, and to change
 * messages (mark, move).
 */
export const GRANT_POWERS = ['events', 'send', 'update'] as const;
export type GrantPower = (typeof GRANT_POWERS)[number];

/** What can start a workflow. */
export const MAIL_EVENTS = ['received', 'sent'] as const;
export type MailEvent = (typeof MAIL_EVENTS)[number];

/** A workflow that asks for a mailbox, or may use it. */
export interface WorkflowGrantView {
  /** null if the owner has allowed nothing. */
  id: Id | null;
  accountId: Id;
  /** The same in all versions of a workflow. */
  workflowKey: string;
  /** '' if the workflow is gone. */
  title: string;
  enabled: boolean;
  /** What it's made for, as it is now. */
  wants: GrantPower[];
  /** What the owner has allowed. */
  allows: GrantPower[];
  since: string | null;
}

/** The owner allows a workflow something in addition to what it may do already. */
export interface WorkflowGrantInput {
  accountId: Id;
  workflowKey: string;
  allows: GrantPower[];
}
