import { useFlowContext } from '@nocobase/flow-engine';
import { useMemo } from 'react';
import { createMailApi, type MailApi } from './mail-api';

export * from './mail-api';

/** The calls, bound to the signed-in user of whichever client this runs in. */
export function useMailApi(): MailApi {
  const { api } = useFlowContext();
  return useMemo(() => {
    // Where the browser reaches the API: what the redirect URI must begin with, whatever a proxy forwards.
    const { origin } = new URL(api.axios?.defaults.baseURL ?? '', window.location.href);
    return createMailApi((config) => api.request(config), origin);
  }, [api]);
}
