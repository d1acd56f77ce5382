import type { ComposeInput, Id, OperationView } from '../common';
import type { Get, Post } from './call';
import { timeZone } from './time-zone';

/** Calls for the outbox. */
export const operationCalls = (get: Get, post: Post) => ({
  operations: (filter?: Record<string, unknown>) =>
    get<OperationView[]>('mailOperations:list', {
      paginate: false,
      filter: filter && JSON.stringify(filter),
    }),
  /** Returns an operation with what was typed, which the list leaves out. */
  operation: (id: Id) => get<OperationView>('mailOperations:get', { filterByTk: id }),
  retry: (id: Id, compose?: ComposeInput) =>
    post<OperationView>(
      'mailOperations:retry',
      { compose: compose && { ...compose, timeZone: timeZone() } },
      id,
    ),
  discard: (id: Id) => post('mailOperations:discard', {}, id),
});
