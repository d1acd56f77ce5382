import { useEffect, useState } from 'react';
import type { Id } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi, type MessageRow } from '../../api';

const MOST = 4;

/** The newest messages from and to an address. Undefined until loaded, empty if they can't be read. */
export function useLatestWith(address: string, accountId: Id): MessageRow[] | undefined {
  const api = useMailApi();
  const [rows, setRows] = useState<MessageRow[]>();
  const answers = useAnswers(address);
  useEffect(() => {
    void answers.take(
      () => api.messages({ accountId, address, limit: MOST }),
      (page) => setRows(page.rows),
      { fail: () => setRows([]) },
    );
  }, [answers, api, accountId, address]);
  return rows;
}
