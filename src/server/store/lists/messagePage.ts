import { Op, type Model } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { reportedIds, type ReportedMail } from '../messages/reports';
import { table } from '../db/rows';
import { withNotes, type NotedMail } from '../notes/notes';
import { labelsOf } from '../labels/messageLabels';
import type { Hit } from '../search/engine';
import { apartIn, findHits, type PageRequest } from './findHits';
import { findSorted } from './findSorted';
import { dated, findReturned } from './returned';

export type { PageRequest };

/** Fields of a message that a list shows. */
const FIELDS = [
  ...['id', 'accountId', 'folderId', 'threadKey', 'subject', 'fromName', 'fromAddress', 'to', 'sentAt'],
  ...['receivedAt', 'size', 'seen', 'flagged', 'answered', 'draft', 'hasAttachments', 'preview'],
  ...['snoozedUntil', 'returnedAt'],
];

type Listed = NotedMail;

export interface MessagePage {
  rows: object[];
  /** Where the next page begins; null at the end. */
  next: Hit | null;
}

/** One page of a list, newest first. It begins at a place, not at a page number, so every page costs the same. */
export async function pageMessages(ctx: MailContext, request: PageRequest): Promise<MessagePage> {
  const returned = await findReturned(ctx, request);
  const page = await pageIds(ctx, dated(request));
  const ids = [...returned, ...page.ids];
  const rows = await listedRows(ctx, ids, request.threadKey === null ? [] : ['messageId']);
  const labels = await labelsOf(ctx, ids);
  const back = new Set(returned.map(String));
  return {
    rows: (await withNotes(ctx, rows)).map((row) => ({
      ...row,
      labels: labels.get(String(row.id)) ?? [],
      ...(back.has(String(row.id)) ? { back: true } : {}),
    })),
    next: page.next,
  };
}

/** The same page, but only the ids. */
export async function pageIds(
  ctx: MailContext,
  request: PageRequest,
): Promise<{ ids: Id[]; places: Hit[]; next: Hit | null }> {
  const find = (request.sort ?? 'newest') === 'newest' ? findHits : findSorted;
  const { apart = apartIn(request) } = request;
  const hits = await find(ctx, { ...request, apart, limit: request.limit + 1 });
  const shown = hits.slice(0, request.limit);
  return {
    ids: shown.map(({ id }) => id),
    places: shown,
    next: hits.length > shown.length ? (shown.at(-1) ?? null) : null,
  };
}

/** Messages as a list shows them but for their labels, in the order of the ids; those that are gone are left out. */
export async function listedRows(
  ctx: MailContext,
  ids: readonly Id[],
  more: readonly string[] = [],
): Promise<Listed[]> {
  const found = await table(ctx, 'mailMessages').findAll({
    where: { id: { [Op.in]: [...ids] }, vanishedAt: null },
    attributes: [...FIELDS, ...more, 'messageIdHash'],
  });
  const rows = new Map(found.map((row) => [String(row.get('id')), listedOf(row)]));
  const reported = await reportedIds(ctx, found.map(plainOf));
  return ids.flatMap((id) => {
    const row = rows.get(String(id));
    return row ? [reported.has(String(id)) ? { ...row, bounced: true } : row] : [];
  });
}

function listedOf(row: Model): Listed {
  const { messageIdHash: _hash, ...listed } = plainOf(row);
  return listed as Listed;
}

const plainOf = (row: Model): ReportedMail => row.get({ plain: true }) as ReportedMail;
