import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { MessageView } from '../../../common';
import { onlySender, storedSenders } from './trusted-senders';

type Sent = Pick<MessageView, 'accountId' | 'from'>;

const listeners = new Set<() => void>();
let version = 0;
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells which senders' pictures are always shown, and changes that for all open messages at once. */
export function useTrustedSenders(): {
  isTrusted(message: Sent): boolean;
  trust(message: Sent, trusted: boolean): void;
} {
  const current = useSyncExternalStore(subscribe, () => version);
  const trust = useCallback((message: Sent, trusted: boolean) => {
    const sender = onlySender(message);
    if (!sender) return;
    const others = storedSenders.get(message.accountId).filter((address) => address !== sender);
    storedSenders.set(message.accountId, trusted ? [...others, sender] : others);
    version += 1;
    listeners.forEach((listener) => listener());
  }, []);
  return useMemo(() => {
    // Creates a new object with each change.
    void current;
    return {
      trust,
      isTrusted: (message) => {
        const sender = onlySender(message);
        return sender !== null && storedSenders.get(message.accountId).includes(sender);
      },
    };
  }, [current, trust]);
}
