import { useEffect, useState } from 'react';
import type { AccountView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi, type MailApi } from '../../api';
import { sendersOf, type Sender } from '../composer/senders';

export interface Senders {
  accounts: AccountView[];
  senders: Sender[];
}

/** Loads the addresses that a new message can be sent from, with their signatures. */
export async function readSenders(api: MailApi): Promise<Senders> {
  const [accounts, identities, company] = await Promise.all([
    api.accounts(),
    api.identities(),
    api.ownCompanySignature(),
  ]);
  return { accounts, senders: sendersOf(accounts, identities, { company }) };
}

/** The addresses that a message can be sent from; undefined until they're loaded. */
export function useSenders(): { loaded: Senders | undefined; failure: unknown; reload(): void } {
  const api = useMailApi();
  const answers = useAnswers(api);
  const [loaded, setLoaded] = useState<Senders>();
  const [failure, setFailure] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    setFailure(undefined);
    void answers.take(() => readSenders(api), setLoaded, { fail: setFailure });
  }, [answers, api, attempt]);
  return { loaded, failure, reload: () => setAttempt((count) => count + 1) };
}
