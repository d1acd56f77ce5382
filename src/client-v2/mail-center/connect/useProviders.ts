import { useEffect, useState } from 'react';
import type { ProviderView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';

/** Returns all providers this version knows; undefined until loaded. */
export function useProviders(): ProviderView[] | undefined {
  const api = useMailApi();
  const [providers, setProviders] = useState<ProviderView[]>();
  const answers = useAnswers(api);
  useEffect(
    () => void answers.take(() => api.providers(), setProviders, { fail: () => setProviders([]) }),
    [answers, api],
  );
  return providers;
}

/** Returns the providers that users can currently connect with. */
export function readyProviders(providers: ProviderView[] | undefined): ProviderView[] {
  return providers?.filter(({ ready }) => ready) ?? [];
}

/**
 * Whether the user may set up a provider, which the server shows by answering. Without a provider it isn't
 * asked.
 */
export function useMayConfigure(provider: string | undefined): boolean {
  const api = useMailApi();
  const [allowed, setAllowed] = useState(false);
  const answers = useAnswers(provider);
  useEffect(() => {
    if (provider === undefined) return;
    void answers.take(
      () => api.providerSettings(provider),
      () => setAllowed(true),
      { fail: () => undefined },
    );
  }, [answers, api, provider]);
  return allowed;
}
