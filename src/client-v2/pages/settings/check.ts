import type { CheckLine } from '../../../common';

/** The page to fetch with; a test gives its own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Longer than a proxy needs, shorter than one likes to wait. */
const PROBE_TIME = 15_000;

/** Whether the redirect URI leads to us from where this browser is. Without cookies: it is asked what it is, no more. */
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

/** The browser's own line. */
export function probeLine(answers: boolean, message: string, step: string | null): CheckLine {
  return answers
    ? { name: 'browser', result: 'passed', code: null, message, step }
    : { name: 'browser', result: 'failed', code: 'redirect-unreachable', message, step };
}

/** The worst result of all; `passed` for none. */
export function worstOf(lines: CheckLine[]): 'passed' | 'warning' | 'failed' {
  if (lines.some(({ result }) => result === 'failed')) return 'failed';
  return lines.some(({ result }) => result === 'warning') ? 'warning' : 'passed';
}

/** How many lines ask for something to be mended. */
export const toMend = (lines: CheckLine[]): number =>
  lines.filter(({ result }) => result === 'failed' || result === 'warning').length;

/** The worst result of the lines that a step mends; undefined where none is about it. */
export function resultOfStep(lines: CheckLine[], step: string): 'passed' | 'warning' | 'failed' | undefined {
  const own = lines.filter((line) => line.step === step && line.result !== 'skipped');
  return own.length > 0 ? worstOf(own) : undefined;
}
