import type { Id, LabelChange, LabelInput, LabelledView, LabelView } from '../common';
import type { Get, Post } from './call';

/** The calls for labels. */
export const labelCalls = (get: Get, post: Post) => ({
  /** The caller's labels, by name. */
  labels: () => get<LabelView[]>('mailLabels:list'),
  /** Without an id, stores a new one. */
  saveLabel: (id: Id | null, input: LabelInput) =>
    id === null
      ? post<LabelView>('mailLabels:create', input)
      : post<LabelView>('mailLabels:update', input, id),
  /** Deletes a label. The messages with it stay. */
  removeLabel: (id: Id) => post('mailLabels:destroy', {}, id),
  /** Labels messages; `whole` includes the rest of their conversations in the same folder. */
  label: (ids: Id[], change: LabelChange, whole = false) =>
    post<LabelledView>('mailMessages:label', {
      ids,
      ...(whole ? { conversations: true } : {}),
      ...change,
    }),
});
