import { useHost } from '../../host/context';
import { useMemo } from 'react';
import { createAdminApi, type AdminApi } from '../../admin-api';

/** The overview's API calls, bound to the signed-in user of the client this runs in. */
export function useAdminApi(): AdminApi {
  const { api } = useHost();
  return useMemo(() => createAdminApi((config) => api.request(config)), [api]);
}
