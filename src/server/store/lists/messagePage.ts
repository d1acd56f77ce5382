import { Op, type Model } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { reportedIds, type ReportedMail } from '../messages/reports';
import { table } from '../db/rows';
import { labelsOf } from '../labels/messageLabels';
import type { Hit } from '../search/engine';
import { findHits, type PageRequest } from './findHits';
import { findSorted } from './findSorted';

export type { PageRequest };

/** Fields of a message that a list shows. */
const FIELDS = [
  ...['id', 'accountId', 'folderId', 'threadKey', 'subject', 'fromName', 'fromAddress', 'to', 'sentAt'],
  ...['receivedAt', 'size', 'seen', 'flagged', 'answered', 'draft', 'hasAttachments', 'preview'],
];

export interface MessagePage {
  rows: object[];
  /** Where the next page begins; null at the end. */
  next: Hit | null;
}

/** One page of a list, newest first. It begins at a place, not at a page number, so every page costs the same. */
export async function pageMessages(ctx: MailContext, request: PageRequest): Promise<MessagePage> {
  const { ids, next } = await pageIds(ctx, request);
  return { rows: await listedRows(ctx, ids, request.threadKey === null ? [] : ['messageId']), next };
}

/** The same page, but only the ids. */
export async function pageIds(
  ctx: MailContext,
  request: PageRequest,
): Promise<{ ids: Id[]; next: Hit | null }> {
  const find = (request.sort ?? 'newest') === 'newest' ? findHits : findSorted;
  const hits = await find(ctx, { ...request, limit: request.limit + 1 });
  const shown = hits.slice(0, request.limit);
  return {
    ids: shown.map(({ id }) => id),
    next: hits.length > shown.length ? (shown.at(-1) ?? null) : null,
  };
}

/** Messages as a list shows them, in the order of the ids; those that are gone by now are left out. */
export async function listedRows(
  ctx: MailContext,
  ids: readonly Id[],
  more: readonly string[] = [],
): Promise<object[]> {
  const found = await table(ctx, 'mailMessages').findAll({
    where: { id: { [Op.in]: [...ids] }, vanishedAt: null },
    attributes: [...FIELDS, ...more, 'messageIdHash'],
  });
  const rows = new Map(found.map((row) => [String(row.get('id')), listedOf(row)]));
  const reported = await reportedIds(ctx, found.map(plainOf));
  const labels = await labelsOf(ctx, ids);
  return ids.flatMap((id) => {
    const row = rows.get(String(id));
    const marks = { labels: labels.get(String(id)) ?? [] };
    return row ? [{ ...row, ...marks, ...(reported.has(String(id)) ? { bounced: true } : {}) }] : [];
  });
}

function listedOf(row: Model): object {
  const { messageIdHash: _hash, ...listed } = plainOf(row);
  return listed;
}

const plainOf = (row: Model): ReportedMail => row.get({ plain: true }) as ReportedMail;
