import { MailError } from '../../../errors';
import { numbersIn } from '../errors';
import { asFault } from '../network';

/** Milliseconds: a person waits for it. */
const TIMEOUT = 9_000;
/** An error page of Entra is some 100 kB. */
const LIMIT = 1_000_000;

/** What the sign-in service answered. */
export interface Answer {
  status: number;
  /** Of a redirect, which is never followed. */
  location: string;
  text: string;
}

/** One request to the sign-in service. That it cannot answer at all is a MailError. */
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

/** What decides of an answer in JSON; empty where it is something else. */
interface Body {
  access_token?: unknown;
  token_endpoint?: unknown;
  cloud_instance_name?: unknown;
  tenant_region_sub_scope?: unknown;
}

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
