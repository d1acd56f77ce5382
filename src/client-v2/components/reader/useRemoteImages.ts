import { useState } from 'react';
import type { MessageView } from '../../../common';
import { onlySender } from './trusted-senders';
import { useFolderRole } from './useFolderRole';
import { useTrustedSenders } from './useTrustedSenders';

/** Whether a message's remote pictures are shown, and how to change that. */
export interface RemoteImages {
  shown: boolean;
  /** The sender who can be trusted from now on; null if there is none. */
  sender: string | null;
  trusted: boolean;
  showOnce(): void;
  trust(): void;
  distrust(): void;
}

/**
 * Nothing is shown until the reader asks for it, for this message or for all messages of its sender. A sender
 * can be forged, so nobody is trusted in junk, which is where the server puts messages that fail its checks.
 */
export function useRemoteImages(message: MessageView | undefined, hasRemote: boolean): RemoteImages {
  const [once, setOnce] = useState(false);
  const { isTrusted, trust } = useTrustedSenders();
  const role = useFolderRole(hasRemote ? message : undefined);
  const asked = role !== null && role !== 'junk' ? message : undefined;
  const trusted = asked !== undefined && isTrusted(asked);
  return {
    shown: once || trusted,
    sender: asked ? onlySender(asked) : null,
    trusted,
    showOnce: () => setOnce(true),
    trust: () => asked && trust(asked, true),
    distrust: () => {
      setOnce(false);
      if (asked) trust(asked, false);
    },
  };
}
