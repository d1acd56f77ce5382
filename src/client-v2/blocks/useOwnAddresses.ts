import { useMemo } from 'react';
import type { AccountView } from '../../common';
import { useMailApi } from '../api';
import { useLiveList } from '../mail-center/data/useLiveList';

/** Every address that the user writes from. */
export function useOwnAddresses(accounts: readonly AccountView[]): string[] {
  const { list } = useLiveList(useMailApi().identities, ['account']);
  return useMemo(() => [...accounts, ...list].map(({ address }) => address), [accounts, list]);
}
