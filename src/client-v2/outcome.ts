import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

/** How a sign-in, or an administrator's consent, ended: the callback puts it into the URL it returns to. */
export interface Outcome {
  /** The account that was connected; null for a consent, and where it failed. */
  accountId: string | null;
  /** An error code of `common/errors.ts`; null where it went well. */
  error: string | null;
}

const CONNECTED = 'mailConnected';
const CONSENT = 'mailConsent';
const ERROR = 'mailError';

export function readOutcome(search: string): Outcome | null {
  const params = new URLSearchParams(search);
  const [accountId, error] = [params.get(CONNECTED), params.get(ERROR)];
  return accountId !== null || error !== null || params.get(CONSENT) === 'granted'
    ? { accountId, error }
    : null;
}

/** A query string without an outcome, with its `?` where anything is left. */
export function withoutOutcome(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of [CONNECTED, CONSENT, ERROR]) params.delete(name);
  const rest = params.toString();
  return rest ? `?${rest}` : '';
}

/** What has just ended, taken out of the URL, so that a reload does not show it again. */
export function useOutcome(): { outcome: Outcome | null; dismiss(): void } {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  useEffect(() => {
    const found = readOutcome(search);
    if (!found) return;
    setOutcome(found);
    navigate(pathname + withoutOutcome(search), { replace: true });
  }, [search, pathname, navigate]);
  return { outcome, dismiss: () => setOutcome(null) };
}
