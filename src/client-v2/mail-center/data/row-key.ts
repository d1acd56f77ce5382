import type { MessageRow } from '../../api';

/** Identifies a row of the list. A conversation keeps its key when a newer message arrives in it. */
export const rowKey = ({ id, accountId, threadKey, conversation }: MessageRow): string =>
  conversation ? `${accountId} ${threadKey}` : String(id);

/** Whether a row is a conversation of several messages; actions then apply to all of them. */
export const isWhole = ({ conversation }: MessageRow): boolean => (conversation?.total ?? 1) > 1;
