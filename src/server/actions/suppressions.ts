import { z } from 'zod';
import type { SuppressionView } from '../../common';
import { MailError } from '../errors';
import { addrSpec } from '../mime/recipients';
import { pageSuppressions, removeSuppression, suppress } from '../store/campaigns/suppressions';
import { change, read, type ActionTable } from './action';
import { limit, LONGEST_LINE, rowId, text } from './parameters';

/** Addresses added at once. */
const MOST = 5_000;
const PAGE = { search: text(LONGEST_LINE).default(''), before: rowId.nullish(), limit };

/** Addresses and domains that get no bulk email from anybody. */
export const suppressionActions: ActionTable = {
  'mailSuppressions:list': read(PAGE, async (mail, http, { search, before = null, limit: count }) => {
    const rows = await pageSuppressions(mail, { search, before, limit: count + 1 });
    const shown = rows.slice(0, count).map(({ id, address, reason, createdAt }): SuppressionView => ({
      ...{ id, address, reason },
      createdAt: new Date(createdAt).toISOString(),
    }));
    http.set('Cache-Control', 'no-store');
    http.body = { rows: shown, next: rows.length > count ? rows[count - 1].id : null };
  }),

  'mailSuppressions:create': change(
    { values: z.object({ addresses: z.array(text(LONGEST_LINE)).min(1).max(MOST) }) },
    async (mail, http, { values }) => {
      await suppress(mail, values.addresses.map(readAddress), 'manual');
      http.body = {};
    },
  ),

  'mailSuppressions:destroy': change({ filterByTk: rowId }, async (mail, http, { filterByTk }) => {
    if (!(await removeSuppression(mail, filterByTk))) throw new MailError('not-found');
    http.body = {};
  }),
};

/** An address, or a domain with an at sign before it. */
function readAddress(typed: string): string {
  const written = typed.trim();
  const isDomain = written.startsWith('@');
  const checked = addrSpec(isDomain ? `x${written}` : written);
  if (!checked)
    throw new MailError('invalid-input', { params: { field: 'addresses', address: written.slice(0, 320) } });
  return isDomain ? checked.slice(1) : checked;
}
