import { useEffect, useState } from 'react';
import type { ProviderView } from '../../../common';
import { useMailApi } from '../../api';

/** All providers this version knows; undefined until they are read. */
export function useProviders(): ProviderView[] | undefined {
  const api = useMailApi();
  const [providers, setProviders] = useState<ProviderView[]>();
  useEffect(() => {
    let live = true;
    api.providers().then(
      (all) => live && setProviders(all),
      () => live && setProviders([]),
    );
    return () => {
      live = false;
    };
  }, [api]);
  return providers;
}

/** Those with which a user can connect at the moment. */
export function readyProviders(providers: ProviderView[] | undefined): ProviderView[] {
  return providers?.filter(({ ready }) => ready) ?? [];
}

/** Whether the user may set a provider up: the server says so by answering. Not asked while there is none to ask for. */
export function useMayConfigure(provider: string | undefined): boolean {
  const api = useMailApi();
  const [allowed, setAllowed] = useState(false);
  useEffect(() => {
    if (provider === undefined) return;
    let live = true;
    api.providerSettings(provider).then(
      () => live && setAllowed(true),
      () => undefined,
    );
    return () => {
      live = false;
    };
  }, [api, provider]);
  return allowed;
}
