/** The sort orders of a list; the first is the default. `recipient` is for folders of sent messages. */
export const MESSAGE_SORTS = ['newest', 'oldest', 'sender', 'recipient', 'subject', 'size'] as const;
export type MessageSort = (typeof MESSAGE_SORTS)[number];

/** Whether an order is by date. Conversations can only be sorted that way. */
export const isByDate = (sort: MessageSort): sort is 'newest' | 'oldest' =>
  sort === 'newest' || sort === 'oldest';
