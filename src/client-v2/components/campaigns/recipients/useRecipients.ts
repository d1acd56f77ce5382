import { useCallback, useEffect, useRef } from 'react';
import type { CampaignRecipientView, CampaignView } from '../../../../common';
import { useMailApi } from '../../../api';
import type { RecipientQuery } from '../../../campaigns-api';
import { useMailChanges } from '../../../live';
import { usePages, type Pages } from '../../shared/usePages';
import { useStable } from '../../shared/useStable';

/** Rows per page. */
const PAGE = 50;

/** Loads the recipients of a bulk email page by page, and again after each change. */
export function useRecipients(
  { id, counts }: Pick<CampaignView, 'id' | 'counts'>,
  { state, search }: Pick<RecipientQuery, 'state' | 'search'>,
): Pages<CampaignRecipientView> {
  const api = useMailApi();
  const read = useCallback(
    (before: string | null) => api.recipients(id, { state, search, before, limit: PAGE }),
    [api, id, state, search],
  );
  const pages = usePages(read);
  useMailChanges({ what: ['campaigns'] }, pages.reload);
  // Somebody was added or removed here: that doesn't wait for the server's hint.
  const number = counts.total + counts.leftOut;
  const shown = useRef(number);
  const reload = useStable(pages.reload);
  useEffect(() => {
    if (shown.current === number) return;
    shown.current = number;
    reload();
  }, [number, reload]);
  return pages;
}
