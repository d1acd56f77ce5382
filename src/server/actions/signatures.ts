import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import {
  LONGEST_SIGNATURE,
  SIGNATURE_PLACES,
  hasContent,
  type CompanySignature,
  type CompanySignaturePreview,
  type OwnCompanySignature,
} from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { readCaller } from '../host';
import { inLetter, LETTER_STYLES, letterSource } from '../mime/letter';
import { sanitizeMailHtml } from '../mime/sanitize';
import { findCompanySignature, saveCompanySignature } from '../store/accounts/signatures';
import { neededBy, renderSignature } from '../templates/render';
import { change, read, type ActionTable } from './action';
import { prose, timeZone } from './parameters';
import { textStyle } from './textStyle';

const SIGNATURE = {
  html: prose(LONGEST_SIGNATURE).default(''),
  answerHtml: prose(LONGEST_SIGNATURE).nullish(),
};

/** The company's signature. Those who may configure the plugin write it; everybody reads their own version of it. */
export const signatureActions: ActionTable = {
  'mailSignatures:get': read({}, async (mail, http) => {
    http.body = (await findCompanySignature(mail)) satisfies CompanySignature;
  }),

  'mailSignatures:save': change(
    { values: z.object({ ...SIGNATURE, place: z.enum(SIGNATURE_PLACES) }) },
    async (mail, http, { values }) => {
      await saveCompanySignature(mail, { ...cleaned(values), place: values.place });
      http.body = (await findCompanySignature(mail)) satisfies CompanySignature;
    },
  ),

  /** Fills in what isn't stored yet, for the person who writes it, and shows it as it would be sent. */
  'mailSignatures:preview': change(
    { values: z.object({ ...SIGNATURE, timeZone }) },
    async (mail, http, { values }) => {
      const texts = cleaned(values);
      const { html, answerHtml, missing } = await renderFor(mail, http, texts, values.timeZone);
      http.body = {
        ...{ html: asSent(html), answerHtml: answerHtml && asSent(answerHtml) },
        missing,
      } satisfies CompanySignaturePreview;
    },
  ),

  'mailSignatures:mine': read({ timeZone }, async (mail, http, input) => {
    http.body = await companySignatureFor(mail, http, input.timeZone);
  }),
};

/** The company's signature, filled in with the caller's own values. */
export async function companySignatureFor(
  mail: MailContext,
  http: Context,
  zone: string | undefined,
): Promise<OwnCompanySignature> {
  const { place, ...texts } = await findCompanySignature(mail);
  const { html, answerHtml } = await renderFor(mail, http, texts, zone);
  return { html, answerHtml, place };
}

/** What mail programs show of it: see outbox/compose/writeMessage.ts. */
const asSent = (html: string): string =>
  html && inLetter(sanitizeMailHtml(letterSource(html), 'inline', LETTER_STYLES).html);

type Texts = Pick<CompanySignature, 'html' | 'answerHtml'>;

async function renderFor(
  mail: MailContext,
  http: Context,
  { html, answerHtml }: Texts,
  zone: string | undefined,
): Promise<CompanySignaturePreview> {
  const { user: fields } = neededBy({ subject: answerHtml ?? '', html });
  const known = { user: await readCaller(mail, http, fields), now: new Date() };
  const style = textStyle(http, null, zone);
  const whole = renderSignature(html, known, style);
  const answer = answerHtml === null ? null : renderSignature(answerHtml, known, style);
  return {
    html: whole.html,
    answerHtml: answer && answer.html,
    missing: [...new Set([...whole.missing, ...(answer?.missing ?? [])])],
  };
}

function cleaned({ html, answerHtml }: { html: string; answerHtml?: string | null }): Texts {
  const clean = (written: string) => {
    const { html: safe, truncated } = sanitizeMailHtml(written);
    if (truncated) throw new MailError('text-too-long');
    return hasContent(safe) ? safe : '';
  };
  return { html: clean(html), answerHtml: answerHtml == null ? null : clean(answerHtml) };
}
