import type { Id, WorkflowGrantInput, WorkflowGrantView } from '../common';
import type { Get, Post } from './call';

/** The calls for what owners of mailboxes allow workflows. */
export const grantCalls = (get: Get, post: Post) => ({
  /** The workflows that want something of the caller's mailboxes, or of this one, and those that may do something. */
  grants: (accountId?: Id) =>
    get<WorkflowGrantView[]>('mailGrants:list', accountId === undefined ? undefined : { accountId }),
  /** Allows a workflow something in addition to what it may do already. */
  grant: (input: WorkflowGrantInput) => post<WorkflowGrantView>('mailGrants:create', input),
  /** Takes back everything that a workflow may do. */
  revokeGrant: (id: Id) => post('mailGrants:destroy', {}, id),
});
