import type { Id, MailAddress } from './types';

/** Maximum number of groups per user. */
export const MOST_GROUPS = 200;
/** Maximum characters of a group's name. */
export const LONGEST_GROUP_NAME = 100;

/** What a group is made of. */
export interface GroupInput {
  name: string;
  members: MailAddress[];
}

/** People whom the user often writes to together. */
export interface GroupView extends GroupInput {
  id: Id;
}
