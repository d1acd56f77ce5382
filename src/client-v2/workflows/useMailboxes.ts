import { useCallback, useEffect, useState } from 'react';
import type { AccountOverview } from '../../common';
import { createAdminApi } from '../admin-api';
import { useAnswers } from '../answers';
import { useMailApi } from '../api';
import { MailApiError } from '../api-error';
import { useHost } from '../host/context';

/** Maximum number of other people's mailboxes that are offered. */
const MOST = 100;

export interface Mailbox {
  id: string;
  address: string;
  /** '' for the builder's own. */
  owner: string;
}

export interface Mailboxes {
  /** Undefined until loaded. */
  list: Mailbox[] | undefined;
  failure: unknown;
  reload(): Promise<void>;
}

/** The mailboxes that a builder can name: their own and, with the permission to oversee accounts, everybody's. */
export function useMailboxes(): Mailboxes {
  const api = useMailApi();
  const { api: host } = useHost();
  const [list, setList] = useState<Mailbox[]>();
  const [failure, setFailure] = useState<unknown>();
  const answers = useAnswers('mailboxes');
  const reload = useCallback(async () => {
    setFailure(undefined);
    const others = (): Promise<AccountOverview[]> =>
      createAdminApi((config) => host.request(config))
        .accounts({ page: 1, pageSize: MOST })
        .then(
          ({ rows }) => rows,
          (error: unknown) => {
            // Without the permission there are simply no others.
            if (error instanceof MailApiError && error.code === 'forbidden') return [];
            throw error;
          },
        );
    const read = async (): Promise<Mailbox[]> => {
      const own = await api.accounts();
      const ids = new Set(own.map(({ id }) => String(id)));
      const rest = (await others()).filter(({ id }) => !ids.has(String(id)));
      return [
        ...own.map(({ id, address }) => ({ id: String(id), address, owner: '' })),
        ...rest.map(({ id, address, owner }) => ({ id: String(id), address, owner: owner.name || '?' })),
      ];
    };
    await answers.take(read, setList, { fail: setFailure });
  }, [answers, api, host]);
  useEffect(() => void reload(), [reload]);
  return { list, failure, reload };
}
