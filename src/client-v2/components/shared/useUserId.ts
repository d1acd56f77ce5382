import { useHost } from '../../host/context';
import { useEffect, useState } from 'react';
import type { Id } from '../../../common';

/**
 * Id of the signed-in user. The host knows it only after its first response and doesn't announce it, so it is
 * polled.
 */
export function useUserId(): Id | null {
  const context = useHost();
  const [id, setId] = useState<Id | null>(context.user?.id ?? null);
  useEffect(() => {
    if (id !== null) return;
    const timer = setInterval(() => setId(context.user?.id ?? null), 500);
    return () => clearInterval(timer);
  }, [context, id]);
  return id;
}
