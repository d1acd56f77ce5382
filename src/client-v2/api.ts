import { useHost } from './host/context';
import { useMemo } from 'react';
import { createMailApi, type MailApi } from './mail-api';
import { offlineMailOf, withOffline } from './offline/offline-api';

export * from './mail-api';

/** The API calls, bound to the signed-in user of the client this runs in. */
export function useMailApi(): MailApi {
  const context = useHost();
  const { api, app } = context;
  return useMemo(() => {
    // Where the browser reaches the API. The redirect URI must begin with it, no matter what a proxy forwards.
    const { origin } = new URL(api.axios?.defaults.baseURL ?? '', window.location.href);
    const offline = offlineMailOf(app);
    const calls = createMailApi((config) => {
      offline.belongTo(context.user?.id);
      return api.request(config);
    }, origin);
    return withOffline(calls, offline);
  }, [api, app, context]);
}
