import { App } from 'antd';
import { useState } from 'react';
import { useMailApi } from '../../api';
import { useErrorText } from '../../locale';
import { withoutOutcome } from '../../outcome';

/** Goes to the provider's consent page, which comes back to this page with a result in the URL. */
export function useConsent(provider: string): { consent(): void; leaving: boolean } {
  const api = useMailApi();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [leaving, setLeaving] = useState(false);
  const consent = async () => {
    setLeaving(true);
    try {
      const { pathname, search } = window.location;
      const { url } = await api.consent({
        name: provider,
        returnTo: pathname + withoutOutcome(search),
      });
      window.location.assign(url);
    } catch (error) {
      setLeaving(false);
      message.error(errorText(error));
    }
  };
  return { consent: () => void consent(), leaving };
}
