import { useFlowContext } from '@nocobase/flow-engine';
import { useMemo } from 'react';
import { createAdminApi, type AdminApi } from '../../admin-api';

/** The calls of the overview, bound to the signed-in user of whichever client this runs in. */
export function useAdminApi(): AdminApi {
  const { api } = useFlowContext();
  return useMemo(() => createAdminApi((config) => api.request(config)), [api]);
}
