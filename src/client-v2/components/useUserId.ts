import { useFlowContext } from '@nocobase/flow-engine';
import { useEffect, useState } from 'react';
import type { Id } from '../../common';

/** Who is signed in. The host knows it only after its first answer, and does not tell when it does. */
export function useUserId(): Id | null {
  const context = useFlowContext();
  const [id, setId] = useState<Id | null>(context.user?.id ?? null);
  useEffect(() => {
    if (id !== null) return;
    const timer = setInterval(() => setId(context.user?.id ?? null), 500);
    return () => clearInterval(timer);
  }, [context, id]);
  return id;
}
