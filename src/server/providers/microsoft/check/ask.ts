import { MailError } from '../../../errors';
import { numbersIn } from '../errors';
import { asFault } from '../network';

/** Milliseconds. Kept short because a person is waiting. */
const TIMEOUT = 9_000;
/** Maximum characters read from an answer; an Entra error page is about 100 kB. */
const LIMIT = 1_000_000;

/** What the sign-in service answered. */
export interface Answer {
  status: number;
  /** Target of a redirect, which is never followed. */
  location: string;
  text: string;
}

/**
 * Sends one request to the sign-in service: GET, or POST with `form`. Throws a MailError if the service can't answer.
 */
export async function ask(url: string, form?: Record<string, string>): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      body: form && new URLSearchParams(form),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const { status, headers } = response;
    const text = await beginning(response);
    if (status === 429 || status >= 500)
      throw new MailError('server-unavailable', { cause: new Error(`sign-in service answered ${status}`) });
    return { status, location: headers.get('location') ?? '', text };
  } catch (error) {
    throw asFault(error);
  }
}

async function beginning({ body }: Response): Promise<string> {
  let text = '';
  if (!body) return text;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    if (text.length > LIMIT) break;
  }
  await reader.cancel();
  return text;
}

/** The fields that matter in a JSON answer; empty for anything else. */
interface Body {
  access_token?: unknown;
  token_endpoint?: unknown;
  cloud_instance_name?: unknown;
  tenant_region_sub_scope?: unknown;
}

/** The answer parsed as JSON; empty if it isn't a JSON object. */
export function bodyOf({ text }: Answer): Body {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Entra's error numbers in an answer, whether it is JSON or a page. */
export const numbersOf = ({ text }: Answer): number[] => numbersIn(text);
