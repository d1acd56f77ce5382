import { aheadOf, type Ahead } from './ahead';
import { useHost } from './host/context';

/** The answers that the signed-in user's page requested in advance. */
export function useAhead(): Ahead {
  const { api, user } = useHost();
  return aheadOf(api, user?.id);
}
