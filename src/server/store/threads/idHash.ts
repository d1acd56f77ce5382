import { createHash } from 'node:crypto';

/** The key for finding a message by its Message-ID, and also that of the thread it begins. */
export const idHash = (messageId: string): string => createHash('sha256').update(messageId).digest('hex');
