import type { CheckLine } from '../../../common';

/** The page's fetch; tests pass their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Milliseconds. Longer than a proxy needs, but shorter than people mind waiting. */
const PROBE_TIME = 15_000;

/**
 * Whether the redirect URI reaches us from this browser. No cookies are sent; it is only asked to identify
 * itself.
 */
export async function answersProbe(redirectUri: string, fetch: Fetch): Promise<boolean> {
  try {
    const url = new URL(redirectUri);
    url.searchParams.set('probe', '1');
    const answer = await fetch(url.href, {
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(PROBE_TIME),
    });
    const body: unknown = await answer.json();
    return typeof body === 'object' && body !== null && 'probe' in body && body.probe === 'mail';
  } catch {
    return false;
  }
}

/** The check line of the browser itself. */
export function probeLine(answers: boolean, message: string, step: string | null): CheckLine {
  return answers
    ? { name: 'browser', result: 'passed', code: null, message, step }
    : { name: 'browser', result: 'failed', code: 'redirect-unreachable', message, step };
}

/** The worst of all results; `passed` if there are none. */
export function worstOf(lines: CheckLine[]): 'passed' | 'warning' | 'failed' {
  if (lines.some(({ result }) => result === 'failed')) return 'failed';
  return lines.some(({ result }) => result === 'warning') ? 'warning' : 'passed';
}

/** Number of lines that need something fixed. */
export const toMend = (lines: CheckLine[]): number =>
  lines.filter(({ result }) => result === 'failed' || result === 'warning').length;

/** The worst result of the lines that a step fixes; undefined if there are none. */
export function resultOfStep(lines: CheckLine[], step: string): 'passed' | 'warning' | 'failed' | undefined {
  const own = lines.filter((line) => line.step === step && line.result !== 'skipped');
  return own.length > 0 ? worstOf(own) : undefined;
}
