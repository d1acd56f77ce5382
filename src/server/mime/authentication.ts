import type { Authentication } from '../messageFacts';

/** Maximum characters of a field that are read. */
const MAX_FIELD = 8 * 1024;
const RESULT = /^\s*(dmarc|spf|dkim|compauth)\s*=\s*([a-z]{1,20})/i;

/** Parses one Authentication-Results field; null if it contains no result that we know. */
export function readAuthentication(value: string): Authentication | null {
  const pieces = withoutComments(value.slice(0, MAX_FIELD)).split(';');
  const [first = ''] = pieces;
  const found: Authentication = {
    server: first.includes('=') ? '' : (first.trim().split(/\s/, 1)[0] ?? '').toLowerCase(),
    ...{ dmarc: '', spf: '', dkim: '', compauth: '' },
  };
  let known = false;
  for (const piece of pieces) {
    const [, method = '', result = ''] = RESULT.exec(piece) ?? [];
    if (method === '') continue;
    known = true;
    const name = method.toLowerCase() as 'dmarc' | 'spf' | 'dkim' | 'compauth';
    if (found[name] !== 'pass') found[name] = result.toLowerCase();
  }
  return known ? found : null;
}

/** Whether the receiving server found that the sender isn't who the message claims. */
export const hasFailed = ({ dmarc, spf, dkim, compauth }: Authentication): boolean =>
  compauth !== 'pass' && (dmarc === 'fail' || (dmarc !== 'pass' && spf === 'fail' && dkim === 'fail'));

/** Comments (RFC 5322 §3.2.2) may contain anything, including semicolons. */
function withoutComments(value: string): string {
  let kept = '';
  let depth = 0;
  for (const char of value) {
    if (char === '(') depth++;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += char;
  }
  return kept;
}
