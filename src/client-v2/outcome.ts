import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

/** How a sign-in or an administrator's consent ended. The callback adds it to the URL it returns to. */
export interface Outcome {
  /** The account that was connected; null for a consent or a failure. */
  accountId: string | null;
  /** An error code of `common/errors.ts`; null on success. */
  error: string | null;
}

const CONNECTED = 'mailConnected';
const CONSENT = 'mailConsent';
const ERROR = 'mailError';

/** Reads the outcome from a query string; null if it contains none. */
export function readOutcome(search: string): Outcome | null {
  const params = new URLSearchParams(search);
  const [accountId, error] = [params.get(CONNECTED), params.get(ERROR)];
  return accountId !== null || error !== null || params.get(CONSENT) === 'granted'
    ? { accountId, error }
    : null;
}

/** Removes the outcome from a query string. The rest keeps its `?`, if anything is left. */
export function withoutOutcome(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of [CONNECTED, CONSENT, ERROR]) params.delete(name);
  const rest = params.toString();
  return rest ? `?${rest}` : '';
}

/** Takes the outcome out of the URL, so that a reload doesn't show it again. */
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
