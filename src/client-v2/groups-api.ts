import type { GroupInput, GroupView, Id } from '../common';
import type { Get, Post } from './call';

/** The calls for groups of recipients. */
export const groupCalls = (get: Get, post: Post) => ({
  /** The caller's groups, by name. */
  groups: () => get<GroupView[]>('mailGroups:list'),
  /** Without an id, stores a new one. */
  saveGroup: (id: Id | null, input: GroupInput) =>
    id === null
      ? post<GroupView>('mailGroups:create', input)
      : post<GroupView>('mailGroups:update', input, id),
  removeGroup: (id: Id) => post('mailGroups:destroy', {}, id),
});
