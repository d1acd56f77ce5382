import { useCallback, useState } from 'react';
import { isOwnAddress, type Id, type MessageView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';

/**
 * Whether the user sent a message: it's in a Sent folder, or from one of the account's addresses. This is found out when
 * `look` is called, because few people want to know.
 */
export function useIsSent({
  id,
  accountId,
  folderId,
  from,
}: Pick<MessageView, 'id' | 'accountId' | 'folderId' | 'from'>): { isSent: boolean; look(): void } {
  const api = useMailApi();
  const answers = useAnswers(id);
  const [sent, setSent] = useState<Id | null>(null);
  const look = useCallback(() => {
    const same = (one: Id, other: Id) => String(one) === String(other);
    void answers.take(
      () => Promise.all([api.identities(), api.folders(accountId)]),
      ([identities, folders]) => {
        const own = identities
          .filter((each) => same(each.accountId, accountId))
          .map(({ address }) => address);
        const role = folders.find((folder) => same(folder.id, folderId))?.role;
        const isOwn = from.some(({ address }) => isOwnAddress(address, own));
        setSent(role === 'sent' || isOwn ? id : null);
      },
      // Without an answer, it isn't offered.
      { fail: () => undefined },
    );
  }, [accountId, answers, api, folderId, from, id]);
  return { isSent: sent === id, look };
}
