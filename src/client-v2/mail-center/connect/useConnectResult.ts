import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { connectResult, withoutResult, type ConnectResult } from './connect-result';

/** The result of a sign-in that just ended, taken out of the URL, so that a reload does not show it again. */
export function useConnectResult(): { result: ConnectResult | null; dismiss(): void } {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const [result, setResult] = useState<ConnectResult | null>(null);
  useEffect(() => {
    const found = connectResult(search);
    if (!found) return;
    setResult(found);
    navigate(pathname + withoutResult(search), { replace: true });
  }, [search, pathname, navigate]);
  return { result, dismiss: () => setResult(null) };
}
