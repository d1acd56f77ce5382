import { SIGNATURE_PLACES, type CompanySignature } from '../../../common';
import type { MailContext } from '../../context';
import { rowAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

const NAME = 'company';

/** The company's signature as it was written; an empty one if an admin has never set it. */
export async function findCompanySignature(ctx: MailContext): Promise<CompanySignature> {
  const row = rowAs<{ html: string | null; answerHtml: string | null; place: string | null }>(
    await table(ctx, 'mailSignatures').findByPk(NAME),
  );
  return {
    html: row?.html ?? '',
    answerHtml: row?.answerHtml ?? null,
    place: SIGNATURE_PLACES.find((place) => place === row?.place) ?? 'below',
  };
}

/** Replaces the company's signature. */
export async function saveCompanySignature(
  ctx: MailContext,
  { html, answerHtml, place }: CompanySignature,
): Promise<void> {
  await inTransaction(ctx, (transaction) =>
    table(ctx, 'mailSignatures').upsert({ name: NAME, html, answerHtml, place }, { transaction }),
  );
}
