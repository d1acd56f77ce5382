import type { Id, MessageView } from '../../../common';

/** Senders whose remote pictures are always shown, by account. */
export interface TrustedSenders {
  get(accountId: Id): readonly string[];
  set(accountId: Id, addresses: readonly string[]): void;
}

/** When there are more, the oldest are dropped. */
const MOST = 500;
const keyOf = (accountId: Id): string => `mail.images.${accountId}`;

/**
 * Kept in the browser, separately for each account: the server has no place for personal preferences, and an
 * account belongs to one person. A browser that stores nothing asks each time.
 */
export const storedSenders: TrustedSenders = {
  get(accountId) {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(keyOf(accountId)) ?? '[]');
      return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : [];
    } catch {
      return [];
    }
  },
  set(accountId, addresses) {
    try {
      localStorage.setItem(keyOf(accountId), JSON.stringify(addresses.slice(-MOST)));
    } catch {
      // Storage is full or blocked.
    }
  },
};

/**
 * Returns the sender of a message that is from a single address. Otherwise null, because nobody in particular
 * can be trusted.
 */
export function onlySender({ from }: Pick<MessageView, 'from'>): string | null {
  const address = from.length === 1 ? from[0]?.address.trim().toLowerCase() : '';
  return address?.includes('@') ? address : null;
}
