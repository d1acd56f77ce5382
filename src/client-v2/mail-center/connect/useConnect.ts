import { App } from 'antd';
import { useCallback, useState } from 'react';
import type { Id } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText } from '../../locale';
import { rememberAttempt } from './last-attempt';
import { withoutOutcome } from '../../outcome';

export interface Connect {
  /** Goes to the provider's sign-in page, which comes back to this page with a result in the URL. */
  connect(provider: string, accountId?: Id): void;
  leaving: boolean;
}

/** Starts a sign-in at a provider, for a new account or to reconnect one. */
export function useConnect(): Connect {
  const api = useMailApi();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [leaving, setLeaving] = useState(false);
  const connect = useCallback(
    async (provider: string, accountId?: Id) => {
      setLeaving(true);
      try {
        const { pathname, search } = window.location;
        const returnTo = pathname + withoutOutcome(search);
        rememberAttempt({ provider, accountId });
        const { url } = await api.connect({ provider, returnTo, accountId });
        window.location.assign(url);
      } catch (error) {
        setLeaving(false);
        message.error(errorText(error));
      }
    },
    [api, errorText, message],
  );
  return { connect: (provider, accountId) => void connect(provider, accountId), leaving };
}
